package io.drawbridge.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.authorizer.token.StrictJson;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * What the request's own token says and the authorizer's context does not: read so that nobody revokes it by accident, never
 * to allow anything.
 *
 * @param id its {@code jti}
 * @param issuedAt its {@code iat}, the beginning of time where it cannot be read, so that whatever could mean it does
 */
record OwnToken(Optional<String> id, Instant issuedAt) {

    static final OwnToken UNREADABLE = new OwnToken(Optional.empty(), Instant.EPOCH);

    /** Reads the token in the lines of {@code Authorization}, whose signature the authorizer has verified. */
    static OwnToken of(List<String> authorization) {
        return authorization.stream()
                .findFirst()
                .map(line -> line.split("\\.", -1))
                .filter(parts -> parts.length == 3)
                .flatMap(parts -> payload(parts[1]))
                .map(OwnToken::of)
                .orElse(UNREADABLE);
    }

    private static Optional<ObjectNode> payload(String part) {
        try {
            return StrictJson.object(Base64.getUrlDecoder().decode(part));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static OwnToken of(ObjectNode claims) {
        JsonNode iat = claims.path("iat");
        return new OwnToken(
                Optional.ofNullable(claims.path("jti").textValue()),
                iat.isNumber() ? instant(iat.decimalValue()) : Instant.EPOCH);
    }

    /** Whole seconds, rounded down (RFC 7519, section 2, "NumericDate"). */
    private static Instant instant(BigDecimal seconds) {
        try {
            return Instant.ofEpochSecond(seconds.longValue());
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }
}
