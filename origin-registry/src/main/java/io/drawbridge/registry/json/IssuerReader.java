package io.drawbridge.registry.json;

import io.drawbridge.registry.Checked;
import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.Problem;
import io.drawbridge.registry.ProblemCode;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TokenProfile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the elements of {@code issuers}. */
final class IssuerReader {

    /** What a missing or ill-typed value is checked as, so that it is reported once and the others still are. */
    static final String SOME_ID = "some";

    private static final String SOME_URL = "https://issuer.example";

    private final boolean localMode;
    private final List<Placed<Issuer>> issuers = new ArrayList<>();
    private final Set<String> unsound = new HashSet<>();

    IssuerReader(boolean localMode) {
        this.localMode = localMode;
    }

    /** Every sound issuer read so far, each with the pointer of its {@code iss}. */
    List<Placed<Issuer>> issuers() {
        return issuers;
    }

    /** The {@code iss} of every other issuer: nothing more can be said of what refers to it. */
    Set<String> unsound() {
        return unsound;
    }

    /** The issuer, if it has no problem. */
    Optional<Issuer> read(Fields fields, Optional<TenantId> owner, Seen ids, Seen values) {
        int before = fields.problemCount();
        fields.require("id");
        fields.require("iss");
        fields.require("jwksUri");
        fields.require("audiences");
        Optional<String> id = fields.text("id");
        Optional<String> iss = fields.text("iss");
        id.ifPresent(i -> ids.add(fields, "id", i));
        iss.ifPresent(i -> values.add(fields, "iss", i));
        TokenProfile profile = ProfileFields.read(fields);
        Checked<Issuer> issuer = Issuer.of(
                owner,
                id.orElse(SOME_ID),
                iss.orElse(SOME_URL),
                fields.text("jwksUri").orElse(SOME_URL),
                profile,
                fields.flag("enabled").orElse(true));
        fields.report(issuer.problems());
        if (!localMode && issuer.value().map(Issuer::isLocal).orElse(false)) {
            fields.report(List.of(Problem.of(ProblemCode.ISSUER_LOCAL, iss.orElse(SOME_URL))));
        }
        fields.refuseOthers();
        Optional<Issuer> sound = fields.problemCount() == before ? issuer.value() : Optional.empty();
        sound.ifPresentOrElse(
                i -> issuers.add(new Placed<>(fields.pointer("iss"), i)), () -> iss.ifPresent(unsound::add));
        return sound;
    }
}
