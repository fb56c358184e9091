package io.drawbridge.registry.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.SigningAlgorithm;
import io.drawbridge.registry.TokenProfile;
import java.util.List;
import java.util.Set;

/** Writes an issuer as its reader takes it, always without a preset's name: a preset is only how settings were written. */
final class IssuerWriter {

    private IssuerWriter() {}

    static ObjectNode write(Issuer issuer) {
        ObjectNode node = JsonTree.object();
        node.put("id", issuer.id());
        node.put("iss", issuer.iss());
        node.put("jwksUri", issuer.jwksUri().toString());
        profile(node, issuer.profile(), TokenProfile.DEFAULT);
        if (!issuer.enabled()) {
            node.put("enabled", false);
        }
        return node;
    }

    private static void profile(ObjectNode node, TokenProfile profile, TokenProfile absent) {
        if (!profile.audienceClaim().equals(absent.audienceClaim())) {
            node.put("audienceClaim", profile.audienceClaim());
        }
        node.set("audiences", JsonTree.texts(profile.audiences()));
        if (!profile.algorithms().equals(absent.algorithms())) {
            node.set("algorithms", JsonTree.texts(names(profile.algorithms())));
        }
        if (profile.accessTokenTypeRequired()) {
            node.put("accessTokenTypeRequired", true);
        }
        if (profile.tokenIdRequired()) {
            node.put("tokenIdRequired", true);
        }
        if (!profile.requiredClaims().isEmpty()) {
            ObjectNode claims = node.putObject("requiredClaims");
            profile.requiredClaims().forEach(claims::put);
        }
        profile.tenantClaim().ifPresent(c -> node.put("tenantClaim", c));
        profile.scopeClaim().ifPresent(c -> node.put("scopeClaim", c));
        if (!profile.clockSkew().equals(absent.clockSkew())) {
            node.put("clockSkewSeconds", profile.clockSkew().toSeconds());
        }
        if (!profile.longestLifetime().equals(absent.longestLifetime())) {
            node.put("longestLifetimeSeconds", profile.longestLifetime().toSeconds());
        }
    }

    private static List<String> names(Set<SigningAlgorithm> algorithms) {
        return algorithms.stream().sorted().map(SigningAlgorithm::headerName).toList();
    }
}
