package io.drawbridge.authorizer.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.drawbridge.issuer.IssuerKeys;
import io.drawbridge.issuer.IssuerName;
import io.drawbridge.issuer.KeyStore;
import io.drawbridge.issuer.SigningAlgorithm;
import io.drawbridge.issuer.TokenMinter;
import io.drawbridge.issuer.TokenRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes the token of a case, and the Authorization line around it, with the keys of the local issuers. */
public final class TokenForge {

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final KeyStore keys;
    private final Placeholders placeholders;

    /**
     * A forge.
     *
     * @param keys the keys that the local issuers publish
     * @param placeholders what stands for what in a recipe's claims and headers
     */
    public TokenForge(KeyStore keys, Placeholders placeholders) {
        this.keys = keys;
        this.placeholders = placeholders;
    }

    /** The value of the Authorization line. */
    public String authorization(TokenRecipe recipe) {
        String[] parts = token(recipe).split("\\.", -1);
        String token =
                recipe.parts().replace("$1", parts[0]).replace("$2", parts[1]).replace("$3", parts[2]);
        return placeholders.fill(recipe.authorization()).replace("${token}", token);
    }

    private String token(TokenRecipe recipe) {
        IssuerKeys signing = keys.keysOf(recipe.signedBy().orElse(recipe.issuer()));
        String token = new TokenMinter(
                        signing, Clock.systemUTC(), () -> UUID.randomUUID().toString())
                .mint(request(recipe));
        return recipe.hmacOfPublicKey() ? withHmac(token, recipe.issuer()) : token;
    }

    private TokenRequest request(TokenRecipe recipe) {
        TokenRequest request = TokenRequest.from(recipe.issuer().url(placeholders.issuer()))
                .withAlgorithm(recipe.algorithm().orElse(SigningAlgorithm.RS256));
        request = recipe.tenant().map(request::withTenant).orElse(request);
        request = recipe.subject().map(request::withSubject).orElse(request);
        request = recipe.audiences().map(request::withAudiences).orElse(request);
        request = recipe.scopes().map(request::withScopes).orElse(request);
        request = recipe.expiresIn().map(request::withExpiresIn).orElse(request);
        if (recipe.kidOf().isPresent()) {
            String kid = keys.keysOf(recipe.kidOf().get()).keyId(request.algorithm());
            request = request.withHeader("kid", JsonNodeFactory.instance.textNode(kid));
        }
        for (Map.Entry<String, JsonNode> claim : recipe.claims().entrySet()) {
            request = request.withClaim(claim.getKey(), filled(claim.getValue()));
        }
        for (Map.Entry<String, JsonNode> header : recipe.header().entrySet()) {
            request = request.withHeader(header.getKey(), filled(header.getValue()));
        }
        return request;
    }

    /** A text {@code now+SECONDS} is a time; others may hold placeholders. */
    private JsonNode filled(JsonNode value) {
        if (!value.isTextual()) {
            return value;
        }
        String text = value.textValue();
        if (text.matches("now[+-]\\d+")) {
            long seconds = Long.parseLong(text.substring("now".length()));
            return JsonNodeFactory.instance.numberNode(
                    Clock.systemUTC().instant().getEpochSecond() + seconds);
        }
        return JsonNodeFactory.instance.textNode(placeholders.fill(text));
    }

    /** The oldest forgery of all: the verifier's public key, used as the secret of HS256 (RFC 8725, section 2.1). */
    private String withHmac(String token, IssuerName issuer) {
        String signingInput = token.substring(0, token.lastIndexOf('.'));
        try {
            JWK rsa = JWKSet.parse(keys.keysOf(issuer).toPublicJson())
                    .getKeyByKeyId(keys.keysOf(issuer).keyId(SigningAlgorithm.RS256));
            byte[] encoded = rsa.toRSAKey().toRSAPublicKey().getEncoded();
            String pem = "-----BEGIN PUBLIC KEY-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
                    + "\n-----END PUBLIC KEY-----\n";
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(pem.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            byte[] signature = mac.doFinal(signingInput.getBytes(StandardCharsets.US_ASCII));
            return signingInput + "." + BASE64URL.encodeToString(signature);
        } catch (ParseException | JOSEException | GeneralSecurityException e) {
            throw new IllegalStateException("an issuer's own key cannot be used", e);
        }
    }
}
