package io.drawbridge.registry;

import java.util.List;
import java.util.Optional;

/**
 * CORS values as far as somebody has said them: a tenant's defaults, or what one origin overrides of them.
 *
 * @param methods as in {@link Grant}; empty means "not said here"
 * @param requestHeaders as in {@link Grant}
 * @param exposedHeaders as in {@link Grant}
 * @param credentials as in {@link Grant}
 * @param maxAgeSeconds as in {@link Grant}
 */
public record CorsSettings(
        Optional<List<String>> methods,
        Optional<List<String>> requestHeaders,
        Optional<List<String>> exposedHeaders,
        Optional<Boolean> credentials,
        Optional<Integer> maxAgeSeconds) {

    /** Nothing said. */
    public static final CorsSettings NONE =
            new CorsSettings(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public CorsSettings {
        methods = methods.map(List::copyOf);
        requestHeaders = requestHeaders.map(List::copyOf);
        exposedHeaders = exposedHeaders.map(List::copyOf);
    }

    /** These values, and those of {@code defaults} where these are silent. */
    public CorsSettings or(CorsSettings defaults) {
        return new CorsSettings(
                methods.or(defaults::methods),
                requestHeaders.or(defaults::requestHeaders),
                exposedHeaders.or(defaults::exposedHeaders),
                credentials.or(defaults::credentials),
                maxAgeSeconds.or(defaults::maxAgeSeconds));
    }

    /** The grant that these values make over {@link Grant#DEFAULT}, or all problems of its values. */
    public Checked<Grant> toGrant() {
        List<String> grantedMethods = methods.orElse(Grant.DEFAULT.methods());
        List<String> grantedHeaders = requestHeaders.orElse(Grant.DEFAULT.requestHeaders());
        List<String> exposed = exposedHeaders.orElse(Grant.DEFAULT.exposedHeaders());
        boolean granted = credentials.orElse(Grant.DEFAULT.credentials());
        int maxAge = maxAgeSeconds.orElse(Grant.DEFAULT.maxAgeSeconds());
        List<Problem> problems = GrantRules.problems(grantedMethods, grantedHeaders, exposed, granted, maxAge);
        return problems.isEmpty()
                ? new Checked.Valid<>(new Grant(grantedMethods, grantedHeaders, exposed, granted, maxAge))
                : new Checked.Invalid<>(problems);
    }
}
