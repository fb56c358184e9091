package io.drawbridge.authorizer.token;

import java.util.Base64;
import java.util.Optional;

/**
 * Base64url as JOSE writes it: no padding, no line breaks, no bits left over (RFC 7515, section 2; RFC 4648, section 3.5).
 */
final class Base64Url {

    private Base64Url() {}

    /** The bytes, if the text is the only canonical way to write them. */
    static Optional<byte[]> decode(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            // The JDK takes padding and stray bits. Two spellings of one token would be two tokens to a cache or a
            // revocation.
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text)
                    ? Optional.of(bytes)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
