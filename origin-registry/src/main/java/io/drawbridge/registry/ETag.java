package io.drawbridge.registry;

import java.util.HexFormat;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The version of one stored thing: an incarnation drawn at random when it is created and a counter, so that a thing deleted
 * and created again never matches an old tag.
 *
 * @param incarnation random, letters and digits
 * @param version 1 at creation, one more at each replacement
 */
public record ETag(String incarnation, long version) {

    /** The tag of what was never written. */
    public static final ETag NEVER = new ETag("0", 0);

    private static final int INCARNATION_BYTES = 12;

    /** Draws incarnations: 24 hexadecimal digits each. */
    public static Supplier<String> incarnations(RandomGenerator random) {
        return () -> {
            byte[] bytes = new byte[INCARNATION_BYTES];
            random.nextBytes(bytes);
            return HexFormat.of().formatHex(bytes);
        };
    }

    /** The tag of a thing's first version. */
    public static ETag first(String incarnation) {
        return new ETag(incarnation, 1);
    }

    /** The tag of the next version. */
    public ETag next() {
        return new ETag(incarnation, version + 1);
    }

    /** As in HTTP, with quotes (RFC 9110, section 8.8.3). */
    @Override
    public String toString() {
        return "\"" + incarnation + "." + version + "\"";
    }
}
