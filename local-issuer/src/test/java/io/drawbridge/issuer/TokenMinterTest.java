package io.drawbridge.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TokenMinterTest {

    private static final IssuerKeys KEYS = IssuerKeys.generate();
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final TokenMinter MINTER = new TokenMinter(KEYS, Clock.fixed(NOW, ZoneOffset.UTC), () -> "id-1");
    private static final TokenRequest REQUEST =
            TokenRequest.from("http://localhost:4000/platform").withTenant("acme");

    @ParameterizedTest
    @EnumSource
    void everyAlgorithmsSignatureIsAcceptedByAVerifierThatOnlyHasThePublishedKeys(SigningAlgorithm algorithm)
            throws Exception {
        String token = MINTER.mint(REQUEST.withAlgorithm(algorithm));
        JWSObject jws = JWSObject.parse(token);
        assertThat(jws.getHeader().getAlgorithm().getName()).isEqualTo(algorithm.name());
        JWK key =
                JWKSet.parse(KEYS.toPublicJson()).getKeyByKeyId(jws.getHeader().getKeyID());
        assertThat(key.isPrivate()).isFalse();
        assertThat(verifies(jws, key, algorithm)).isTrue();
    }

    @Test
    void anEdDsaSignatureIsGoodForManyKeysSoThatEveryBitOfThePublicKeyIsRight() throws Exception {
        for (int i = 0; i < 40; i++) {
            SigningKey key = SigningKey.generate(SigningAlgorithm.EdDSA);
            byte[] input = {1, 2, 3};
            assertThat(verifiesEd25519(key.jwk(), input, key.sign(input))).isTrue();
        }
    }

    @Test
    void aTokenSaysWhatWasAskedFor() throws Exception {
        assertThat(payload(MINTER.mint(REQUEST)))
                .isEqualTo(json("{'iss':'http://localhost:4000/platform','sub':'alice','aud':'orders-api',"
                        + "'iat':1767225600,'exp':1767226200,'jti':'id-1','client_id':'drawbridge-local',"
                        + "'tenant':'acme','scope':'orders:read orders:write'}"));
        assertThat(header(MINTER.mint(REQUEST)))
                .isEqualTo(json("{'alg':'RS256','kid':'" + KEYS.keyId(SigningAlgorithm.RS256) + "','typ':'at+jwt'}"));
    }

    @Test
    void severalAudiencesAreAnArrayAndNoneOfAClaimLeavesItOut() throws Exception {
        JsonNode payload = payload(MINTER.mint(TokenRequest.from("http://localhost:4000/tenants/acme")
                .withSubject("bob")
                .withAudiences(List.of("a", "b"))
                .withScopes(List.of())));
        assertThat(payload.get("sub").asText()).isEqualTo("bob");
        assertThat(payload.get("aud")).isEqualTo(json("['a','b']"));
        assertThat(payload.has("scope")).isFalse();
        assertThat(payload.has("tenant")).isFalse();
        assertThat(payload(MINTER.mint(REQUEST.withAudiences(List.of()))).has("aud"))
                .isFalse();
    }

    @Test
    void anExpiredTokenWasIssuedBeforeItExpired() throws Exception {
        JsonNode payload = payload(MINTER.mint(REQUEST.withExpiresIn(Duration.ofMinutes(-1))));
        assertThat(payload.get("exp").asLong()).isEqualTo(NOW.getEpochSecond() - 60);
        assertThat(payload.get("iat").asLong()).isEqualTo(NOW.getEpochSecond() - 660);
    }

    @Test
    void claimsAndHeadersCanBeSetAndRemoved() throws Exception {
        String token = MINTER.mint(REQUEST.withClaim("tenant", json("['acme']"))
                .withClaim("exp", JsonNodeFactory.instance.nullNode())
                .withHeader("alg", json("'none'"))
                .withHeader("kid", JsonNodeFactory.instance.nullNode()));
        assertThat(payload(token).get("tenant")).isEqualTo(json("['acme']"));
        assertThat(payload(token).has("exp")).isFalse();
        assertThat(header(token)).isEqualTo(json("{'alg':'none','typ':'at+jwt'}"));
    }

    @Test
    void aTokenForgedUnderThePublishedKeyIdFailsVerification() throws Exception {
        TokenMinter forger = new TokenMinter(IssuerKeys.generate(), Clock.fixed(NOW, ZoneOffset.UTC), () -> "id-1");
        String kid = KEYS.keyId(SigningAlgorithm.ES256);
        JWSObject jws = JWSObject.parse(forger.mint(REQUEST.withAlgorithm(SigningAlgorithm.ES256)
                .withHeader("kid", JsonNodeFactory.instance.textNode(kid))));
        JWK key =
                JWKSet.parse(KEYS.toPublicJson()).getKeyByKeyId(jws.getHeader().getKeyID());
        assertThat(verifies(jws, key, SigningAlgorithm.ES256)).isFalse();
    }

    private static boolean verifies(JWSObject jws, JWK key, SigningAlgorithm algorithm) throws Exception {
        return switch (algorithm) {
            case RS256, PS256 -> jws.verify(new RSASSAVerifier(key.toRSAKey()));
            case ES256, ES384, ES512 -> jws.verify(new ECDSAVerifier(key.toECKey()));
            case EdDSA ->
                verifiesEd25519(key, jws.getSigningInput(), jws.getSignature().decode());
        };
    }

    private static boolean verifiesEd25519(JWK key, byte[] input, byte[] signature) throws Exception {
        byte[] littleEndian = key.toOctetKeyPair().getDecodedX();
        byte[] bigEndian = new byte[littleEndian.length];
        for (int i = 0; i < bigEndian.length; i++) {
            bigEndian[i] = littleEndian[bigEndian.length - 1 - i];
        }
        boolean odd = (bigEndian[0] & 0x80) != 0;
        bigEndian[0] &= 0x7f;
        EdECPoint point = new EdECPoint(odd, new BigInteger(1, bigEndian));
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(KeyFactory.getInstance("Ed25519")
                .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point)));
        verifier.update(input);
        return verifier.verify(signature);
    }

    private static JsonNode header(String token) throws Exception {
        return part(token, 0);
    }

    private static JsonNode payload(String token) throws Exception {
        return part(token, 1);
    }

    private static JsonNode part(String token, int index) throws Exception {
        byte[] part = Base64.getUrlDecoder().decode(token.split("\\.", -1)[index]);
        return new ObjectMapper().readTree(new String(part, StandardCharsets.UTF_8));
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }
}
