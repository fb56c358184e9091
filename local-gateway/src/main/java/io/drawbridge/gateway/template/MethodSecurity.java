package io.drawbridge.gateway.template;

import java.util.Optional;

/**
 * Which authorizer a method asks for.
 *
 * @param choice how it is chosen
 * @param authorizer its name; present for {@link Choice#NAMED} only
 */
record MethodSecurity(Choice choice, Optional<String> authorizer) {

    enum Choice {
        /** Nothing is said: the API's default authorizer, where there is one. */
        DEFAULT,
        /** {@code NONE}: public, whatever the default. */
        NONE,
        NAMED
    }

    static final MethodSecurity DEFAULT = new MethodSecurity(Choice.DEFAULT, Optional.empty());
    static final MethodSecurity NONE = new MethodSecurity(Choice.NONE, Optional.empty());

    static MethodSecurity named(String authorizer) {
        return authorizer.equals("NONE") ? NONE : new MethodSecurity(Choice.NAMED, Optional.of(authorizer));
    }
}
