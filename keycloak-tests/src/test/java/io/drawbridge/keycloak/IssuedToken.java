package io.drawbridge.keycloak;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/**
 * An access token as the provider issued it.
 *
 * @param text the token
 * @param header what its header says
 * @param claims what its payload says
 * @param receivedAt when it arrived here
 */
record IssuedToken(String text, JsonNode header, JsonNode claims, Instant receivedAt) {

    static IssuedToken of(String text) {
        String[] parts = text.split("\\.", -1);
        return new IssuedToken(text, part(parts[0]), part(parts[1]), Instant.now());
    }

    private static JsonNode part(String base64Url) {
        return Http.parse(new String(Base64.getUrlDecoder().decode(base64Url), StandardCharsets.UTF_8));
    }

    String keyId() {
        return header.path("kid").textValue();
    }

    String claim(String name) {
        return claims.path(name).textValue();
    }

    /** A time claim in seconds. */
    Instant time(String name) {
        return Instant.ofEpochSecond(claims.path(name).longValue());
    }
}
