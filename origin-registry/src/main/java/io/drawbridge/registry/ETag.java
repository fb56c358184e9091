package io.drawbridge.registry;

/**
 * The version of one stored thing: an incarnation drawn at random when it is created and a counter, so that a thing deleted
 * and created again never matches an old tag.
 *
 * @param incarnation random, letters and digits
 * @param version 1 at creation, one more at each replacement
 */
public record ETag(String incarnation, long version) {

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
