package io.drawbridge.authorizer.token;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;

/**
 * A NumericDate (RFC 7519, section 2): a JSON number of seconds since 1970, whole or not.
 *
 * <p>Bounded to the years 1970 to 9999, so that no sum with it overflows, and cut to whole nanoseconds.
 */
final class NumericDate {

    private static final BigDecimal END = BigDecimal.valueOf(253_402_300_800L);
    private static final int NANOS = 9;
    private static final long MAX_EXPONENT = 20;

    private NumericDate() {}

    /** The time, if the node is one. */
    static Optional<Instant> of(JsonNode node) {
        if (!node.isNumber()) {
            return Optional.empty();
        }
        BigDecimal seconds = node.decimalValue();
        // Bounded before it is converted: 1e999999999 and 1e-999999999 would be numbers of a billion digits.
        boolean isSized = Math.abs((long) seconds.scale()) <= MAX_EXPONENT;
        if (!isSized || seconds.signum() < 0 || seconds.compareTo(END) >= 0) {
            return Optional.empty();
        }
        BigDecimal bounded = seconds.setScale(NANOS, RoundingMode.DOWN);
        BigDecimal nanos = bounded.remainder(BigDecimal.ONE).movePointRight(NANOS);
        return Optional.of(Instant.ofEpochSecond(bounded.longValue(), nanos.longValue()));
    }
}
