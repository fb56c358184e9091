package io.drawbridge.registry;

import java.util.List;

/**
 * What a tenant allows one origin, every value decided.
 *
 * @param methods the methods a script may use, case-sensitive, or {@code *} alone without credentials
 * @param requestHeaders the request headers a script may set, lower case; {@code *} covers all but {@code authorization}
 * @param exposedHeaders the response headers a script may read beside the safelisted ones, lower case
 * @param credentials whether requests may carry cookies and the script read their answers
 * @param maxAgeSeconds how long a browser may keep the preflight, 0 to 86400
 */
public record Grant(
        List<String> methods,
        List<String> requestHeaders,
        List<String> exposedHeaders,
        boolean credentials,
        int maxAgeSeconds) {

    /** What a tenant grants that says nothing: read and post with a token, nothing exposed, no credentials. */
    public static final Grant DEFAULT =
            new Grant(List.of("GET", "HEAD", "POST"), List.of("authorization", "content-type"), List.of(), false, 600);

    public Grant {
        methods = List.copyOf(methods);
        requestHeaders = Lists.lowerCase(requestHeaders);
        exposedHeaders = Lists.lowerCase(exposedHeaders);
        InvalidValueException.throwIfAny(
                GrantRules.problems(methods, requestHeaders, exposedHeaders, credentials, maxAgeSeconds));
    }
}
