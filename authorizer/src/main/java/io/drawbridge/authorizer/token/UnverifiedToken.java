package io.drawbridge.authorizer.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.SigningAlgorithm;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * A token in strict form of which nothing is verified: all it tells is which issuer record to verify it against.
 *
 * <p>Header and payload are read once, here, and these very objects are used after the signature was checked, so that no two
 * parsers can disagree on what was signed.
 */
public final class UnverifiedToken {

    /** A gateway passes 10 KB of headers in all. */
    private static final int MAX_LENGTH = 8192;

    /** No longer one can be registered, and this one may become a key of the table unverified. */
    private static final int MAX_ISS = 1024;

    private final TokenHeader header;
    private final ObjectNode payload;
    private final String iss;
    private final String text;
    private final byte[] signature;

    private UnverifiedToken(TokenHeader header, ObjectNode payload, String iss, String text, byte[] signature) {
        this.header = header;
        this.payload = payload;
        this.iss = iss;
        this.text = text;
        this.signature = signature;
    }

    /** Reads a token in JWS compact serialisation (RFC 7515, section 7.1), the only form a JWT has (RFC 7519, section 3). */
    public static ParsedToken parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return malformed(TokenRule.SIZE);
        }
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3 || parts[0].isEmpty() || parts[1].isEmpty() || parts[2].isEmpty()) {
            return malformed(TokenRule.PARTS);
        }
        Optional<byte[]> header = Base64Url.decode(parts[0]);
        Optional<byte[]> payload = Base64Url.decode(parts[1]);
        Optional<byte[]> signature = Base64Url.decode(parts[2]);
        if (header.isEmpty() || payload.isEmpty() || signature.isEmpty()) {
            return malformed(TokenRule.BASE64URL);
        }
        Optional<ObjectNode> headerObject = StrictJson.object(header.get());
        if (headerObject.isEmpty()) {
            return malformed(TokenRule.HEADER_JSON);
        }
        Optional<ObjectNode> payloadObject = StrictJson.object(payload.get());
        if (payloadObject.isEmpty()) {
            return malformed(TokenRule.PAYLOAD_JSON);
        }
        return read(headerObject.get(), payloadObject.get(), text, signature.get());
    }

    private static ParsedToken read(ObjectNode header, ObjectNode payload, String text, byte[] signature) {
        Optional<TokenRefusal> refusal = TokenHeader.refusal(header);
        if (refusal.isPresent()) {
            return new ParsedToken.Malformed(refusal.get());
        }
        JsonNode iss = payload.path("iss");
        if (!iss.isTextual() || iss.textValue().length() > MAX_ISS || !ClaimText.isPlainAscii(iss.textValue())) {
            return new ParsedToken.Malformed(TokenRefusal.of(TokenRule.ISSUER_FORM, "iss is " + StrictJson.kind(iss)));
        }
        return new ParsedToken.WellFormed(
                new UnverifiedToken(TokenHeader.of(header), payload, iss.textValue(), text, signature));
    }

    private static ParsedToken malformed(TokenRule rule) {
        return new ParsedToken.Malformed(TokenRefusal.of(rule));
    }

    /** What the token calls its issuer: good for choosing the record to verify it against, and for nothing else. */
    public String iss() {
        return iss;
    }

    SigningAlgorithm algorithm() {
        return header.algorithm();
    }

    Optional<String> keyId() {
        return header.keyId();
    }

    boolean saysAccessToken() {
        return header.saysAccessToken();
    }

    /** The claims, still unverified. */
    ObjectNode payload() {
        return payload;
    }

    /** Header and payload exactly as sent (RFC 7515, section 5.2, step 8). */
    byte[] signingInput() {
        return text.substring(0, text.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
    }

    byte[] signature() {
        return signature.clone();
    }

    /** SHA-256 of the exact token. */
    byte[] digest() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    /** Says nothing of the token, because that does not belong in a log. */
    @Override
    public String toString() {
        return "UnverifiedToken";
    }
}
