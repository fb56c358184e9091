package io.drawbridge.gateway.api;

import java.time.Duration;
import java.util.List;

/**
 * A REQUEST Lambda authorizer.
 *
 * @param name its name in the template
 * @param function the logical id of its function
 * @param identitySources in order, for instance {@code method.request.header.Authorization}; if any, each must be present
 *     and not empty or the method answers 401 without invoking the function
 * @param resultTtl how long a returned policy is remembered; zero means never
 */
public record Authorizer(String name, String function, List<MappingExpression> identitySources, Duration resultTtl) {

    public Authorizer {
        identitySources = List.copyOf(identitySources);
    }
}
