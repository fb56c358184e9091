package io.drawbridge.gateway.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of a message body; never changed once made. */
public final class Body {

    /** No bytes at all. */
    public static final Body EMPTY = new Body(new byte[0]);

    private final byte[] bytes;

    private Body(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes the bytes as they are: the caller hands them over and must not write to them again. */
    public static Body of(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Body(bytes);
    }

    /** The UTF-8 bytes of a text. */
    public static Body of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    public int length() {
        return bytes.length;
    }

    public boolean isEmpty() {
        return bytes.length == 0;
    }

    /** The bytes themselves, not a copy: bodies reach 10 MB. Do not write to them. */
    public byte[] bytes() {
        return bytes;
    }

    /** The bytes read as UTF-8, malformed sequences replaced. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Body body && Arrays.equals(bytes, body.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The length only: bodies hold what belongs in no log. */
    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
