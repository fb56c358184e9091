package io.drawbridge.registry.json;

import io.drawbridge.registry.Checked;
import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.Problem;
import io.drawbridge.registry.ProblemCode;
import io.drawbridge.registry.Revocation;
import io.drawbridge.registry.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the {@code revocations} of the platform or of a tenant. */
final class RevocationReader {

    private final List<Placed<Revocation>> revocations = new ArrayList<>();

    /** Every sound revocation read so far, each with its own pointer. */
    List<Placed<Revocation>> revocations() {
        return revocations;
    }

    /** Reads those of one owner. */
    void read(Fields owner, Optional<TenantId> id) {
        Map<String, String> ids = new HashMap<>();
        List<Fields> elements = owner.objects("revocations");
        if (elements.size() > Revocation.MAX_PER_OWNER) {
            owner.report(
                    "revocations",
                    Problem.of(
                            ProblemCode.TOO_MANY,
                            Integer.toString(elements.size()),
                            "Keep at most " + Revocation.MAX_PER_OWNER + "."));
        }
        elements.forEach(fields -> read(fields, id, ids));
    }

    /**
     * Reads one; empty if it has a problem.
     *
     * @param ids where those of the same owner are
     */
    Optional<Revocation> read(Fields fields, Optional<TenantId> owner, Map<String, String> ids) {
        int before = fields.problemCount();
        Checked<Revocation> revocation = Revocation.of(
                owner,
                fields.text("issuer"),
                fields.text("subject"),
                fields.text("tokenId"),
                Instants.read(fields, "issuedBefore"),
                Instants.read(fields, "expiresAt"));
        // A field that is no string or no instant was reported already; without it the rest would only mislead.
        if (fields.problemCount() == before) {
            fields.report(revocation.problems());
        }
        fields.refuseOthers();
        Optional<Revocation> sound = fields.problemCount() == before ? revocation.value() : Optional.empty();
        sound.ifPresent(r -> {
            String earlier = ids.putIfAbsent(r.id(), fields.pointer());
            if (earlier != null) {
                String hint = "It is at " + earlier + " already: keep the one that ends later.";
                fields.report(List.of(Problem.of(ProblemCode.DUPLICATE, "revocation", hint)));
            }
            revocations.add(new Placed<>(fields.pointer(), r));
        });
        return sound;
    }

    /**
     * What a revocation names wrongly of the issuers that it can meet: the platform's, and for a tenant's revocation its own.
     *
     * @param issuers every sound issuer
     * @param unsound the {@code iss} of every other one
     */
    List<Problem> conflicts(List<Issuer> issuers, Set<String> unsound) {
        List<Problem> problems = new ArrayList<>();
        for (Placed<Revocation> placed : revocations) {
            Revocation revocation = placed.value();
            revocation.issuer().filter(iss -> !unsound.contains(iss)).ifPresent(iss -> {
                List<Issuer> named = issuers.stream()
                        .filter(i -> i.iss().equals(iss) && isOf(i, revocation.owner()))
                        .toList();
                named(revocation, named, iss).forEach(p -> problems.add(p.under(placed.pointer() + "/issuer")));
            });
        }
        return problems;
    }

    private static Stream<Problem> named(Revocation revocation, List<Issuer> named, String iss) {
        if (named.isEmpty()) {
            return Stream.of(Problem.of(ProblemCode.REVOCATION_ISSUER, iss));
        }
        boolean isIdSure = named.stream().allMatch(i -> i.profile().tokenIdRequired());
        return revocation.tokenId().isPresent() && !isIdSure
                ? Stream.of(Problem.of(ProblemCode.REVOCATION_TOKEN_ID, iss))
                : Stream.empty();
    }

    private static boolean isOf(Issuer issuer, Optional<TenantId> owner) {
        return issuer.owner().isEmpty() || issuer.owner().equals(owner);
    }
}
