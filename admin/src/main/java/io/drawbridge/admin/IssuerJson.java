package io.drawbridge.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.SigningAlgorithm;
import io.drawbridge.registry.TokenProfile;

/**
 * The wire form of an issuer: the fields of the registry file, each written out, also where it is the default or came from a
 * provider's preset, because a preset is only how settings were written.
 */
final class IssuerJson {

    private IssuerJson() {}

    static ObjectNode write(Issuer issuer) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", issuer.id());
        node.put("iss", issuer.iss());
        node.put("jwksUri", issuer.jwksUri().toString());
        TokenProfile profile = issuer.profile();
        node.put("audienceClaim", profile.audienceClaim());
        ArrayNode audiences = node.putArray("audiences");
        profile.audiences().forEach(audiences::add);
        ArrayNode algorithms = node.putArray("algorithms");
        profile.algorithms().stream().sorted().map(SigningAlgorithm::headerName).forEach(algorithms::add);
        node.put("accessTokenTypeRequired", profile.accessTokenTypeRequired());
        node.put("tokenIdRequired", profile.tokenIdRequired());
        ObjectNode claims = node.putObject("requiredClaims");
        profile.requiredClaims().forEach(claims::put);
        profile.tenantClaim().ifPresent(c -> node.put("tenantClaim", c));
        profile.scopeClaim().ifPresent(c -> node.put("scopeClaim", c));
        node.put("clockSkewSeconds", profile.clockSkew().toSeconds());
        node.put("longestLifetimeSeconds", profile.longestLifetime().toSeconds());
        node.put("enabled", issuer.enabled());
        return node;
    }
}
