package io.drawbridge.authorizer;

import io.drawbridge.authorizer.Standing.Caller;
import io.drawbridge.authorizer.Standing.Served;
import io.drawbridge.authorizer.cors.CorsDecision;
import io.drawbridge.authorizer.cors.CorsValues;
import io.drawbridge.authorizer.policy.IamPolicy;
import io.drawbridge.authorizer.token.VerifiedToken;
import java.time.Duration;
import java.util.Optional;

/**
 * Turns what was decided into what API Gateway is told: policies with their context, and the one true 401.
 *
 * @param unauthenticatedAsDeny whether rows 5 to 7 answer 403 with the reason in the body
 */
record Answers(boolean unauthenticatedAsDeny) {

    private static final String ANONYMOUS = "anonymous";

    /** Ends a request whose page may see nothing. */
    Decision nowhere(Reason reason, String detail) {
        return denied(DecisionContext.of(reason, CorsValues.NONE), detail);
    }

    /** Refuses a request so that its page can read why. */
    Decision refused(Reason reason, Caller caller, String detail) {
        return denied(contextOf(reason, caller), detail);
    }

    /** Row 8, with the challenge of RFC 6750, section 3.1. */
    Decision insufficientScope(Caller caller) {
        return denied(contextOf(Reason.INSUFFICIENT_SCOPE, caller).challenging("Bearer error=insufficient_scope"), "");
    }

    /** Row 14. */
    Decision keysUnavailable(Caller caller, Duration retryAfter, String detail) {
        return denied(
                contextOf(Reason.JWKS_UNAVAILABLE, caller).retryingAfter(Math.max(1, retryAfter.toSeconds())), detail);
    }

    /**
     * Rows 5 to 7: a true 401 where the UNAUTHORIZED response's echo of the request's Origin is right, else a Deny.
     *
     * <p>The echo is right without any Origin line, which echoes nothing, and with exactly one whose value is registered for
     * this tenant, in the spelling that the template maps. An own or monitored origin is not registered.
     */
    Decision unauthenticated(Reason reason, AuthorizerRequest request, Caller caller, String detail) {
        if (!unauthenticatedAsDeny && isEchoRight(request.headers(), caller.cors())) {
            return new Decision.Unauthorized(reason, caller.tenantId(), detail);
        }
        // RFC 6750, section 3.1: a request without credentials gets a challenge without an error code.
        String challenge = reason == Reason.MISSING_TOKEN ? "Bearer" : "Bearer error=invalid_token";
        return denied(contextOf(reason, caller).challenging(challenge), detail);
    }

    private static boolean isEchoRight(HeaderLines headers, CorsDecision cors) {
        int lines = headers.lines("origin").size();
        return lines == 0 || (lines == 1 && headers.isSpelled("origin") && cors.mayEcho());
    }

    /** Row 1. */
    Decision preflight(AuthorizerRequest request, Caller caller) {
        return allowing(request, contextOf(Reason.PREFLIGHT, caller), ANONYMOUS, Optional.empty());
    }

    /** Rows 3 and 4. */
    Decision allowed(AuthorizerRequest request, Caller caller, Served served, VerifiedToken token) {
        if (isKeyless(served)) {
            return keyless(caller);
        }
        DecisionContext context = contextOf(token, caller, served.tenant().id().value());
        return allowing(request, context, token.subject(), usageKey(served));
    }

    /** Where a method needs no key, API Gateway would let such a tenant through uncounted. */
    private static boolean isKeyless(Served served) {
        return !served.platform().takes(served.tenant());
    }

    private Decision keyless(Caller caller) {
        return refused(Reason.FORBIDDEN, caller, "usage plans are on and this tenant has no key");
    }

    /** A tenant's key names it only while usage plans are on. */
    private static Optional<String> usageKey(Served served) {
        return served.platform().usagePlans() ? served.tenant().usageIdentifierKey() : Optional.empty();
    }

    /** The same in the admin API; {@code tenantId} is empty for a platform administrator, who is nobody's tenant. */
    Decision administering(AuthorizerRequest request, Caller caller, VerifiedToken token, String tenantId) {
        return allowing(request, contextOf(token, caller, tenantId), token.subject(), Optional.empty());
    }

    /**
     * The policy for all that the token may do with a resource, which API Gateway remembers. It evaluates it again for each
     * request, so the context says what a request that is not in it is to be told.
     */
    Decision listed(IamPolicy policy, AuthorizerRequest request, Caller caller, Served served, VerifiedToken token) {
        if (isKeyless(served)) {
            return keyless(caller);
        }
        DecisionContext context = contextOf(token, caller, served.tenant().id().value())
                .because(Reason.INSUFFICIENT_SCOPE)
                .challenging("Bearer error=insufficient_scope");
        Reason reason = policy.allows(request.methodArn().text()) ? Reason.ALLOWED : context.reason();
        return new Decision.Policy(
                token.subject(),
                policy,
                context,
                usageKey(served),
                reason,
                "all that the token may do with the resource");
    }

    private static DecisionContext contextOf(VerifiedToken token, Caller caller, String tenantId) {
        return new DecisionContext(
                tenantId,
                String.join(" ", token.scopes()),
                token.issuer().iss(),
                token.subject(),
                caller.cors().values(),
                Reason.ALLOWED,
                "",
                "");
    }

    private static Decision allowing(
            AuthorizerRequest request, DecisionContext context, String principal, Optional<String> usageKey) {
        return IamPolicy.allow(request.methodArn().text())
                .<Decision>map(policy -> new Decision.Policy(principal, policy, context, usageKey, ""))
                .orElseGet(() ->
                        denied(context.because(Reason.URI_TOO_LONG), "the method ARN exceeds a policy's resource"));
    }

    private static DecisionContext contextOf(Reason reason, Caller caller) {
        return DecisionContext.of(reason, caller.cors().values()).forTenant(caller.tenantId());
    }

    private static Decision denied(DecisionContext context, String detail) {
        return new Decision.Policy(ANONYMOUS, IamPolicy.deny(), context, Optional.empty(), detail);
    }
}
