package io.drawbridge.authorizer;

import io.drawbridge.authorizer.policy.ApiRoutes;
import java.util.Optional;

/**
 * What an authorizer must not answer with a policy where API Gateway remembers policies.
 *
 * <p>What is remembered serves every request with the same token, origin, domain name and resource. An answer that depends on anything
 * else would be given to requests that it is not about, or keep refusing for something that is over. Such answers are thrown:
 * API Gateway does not remember those.
 *
 * @param routes the API's routes; none where nothing is remembered
 */
record Remembered(ApiRoutes routes) {

    /** Whether the answer to this request will be remembered. Another authorizer, without a cache, stands before OPTIONS. */
    boolean holds(AuthorizerRequest request) {
        return routes.areRemembered() && !request.method().equals("OPTIONS");
    }

    /** The refusal of a request with a form that its key does not show, or of a route that nobody told the authorizer. */
    Optional<Decision> refusal(AuthorizerRequest request) {
        if (!holds(request)) {
            return Optional.empty();
        }
        if (request.headers().lines("origin").size() > 1 || request.isAmbiguous()) {
            return Optional.of(new Decision.Unauthorized(
                    Reason.BAD_REQUEST, "", "two readings of the origin, the method or the credentials"));
        }
        return routes.contain(request.method(), request.resource())
                ? Optional.empty()
                : Optional.of(new Decision.Unavailable(Reason.INTERNAL_ERROR, "", "POLICY_ROUTES lacks this route"));
    }

    /** The decision, unless it is a refusal that would outlive its reason. */
    Decision lasting(AuthorizerRequest request, Decision decision) {
        return switch (decision.reason()) {
            case JWKS_UNAVAILABLE, REGISTRY_UNAVAILABLE ->
                holds(request)
                        ? new Decision.Unavailable(decision.reason(), decision.tenantId(), decision.detail())
                        : decision;
            default -> decision;
        };
    }
}
