package io.drawbridge.gateway.template;

import java.util.Optional;

/**
 * Which authorizer and which API key a method asks for.
 *
 * @param choice how its authorizer is chosen
 * @param authorizer its name; present for {@link Choice#NAMED} only
 * @param key what it says about API keys
 */
record MethodSecurity(Choice choice, Optional<String> authorizer, KeyChoice key) {

    enum Choice {
        /** Nothing is said: the API's default authorizer, where there is one. */
        DEFAULT,
        /** {@code NONE}: public, whatever the default. */
        NONE,
        NAMED
    }

    enum KeyChoice {
        /** Nothing is said: as the API has it. */
        DEFAULT,
        /** {@code api_key}. */
        REQUIRED,
        /** {@code api_key_false}, SAM's own word: no key, whatever the default. */
        EXEMPT
    }

    static final MethodSecurity DEFAULT = new MethodSecurity(Choice.DEFAULT, Optional.empty(), KeyChoice.DEFAULT);
    static final MethodSecurity NONE = new MethodSecurity(Choice.NONE, Optional.empty(), KeyChoice.DEFAULT);

    static MethodSecurity named(String authorizer) {
        return authorizer.equals("NONE")
                ? NONE
                : new MethodSecurity(Choice.NAMED, Optional.of(authorizer), KeyChoice.DEFAULT);
    }

    MethodSecurity with(KeyChoice newKey) {
        return new MethodSecurity(choice, authorizer, newKey);
    }
}
