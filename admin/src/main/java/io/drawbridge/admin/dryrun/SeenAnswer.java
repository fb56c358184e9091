package io.drawbridge.admin.dryrun;

import io.drawbridge.authorizer.Decision;
import io.drawbridge.authorizer.DecisionContext;
import io.drawbridge.authorizer.Reason;
import io.drawbridge.cors.CorsHeaders;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A decision as the caller sees it, after {@code template.yaml}: its gateway responses, its MOCK of OPTIONS, its catch-all, or a
 * backend that copies the CORS values. A test holds every one equal to what the local gateway answers over HTTP.
 *
 * @param status the status; empty where the backend chooses it
 * @param error the body's {@code error}; empty where the body has none
 * @param message the body's {@code message}
 * @param headers the headers of the decision, without those that each answer has of its own, such as ids
 */
public record SeenAnswer(Optional<Integer> status, String error, String message, Map<String, String> headers) {

    /** What ACCESS_DENIED maps, by the context's key. */
    private static final Map<String, String> OF_DENIAL = ordered(
            "corsAllowOrigin", "Access-Control-Allow-Origin",
            "corsAllowCredentials", "Access-Control-Allow-Credentials",
            "corsExposeHeaders", "Access-Control-Expose-Headers",
            "wwwAuthenticate", "WWW-Authenticate",
            "retryAfter", "Retry-After");

    /** What the MOCK of OPTIONS maps. */
    private static final Map<String, String> OF_PREFLIGHT = ordered(
            "corsAllowOrigin", "Access-Control-Allow-Origin",
            "corsAllowCredentials", "Access-Control-Allow-Credentials",
            "corsAllowMethods", "Access-Control-Allow-Methods",
            "corsAllowHeaders", "Access-Control-Allow-Headers",
            "corsMaxAge", "Access-Control-Max-Age");

    /** What the MOCK of the catch-all maps. */
    private static final Map<String, String> OF_NO_ROUTE = ordered(
            "corsAllowOrigin", "Access-Control-Allow-Origin",
            "corsAllowCredentials", "Access-Control-Allow-Credentials",
            "corsExposeHeaders", "Access-Control-Expose-Headers");

    private static final String NO_ROUTE = "There is no such route.";
    private static final String UNAUTHORIZED =
            "A valid access token is required. Renew the token and send the request again.";
    private static final String BROKEN = "The request could not be authorized. Try again later.";

    public SeenAnswer {
        headers = Map.copyOf(headers);
    }

    /**
     * What is seen of a decision.
     *
     * @param methodArn the request's
     * @param method the verb that was routed by
     * @param origin its one Origin, if any
     * @param isNoRoute whether the resource is the catch-all
     */
    static SeenAnswer of(
            Decision decision, String methodArn, String method, Optional<String> origin, boolean isNoRoute) {
        if (decision instanceof Decision.Policy policy) {
            return policy.policy().allows(methodArn)
                    ? allowed(policy.context(), method, isNoRoute)
                    : denied(policy.context());
        }
        return decision instanceof Decision.Unauthorized ? unauthorized(origin) : broken();
    }

    /** Whether the backend answers it. */
    public boolean isOfBackend() {
        return status.isEmpty();
    }

    private static SeenAnswer allowed(DecisionContext context, String method, boolean isNoRoute) {
        if (method.equals("OPTIONS")) {
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("Content-Type", "application/json");
            headers.put("Vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
            map(context, OF_PREFLIGHT, headers);
            return new SeenAnswer(Optional.of(204), "", "", headers);
        }
        if (isNoRoute) {
            Map<String, String> headers = constants();
            map(context, OF_NO_ROUTE, headers);
            return new SeenAnswer(Optional.of(404), "not_found", NO_ROUTE, headers);
        }
        Map<String, String> headers = CorsHeaders.ofAuthorizer(context.toMap()).addTo(Map.of());
        return new SeenAnswer(Optional.empty(), "", "", headers);
    }

    private static SeenAnswer denied(DecisionContext context) {
        Map<String, String> headers = constants();
        headers.put("x-amzn-ErrorType", "AccessDeniedException");
        map(context, OF_DENIAL, headers);
        Reason reason = context.reason();
        return new SeenAnswer(Optional.of(403), reason.code(), reason.sentence(), headers);
    }

    /** All but the origin is constant. */
    private static SeenAnswer unauthorized(Optional<String> origin) {
        Map<String, String> headers = constants();
        headers.put("x-amzn-ErrorType", "UnauthorizedException");
        origin.ifPresent(o -> headers.put("Access-Control-Allow-Origin", o));
        headers.put("Access-Control-Allow-Credentials", "true");
        headers.put("Access-Control-Expose-Headers", "WWW-Authenticate");
        headers.put("WWW-Authenticate", "Bearer");
        return new SeenAnswer(Optional.of(401), "unauthorized", UNAUTHORIZED, headers);
    }

    private static SeenAnswer broken() {
        Map<String, String> headers = constants();
        headers.put("x-amzn-ErrorType", "AuthorizerConfigurationException");
        return new SeenAnswer(Optional.of(500), "internal_error", BROKEN, headers);
    }

    private static Map<String, String> constants() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("Vary", "Origin");
        headers.put("Cache-Control", "no-store");
        return headers;
    }

    /** A value that is empty makes no header. */
    private static void map(DecisionContext context, Map<String, String> mapping, Map<String, String> headers) {
        Map<String, String> values = context.toMap();
        mapping.forEach((key, name) -> {
            String value = values.getOrDefault(key, "");
            if (!value.isEmpty()) {
                headers.put(name, value);
            }
        });
    }

    private static Map<String, String> ordered(String... keysAndNames) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndNames.length; i += 2) {
            map.put(keysAndNames[i], keysAndNames[i + 1]);
        }
        return map;
    }
}
