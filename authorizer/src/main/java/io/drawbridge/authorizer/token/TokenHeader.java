package io.drawbridge.authorizer.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.SigningAlgorithm;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The parts of a JOSE header that choose a key, and the rules for the rest.
 *
 * <p>{@code jku}, {@code x5u}, {@code x5c}, {@code x5t} and {@code x5t#S256} are ignored: keys come from the issuer record
 * alone (RFC 8725, section 3.10), and real issuers send them (Cloud Foundry's sends {@code jku}, Entra ID {@code x5t}).
 * {@code jwk} is refused: no access token has a use for it, so it is an attack or a proof of another kind (RFC 9449).
 *
 * @param algorithm {@code alg}
 * @param keyId {@code kid}
 * @param saysAccessToken whether {@code typ} is {@code at+jwt}
 */
record TokenHeader(SigningAlgorithm algorithm, Optional<String> keyId, boolean saysAccessToken) {

    private static final int MAX_KID = 256;
    private static final String MEDIA_TYPE_PREFIX = "application/";
    private static final String ACCESS_TOKEN = "at+jwt";

    /** What an access token may call itself; a logout token, a proof or a security event has a name of its own. */
    private static final Set<String> TYPES = Set.of("jwt", ACCESS_TOKEN);

    /** The first rule that a header breaks. */
    static Optional<TokenRefusal> refusal(ObjectNode header) {
        if (header.has("crit")) {
            return Optional.of(TokenRefusal.of(TokenRule.HEADER_CRIT));
        }
        if (header.has("b64")) {
            return Optional.of(TokenRefusal.of(TokenRule.HEADER_B64));
        }
        if (header.has("enc") || header.has("zip")) {
            return Optional.of(TokenRefusal.of(TokenRule.HEADER_ENCRYPTED));
        }
        if (header.has("jwk")) {
            return Optional.of(TokenRefusal.of(TokenRule.HEADER_KEY));
        }
        if (header.has("cty") && !isOrdinaryContent(header.path("cty"))) {
            return Optional.of(kind(TokenRule.HEADER_NESTED, header, "cty"));
        }
        if (header.has("typ") && !TYPES.contains(mediaType(header.path("typ")))) {
            return Optional.of(kind(TokenRule.HEADER_TYPE, header, "typ"));
        }
        if (header.has("kid") && !isKeyId(header.path("kid"))) {
            return Optional.of(kind(TokenRule.HEADER_KID, header, "kid"));
        }
        return algorithm(header).isEmpty() ? Optional.of(kind(TokenRule.ALGORITHM, header, "alg")) : Optional.empty();
    }

    /** The header, after {@link #refusal} found nothing. */
    static TokenHeader of(ObjectNode header) {
        return new TokenHeader(
                algorithm(header).orElseThrow(),
                Optional.ofNullable(header.path("kid").textValue()),
                ACCESS_TOKEN.equals(mediaType(header.path("typ"))));
    }

    private static Optional<SigningAlgorithm> algorithm(ObjectNode header) {
        return Optional.ofNullable(header.path("alg").textValue()).flatMap(SigningAlgorithm::ofHeader);
    }

    private static boolean isOrdinaryContent(JsonNode cty) {
        return cty.isTextual() && !mediaType(cty).equals("jwt");
    }

    private static boolean isKeyId(JsonNode kid) {
        String text = kid.textValue();
        return text != null
                && !text.isEmpty()
                && text.length() <= MAX_KID
                && text.chars().noneMatch(Character::isISOControl);
    }

    /** A media type without its prefix, in lower case (RFC 7515, section 4.1.9); empty if it is no string. */
    private static String mediaType(JsonNode node) {
        String text = node.asText("").toLowerCase(Locale.ROOT);
        boolean isPrefixed = text.startsWith(MEDIA_TYPE_PREFIX);
        return !node.isTextual() ? "" : isPrefixed ? text.substring(MEDIA_TYPE_PREFIX.length()) : text;
    }

    private static TokenRefusal kind(TokenRule rule, ObjectNode header, String name) {
        return TokenRefusal.of(rule, name + " is " + StrictJson.kind(header.path(name)));
    }
}
