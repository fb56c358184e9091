package io.drawbridge.authorizer.token;

import io.drawbridge.registry.SigningAlgorithm;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes the tokens of the corpus: an issuer's keys, a stranger's, and what can be done with either. */
final class CorpusForge {

    static final TestKey RSA = TestKey.of(SigningAlgorithm.RS256);
    static final TestKey EC = TestKey.of(SigningAlgorithm.ES256);
    static final TestKey ED = TestKey.of(SigningAlgorithm.EDDSA);
    static final TestKey STRANGER = TestKey.generate("stranger", SigningAlgorithm.ES256);

    private final Instant now;
    private final List<CorpusToken> tokens = new ArrayList<>();

    CorpusForge(Instant now) {
        this.now = now;
    }

    List<CorpusToken> tokens() {
        return List.copyOf(tokens);
    }

    Instant now() {
        return now;
    }

    void refused(String title, String source, TokenRule rule, String text) {
        tokens.add(new CorpusToken(title, source, Optional.of(rule), text));
    }

    void accepted(String title, String source, String text) {
        tokens.add(new CorpusToken(title, source, Optional.empty(), text));
    }

    /** Right claims. */
    String claims() {
        return TestIssuers.claims(now, "");
    }

    /** Right claims but for one, whose value is JSON as it stands; without a value it is left out. */
    String claims(String name, String json) {
        String right = claims();
        String member = "\"" + name + "\":";
        int start = right.indexOf(member);
        if (start < 0) {
            return right.substring(0, right.length() - 1) + "," + member + json + "}";
        }
        int end = Math.min(indexOrEnd(right, ",\"", start), right.length() - 1);
        if (!json.isEmpty()) {
            return right.substring(0, start) + member + json + right.substring(end);
        }
        boolean isLast = end == right.length() - 1;
        return isLast
                ? right.substring(0, start - 1) + right.substring(end)
                : right.substring(0, start) + right.substring(end + 1);
    }

    private static int indexOrEnd(String text, String what, int from) {
        int index = text.indexOf(what, from);
        return index < 0 ? text.length() : index;
    }

    /** A header of the issuer's ES256 key with more members. */
    static String header(String more) {
        return TestIssuers.header(EC).replace("}", more.isEmpty() ? "}" : "," + more + "}");
    }

    /** A right token. */
    String right() {
        return EC.sign(header(""), claims());
    }

    /** Signed by the issuer, whatever the header says. */
    String signed(String header, String payload) {
        return EC.sign(header, payload);
    }

    /** Signed by the issuer over any bytes. */
    static String signed(byte[] header, byte[] payload) {
        return EC.sign(header, payload);
    }

    /** An HMAC over a token of right claims. */
    String hmac(String name, String keyId, byte[] secret) {
        String input = base64Url("{\"alg\":\"" + name + "\",\"kid\":\"" + keyId + "\"}") + "." + base64Url(claims());
        String algorithm = name.replace("HS", "HmacSHA");
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret, algorithm));
            return input + "." + TestKey.base64Url(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** The public key as the file that everybody passes around. */
    static byte[] pem(TestKey key) {
        return ("-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(key.pair().getPublic().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** A right token with other bytes as its signature. */
    String withSignature(byte[] signature) {
        String token = right();
        return token.substring(0, token.lastIndexOf('.') + 1) + TestKey.base64Url(signature);
    }

    static byte[] signature(String token) {
        return Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1));
    }

    static String base64Url(String text) {
        return TestKey.base64Url(text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] bytes(Object... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Object part : parts) {
            if (part instanceof Integer octet) {
                bytes.write(octet);
            } else {
                bytes.writeBytes(part.toString().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    /** The issuer's key set: a key of each algorithm. */
    static String jwks() {
        return Stream.of(SigningAlgorithm.values())
                .map(a -> TestKey.of(a).jwk().toString())
                .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }
}
