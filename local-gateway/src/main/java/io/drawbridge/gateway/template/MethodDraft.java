package io.drawbridge.gateway.template;

import io.drawbridge.gateway.api.Integration;
import io.drawbridge.gateway.api.Route;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One method as {@code DefinitionBody} or an event declares it, before the API's defaults apply.
 *
 * @param method the verb in upper case, or {@link Route#ANY}
 * @param integration empty where its problem has been reported
 */
record MethodDraft(
        Place place, String resource, String method, MethodSecurity security, Optional<Integration> integration) {

    /** API Gateway's verbs by their OpenAPI keys. */
    static final Map<String, String> VERBS = Map.of(
            "get", "GET",
            "put", "PUT",
            "post", "POST",
            "delete", "DELETE",
            "options", "OPTIONS",
            "head", "HEAD",
            "patch", "PATCH",
            "x-amazon-apigateway-any-method", Route.ANY);

    /** The verb of an event's {@code Method}, which SAM takes in any case; OpenAPI's name of ANY it takes for a verb. */
    static Optional<String> verbOfEvent(String method) {
        String lower = method.toLowerCase(Locale.ROOT);
        return Optional.ofNullable(lower.equals("any") ? Route.ANY : VERBS.get(lower))
                .filter(verb -> !lower.startsWith("x-"));
    }

    /** What tells two methods of one API apart. */
    String key() {
        return method + " " + resource;
    }
}
