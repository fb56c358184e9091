package io.drawbridge.authorizer.token;

import io.drawbridge.registry.SigningAlgorithm;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Tokens that would be verified with the wrong key: a secret that is public, one for another algorithm, one of their own. */
final class CorpusKeys {

    private static final String ALG = "RFC 8725, section 3.1";
    private static final String KEYS = "RFC 8725, section 3.10";
    private static final String KID = "RFC 7515, section 4.1.4";

    private CorpusKeys() {}

    static void addTo(CorpusForge forge) {
        secrets(forge);
        confusions(forge);
        foreignKeys(forge);
        keyIds(forge);
    }

    /** The public key as the secret of an HMAC (RFC 8725, section 2.1), in every form that somebody could take it in. */
    private static void secrets(CorpusForge forge) {
        TestKey rsa = CorpusForge.RSA;
        String jwk = rsa.jwk().toString();
        for (String alg : new String[] {"HS256", "HS384", "HS512"}) {
            forge.refused(
                    alg + " with the RSA key's PEM",
                    ALG,
                    TokenRule.ALGORITHM,
                    forge.hmac(alg, rsa.keyId(), CorpusForge.pem(rsa)));
        }
        forge.refused(
                "HS256 with the RSA key's DER",
                ALG,
                TokenRule.ALGORITHM,
                forge.hmac("HS256", rsa.keyId(), rsa.pair().getPublic().getEncoded()));
        forge.refused(
                "HS256 with the RSA key's JWK",
                ALG,
                TokenRule.ALGORITHM,
                forge.hmac("HS256", rsa.keyId(), jwk.getBytes(StandardCharsets.UTF_8)));
        forge.refused(
                "HS256 with the RSA key's modulus",
                ALG,
                TokenRule.ALGORITHM,
                forge.hmac(
                        "HS256",
                        rsa.keyId(),
                        Base64Url.decode(rsa.jwk().path("n").textValue()).orElseThrow()));
        forge.refused(
                "HS256 with the Ed25519 key's bytes",
                ALG,
                TokenRule.ALGORITHM,
                forge.hmac(
                        "HS256",
                        CorpusForge.ED.keyId(),
                        Base64Url.decode(CorpusForge.ED.jwk().path("x").textValue())
                                .orElseThrow()));
        forge.refused(
                "HS256 with one zero byte", ALG, TokenRule.ALGORITHM, forge.hmac("HS256", rsa.keyId(), new byte[1]));
    }

    /** A right signature under another algorithm's name, or by a key that is for another. */
    private static void confusions(CorpusForge forge) {
        for (SigningAlgorithm signs : SigningAlgorithm.values()) {
            for (SigningAlgorithm says : SigningAlgorithm.values()) {
                if (signs != says) {
                    TestKey key = TestKey.of(signs);
                    forge.refused(
                            "a key for " + signs.headerName() + " under alg " + says.headerName(),
                            ALG,
                            TokenRule.KEY_ALGORITHM,
                            key.sign(TestIssuers.header(new TestKey(key.keyId(), says, key.pair())), forge.claims()));
                }
            }
        }
        TestKey rsa = CorpusForge.RSA;
        forge.refused(
                "PS256 made with the key for RS256",
                "RFC 7517, section 4.4",
                TokenRule.KEY_ALGORITHM,
                new TestKey(rsa.keyId(), SigningAlgorithm.PS256, rsa.pair())
                        .sign(
                                TestIssuers.header(new TestKey(rsa.keyId(), SigningAlgorithm.PS256, rsa.pair())),
                                forge.claims()));
        for (String alg : new String[] {"RS384", "RS512", "PS512", "ES256K", "RS1", "Ed448"}) {
            forge.refused(
                    "alg " + alg + ", which the issuer does not use",
                    ALG,
                    TokenRule.ALGORITHM,
                    forge.signed(CorpusForge.header("").replace("\"ES256\"", "\"" + alg + "\""), forge.claims()));
        }
    }

    private static void foreignKeys(CorpusForge forge) {
        TestKey stranger = CorpusForge.STRANGER;
        String url = "\"https://evil.example.com/jwks.json\"";
        String certificate = "[\""
                + Base64.getEncoder().encodeToString(stranger.pair().getPublic().getEncoded()) + "\"]";
        foreign(forge, "jwk", stranger.jwk().toString(), TokenRule.HEADER_KEY, TokenRule.HEADER_KEY);
        foreign(forge, "jku", url, TokenRule.KEY_UNKNOWN, TokenRule.SIGNATURE);
        foreign(forge, "x5u", url, TokenRule.KEY_UNKNOWN, TokenRule.SIGNATURE);
        foreign(forge, "x5c", certificate, TokenRule.KEY_UNKNOWN, TokenRule.SIGNATURE);
        forge.refused(
                "the issuer's own key as jwk",
                KEYS,
                TokenRule.HEADER_KEY,
                forge.signed(CorpusForge.header("\"jwk\":" + CorpusForge.EC.jwk()), forge.claims()));
    }

    private static void foreign(CorpusForge forge, String name, String value, TokenRule unnamed, TokenRule named) {
        TestKey stranger = CorpusForge.STRANGER;
        String more = ",\"" + name + "\":" + value + "}";
        forge.refused(
                "a stranger's key in " + name,
                KEYS,
                unnamed,
                stranger.sign(TestIssuers.header(stranger).replace("}", more), forge.claims()));
        forge.refused(
                "a stranger's key in " + name + " under the issuer's kid",
                KEYS,
                named,
                stranger.sign(TestIssuers.header(CorpusForge.EC).replace("}", more), forge.claims()));
    }

    private static void keyIds(CorpusForge forge) {
        for (String kid : new String[] {
            "../../../../../../dev/null",
            "' OR '1'='1",
            "$(sleep 10)",
            "https://evil.example.com/key",
            "%00",
            "${jndi:ldap://evil}"
        }) {
            TestKey key = CorpusForge.STRANGER.named(kid);
            forge.refused(
                    "kid " + kid,
                    "RFC 8725, section 3.10",
                    TokenRule.KEY_UNKNOWN,
                    key.sign(TestIssuers.header(key), forge.claims()));
        }
        for (String kid : new String[] {"\"\"", "1", "null", "[\"a\"]", "{}", "true", "\"a\\u0000b\"", "\"a\\nb\""}) {
            forge.refused(
                    "kid is " + kid,
                    KID,
                    TokenRule.HEADER_KID,
                    forge.signed(
                            CorpusForge.header("").replace("\"" + CorpusForge.EC.keyId() + "\"", kid), forge.claims()));
        }
        forge.refused("kid of 5 KB", "ours", TokenRule.HEADER_KID, longKid(forge, 5000));
        forge.refused("kid of 10 KB", "ours", TokenRule.SIZE, longKid(forge, 10_240));
    }

    private static String longKid(CorpusForge forge, int length) {
        TestKey key = CorpusForge.STRANGER.named("k".repeat(length));
        return key.sign(TestIssuers.header(key), forge.claims());
    }
}
