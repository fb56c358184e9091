package io.drawbridge.issuer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Signs access tokens (RFC 9068) with an issuer's keys: exactly what a {@link TokenRequest} says, however wrong.
 *
 * <p>The JWS is put together by hand because a JOSE library rightly refuses half of what a test of an authorizer needs, such
 * as a header whose {@code alg} is not the signature's. To forge a token, sign with keys that are not the issuer's and name
 * its key: {@code withHeader("kid", …)}.
 */
public final class TokenMinter {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** How long before its end an expired token says it was issued. */
    private static final Duration EXPIRED_LIFETIME = Duration.ofMinutes(10);

    private final IssuerKeys keys;
    private final Clock clock;
    private final Supplier<String> tokenIds;

    /**
     * A minter with these keys.
     *
     * @param keys what signs
     * @param clock for {@code iat} and {@code exp}
     * @param tokenIds for {@code jti}, a new one for each token
     */
    public TokenMinter(IssuerKeys keys, Clock clock, Supplier<String> tokenIds) {
        this.keys = keys;
        this.clock = clock;
        this.tokenIds = tokenIds;
    }

    /** The token in JWS compact serialisation (RFC 7515, section 7.1). */
    public String mint(TokenRequest request) {
        String signingInput = base64Url(bytes(header(request))) + "." + base64Url(bytes(payload(request)));
        byte[] signature = keys.key(request.algorithm()).sign(signingInput.getBytes(StandardCharsets.US_ASCII));
        return signingInput + "." + base64Url(signature);
    }

    private ObjectNode header(TokenRequest request) {
        ObjectNode header = JSON.objectNode()
                .put("alg", request.algorithm().name())
                .put("kid", keys.keyId(request.algorithm()))
                .put("typ", "at+jwt");
        return change(header, request.headers());
    }

    private ObjectNode payload(TokenRequest request) {
        Instant now = clock.instant();
        Instant expires = now.plus(request.expiresIn());
        // An expired token was issued before it expired: else it would be refused for that contradiction instead.
        Instant issued = request.expiresIn().isNegative() ? expires.minus(EXPIRED_LIFETIME) : now;
        ObjectNode payload = JSON.objectNode().put("iss", request.issuer()).put("sub", request.subject());
        if (!request.audiences().isEmpty()) {
            payload.set("aud", audience(request.audiences()));
        }
        payload.put("iat", issued.getEpochSecond());
        payload.put("exp", expires.getEpochSecond());
        payload.put("jti", tokenIds.get());
        // RFC 9068, section 2.2, requires it.
        payload.put("client_id", "drawbridge-local");
        request.tenant().ifPresent(tenant -> payload.put("tenant", tenant));
        if (!request.scopes().isEmpty()) {
            payload.put("scope", String.join(" ", request.scopes()));
        }
        return change(payload, request.claims());
    }

    /** RFC 7519, section 4.1.3: one audience may be a plain string. */
    private static JsonNode audience(List<String> audiences) {
        if (audiences.size() == 1) {
            return JSON.textNode(audiences.get(0));
        }
        ArrayNode array = JSON.arrayNode();
        audiences.forEach(array::add);
        return array;
    }

    private static ObjectNode change(ObjectNode object, Map<String, JsonNode> changes) {
        changes.forEach((name, value) -> {
            if (value.isNull()) {
                object.remove(name);
            } else {
                object.set(name, value);
            }
        });
        return object;
    }

    private static byte[] bytes(ObjectNode object) {
        return object.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
