package io.drawbridge.authorizer.token;

import java.util.Optional;

/**
 * What an {@code Authorization} header holds: the text after {@code Bearer}, or nothing that we know.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-2.1">RFC 6750, section 2.1</a>
 */
public sealed interface BearerToken {

    /**
     * There is a token, in whatever form.
     *
     * @param token the text, which {@link UnverifiedToken#parse} holds to its form
     */
    record Present(String token) implements BearerToken {
        /** Says nothing of the token, because that does not belong in a log. */
        @Override
        public String toString() {
            return "BearerToken.Present";
        }
    }

    /** There is none: the sender did not try, or tried another scheme. */
    record Absent(TokenRefusal refusal) implements BearerToken {}

    /**
     * Reads the one value of the header.
     *
     * <p>The scheme is compared without case (RFC 9110, section 11.1). Another scheme counts as no token, because RFC 6750,
     * section 3.1, gives an unsupported method and a missing token the same answer: a challenge without an error code. The
     * scheme is followed by exactly one space: any other white space belongs to the token, which then is malformed.
     *
     * @param header the value of the only Authorization line; empty if there is no line
     */
    static BearerToken parse(Optional<String> header) {
        String value = header.orElse("");
        if (value.isBlank()) {
            return new Absent(TokenRefusal.of(TokenRule.AUTHORIZATION_MISSING));
        }
        int space = value.indexOf(' ');
        String scheme = space < 0 ? value : value.substring(0, space);
        if (!scheme.equalsIgnoreCase("Bearer")) {
            return new Absent(TokenRefusal.of(TokenRule.AUTHORIZATION_SCHEME));
        }
        String token = space < 0 ? "" : value.substring(space + 1);
        if (token.isBlank()) {
            return new Absent(TokenRefusal.of(TokenRule.AUTHORIZATION_EMPTY));
        }
        return new Present(token);
    }
}
