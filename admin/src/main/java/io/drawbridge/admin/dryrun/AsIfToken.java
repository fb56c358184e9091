package io.drawbridge.admin.dryrun;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.authorizer.token.JwksSource;
import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.SigningAlgorithm;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TokenProfile;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A valid token of a tenant with chosen scopes, so that a dry run can go the whole way of a request without a real one: of an
 * issuer that exists for this one dry run, with a key that nobody else ever sees.
 *
 * @param issuer takes the place of the tenant's issuers
 * @param token the token
 * @param keys the issuer's key set
 */
record AsIfToken(Issuer issuer, String token, String keys) {

    private static final String NAME = "dry-run";
    private static final Duration LIFETIME = Duration.ofMinutes(1);
    private static final int COORDINATE_BYTES = 32;
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    static AsIfToken of(TenantId tenant, List<String> scopes, Instant now) {
        // A name that can be nobody's (RFC 6761, section 6.4), and another one each time.
        String iss = "https://" + UUID.randomUUID() + ".invalid";
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            return new AsIfToken(issuer(tenant, iss), signed(payload(iss, scopes, now), pair), keySet((ECPublicKey)
                    pair.getPublic()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has ES256", e);
        }
    }

    /** Where its key comes from. */
    JwksSource source() {
        return any -> new JwksSource.Document(keys, "");
    }

    /** No skew: it is as old as it says, so that only what is revoked from now on refuses it. */
    private static Issuer issuer(TenantId tenant, String iss) {
        TokenProfile profile = new TokenProfile(
                TokenProfile.AUD,
                List.of(NAME),
                EnumSet.of(SigningAlgorithm.ES256),
                false,
                false,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                LIFETIME);
        return Issuer.of(Optional.of(tenant), NAME, iss, iss + "/jwks.json", profile, true)
                .orThrow();
    }

    private static ObjectNode payload(String iss, List<String> scopes, Instant now) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("iss", iss)
                .put("sub", NAME)
                .put("aud", NAME)
                .put("scope", String.join(" ", scopes))
                .put("iat", now.getEpochSecond())
                .put("exp", now.plus(LIFETIME).getEpochSecond());
    }

    private static String signed(ObjectNode payload, KeyPair pair) throws GeneralSecurityException {
        ObjectNode header =
                JsonNodeFactory.instance.objectNode().put("alg", "ES256").put("kid", NAME);
        String input = encoded(header) + "." + encoded(payload);
        // The form that JWS wants, the two numbers one after the other (RFC 7518, section 3.4).
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(pair.getPrivate());
        signature.update(input.getBytes(StandardCharsets.US_ASCII));
        return input + "." + BASE64URL.encodeToString(signature.sign());
    }

    private static String keySet(ECPublicKey key) {
        ObjectNode set = JsonNodeFactory.instance.objectNode();
        set.putArray("keys")
                .addObject()
                .put("kty", "EC")
                .put("crv", "P-256")
                .put("kid", NAME)
                .put("alg", "ES256")
                .put("use", "sig")
                .put("x", coordinate(key.getW().getAffineX()))
                .put("y", coordinate(key.getW().getAffineY()));
        return set.toString();
    }

    private static String encoded(ObjectNode node) {
        return BASE64URL.encodeToString(node.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** As many octets as the field has (RFC 7518, section 6.2.1.2). */
    private static String coordinate(BigInteger value) {
        byte[] bytes = new byte[COORDINATE_BYTES];
        byte[] magnitude = value.toByteArray();
        int length = Math.min(magnitude.length, COORDINATE_BYTES);
        System.arraycopy(magnitude, magnitude.length - length, bytes, COORDINATE_BYTES - length, length);
        return BASE64URL.encodeToString(bytes);
    }

    /** Without what could be used. */
    @Override
    public String toString() {
        return "AsIfToken[" + issuer.iss() + "]";
    }
}
