package io.drawbridge.admin;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals places in collections, so that a client can only hand back what it was given, where it was given: a cursor is the
 * place and a MAC over it and its collection.
 *
 * <p>It is no secret: whoever holds one may read the collection that it is of. But a place that a client could choose would
 * become part of a query's key, and one of another tenant's collection would be believed.
 */
final class Cursors {

    private static final String ALGORITHM = "HmacSHA256";

    /** 128 bits cannot be guessed (RFC 2104, section 5: at least half of the hash). */
    private static final int MAC_BYTES = 16;

    private final Supplier<byte[]> registry;
    private volatile byte @Nullable [] key;

    /**
     * Seals with a key that every instance of the function has.
     *
     * @param registry gives it; it is drawn once for a table, so it is asked for once
     */
    Cursors(Supplier<byte[]> registry) {
        this.registry = registry;
    }

    private byte[] key() {
        byte[] known = key;
        if (known == null) {
            known = registry.get();
            key = known;
        }
        return known;
    }

    /**
     * The cursor of a place.
     *
     * @param collection whose and what it is, its filters included
     */
    String seal(String collection, String place) {
        byte[] bytes = place.getBytes(StandardCharsets.UTF_8);
        byte[] sealed = Arrays.copyOf(bytes, bytes.length + MAC_BYTES);
        System.arraycopy(mac(collection, bytes), 0, sealed, bytes.length, MAC_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** The place that was sealed for this very collection. */
    Optional<String> open(String collection, String cursor) {
        Optional<byte[]> sealed = decode(cursor).filter(bytes -> bytes.length >= MAC_BYTES);
        if (sealed.isEmpty()) {
            return Optional.empty();
        }
        int end = sealed.get().length - MAC_BYTES;
        byte[] place = Arrays.copyOf(sealed.get(), end);
        byte[] mac = Arrays.copyOfRange(sealed.get(), end, sealed.get().length);
        // In constant time, or a MAC could be found byte by byte.
        return MessageDigest.isEqual(mac, mac(collection, place)) ? text(place) : Optional.empty();
    }

    /** The one spelling of its bytes: the last character of another one could have bits that nobody reads. */
    private static Optional<byte[]> decode(String cursor) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            boolean isCanonical = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(bytes)
                    .equals(cursor);
            return isCanonical ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(byte[] utf8) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Over the length of the first part, so that no end of it can be taken for the beginning of the second. */
    private byte[] mac(String collection, byte[] place) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key(), ALGORITHM));
            byte[] scope = collection.getBytes(StandardCharsets.UTF_8);
            mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(scope.length).array());
            mac.update(scope);
            return Arrays.copyOf(mac.doFinal(place), MAC_BYTES);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java runtime has HmacSHA256, and any key will do", e);
        }
    }
}
