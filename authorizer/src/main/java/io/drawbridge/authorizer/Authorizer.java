package io.drawbridge.authorizer;

import io.drawbridge.authorizer.Standing.Caller;
import io.drawbridge.authorizer.Standing.Served;
import io.drawbridge.authorizer.Steps.Step;
import io.drawbridge.authorizer.cors.Preflight;
import io.drawbridge.authorizer.cors.RequestOrigin;
import io.drawbridge.authorizer.policy.ApiRoutes;
import io.drawbridge.authorizer.policy.PathForm;
import io.drawbridge.authorizer.policy.RoutePolicy;
import io.drawbridge.authorizer.token.TokenVerifier;
import io.drawbridge.authorizer.token.VerifiedToken;
import io.drawbridge.registry.RegistryReader;
import io.drawbridge.registry.RegistryUnavailableException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Decides one request: first its origin, then its form, then its token, then its route.
 *
 * <p>The origin comes before the token, so that a page of an unregistered origin never learns anything, and a revoked origin
 * can cause nothing through a preflight that a browser still remembers.
 */
public final class Authorizer {

    private final AuthorizerConfig config;
    private final StandingResolver standings;
    private final AdminRoom adminRoom;
    private final TokenGate tokenGate;
    private final Answers answers;
    private final Remembered remembered;
    private final Clock clock;
    private final Steps steps;

    /** An authorizer over a registry and a verifier that both remember what they may. */
    public Authorizer(AuthorizerConfig config, RegistryReader registry, TokenVerifier verifier, Clock clock) {
        this(config, registry, verifier, clock, Steps.untimed());
    }

    /** The same, saying where its time goes. */
    Authorizer(AuthorizerConfig config, RegistryReader registry, TokenVerifier verifier, Clock clock, Steps steps) {
        this.config = config;
        this.standings = new StandingResolver(config.tenantSource(), registry);
        this.adminRoom = new AdminRoom(config.adminOrigins());
        this.tokenGate = new TokenGate(registry, verifier);
        this.answers = new Answers(config.unauthenticatedAsDeny());
        this.remembered = new Remembered(config.policyRoutes());
        this.clock = clock;
        this.steps = steps;
    }

    /** The decision; every outcome that the decision table names is a value. Anything thrown is a fault, row 18. */
    public Decision decide(AuthorizerRequest request) {
        steps.enter(Step.ORIGIN);
        return remembered
                .refusal(request)
                .orElseGet(() -> remembered.lasting(request, decide(request, clock.instant())));
    }

    private Decision decide(AuthorizerRequest request, Instant now) {
        try {
            return decideWithRegistry(request, now);
        } catch (RegistryUnavailableException e) {
            return answers.nowhere(Reason.REGISTRY_UNAVAILABLE, "the registry cannot be read");
        }
    }

    private Decision decideWithRegistry(AuthorizerRequest request, Instant now) {
        RequestOrigin origin = RequestOrigin.of(request.headers().lines("origin"), ownOrigin(request));
        if (origin instanceof RequestOrigin.Unusable) {
            return answers.nowhere(Reason.ORIGIN_NOT_ALLOWED, "Origin is null, malformed or there twice");
        }
        Optional<Preflight> preflight = origin.crossOrigin().flatMap(o -> preflight(request));
        Standing standing = AdminRoom.holds(request)
                ? adminRoom.standing(origin)
                : standings.resolve(request, origin, preflight, now);
        if (standing instanceof Standing.Nowhere end) {
            return answers.nowhere(end.reason(), "");
        }
        Caller caller = (Caller) standing;
        if (request.isAmbiguous()) {
            return answers.refused(Reason.BAD_REQUEST, caller, "two readings of the method or the credentials");
        }
        if (preflight.isPresent()) {
            return answers.preflight(request, caller);
        }
        // A remembered policy looks at the paths itself.
        if (!remembered.holds(request) && !isPathAccepted(request)) {
            return answers.refused(Reason.BAD_REQUEST, caller, "an unsafe path below {proxy+}");
        }
        return authenticate(request, caller, now);
    }

    private Decision authenticate(AuthorizerRequest request, Caller caller, Instant now) {
        steps.enter(Step.TOKEN);
        List<String> authorization = request.headers().lines("authorization");
        TokenGate.Outcome outcome = AdminRoom.holds(request)
                ? tokenGate.judgeAdministrator(authorization, AdminRoom.Place.of(request), now)
                : tokenGate.judge(authorization, caller.served(), now);
        if (outcome instanceof TokenGate.Unauthenticated no) {
            return answers.unauthenticated(no.reason(), request, caller, no.detail());
        }
        if (outcome instanceof TokenGate.KeysUnavailable keys) {
            return answers.keysUnavailable(caller, keys.retryAfter(), keys.detail());
        }
        if (outcome instanceof TokenGate.WrongTenant wrong) {
            return answers.refused(Reason.FORBIDDEN, caller, wrong.detail());
        }
        steps.enter(Step.ROUTE);
        if (outcome instanceof TokenGate.Administrator administrator) {
            return administer(request, caller, administrator);
        }
        TokenGate.Accepted accepted = (TokenGate.Accepted) outcome;
        return authorize(request, caller, accepted.served(), accepted.token());
    }

    private Decision authorize(AuthorizerRequest request, Caller caller, Served served, VerifiedToken token) {
        RoutePolicy policy = new RoutePolicy(
                served.platform().routeRules(), served.tenant().routeRules(), config.notFoundResources());
        if (remembered.holds(request)) {
            return list(request, caller, served, token, policy);
        }
        return switch (policy.judge(
                request.method(), request.resource(), request.methodArn().path(), token.scopes())) {
            case FORBIDDEN -> answers.refused(Reason.FORBIDDEN, caller, "no rule for this route");
            case INSUFFICIENT_SCOPE -> answers.insufficientScope(caller);
            case ALLOWED -> answers.allowed(request, caller, served, token);
        };
    }

    /** The policy for all that the token may do with the resource, because this answer will be used for other requests too. */
    private Decision list(
            AuthorizerRequest request, Caller caller, Served served, VerifiedToken token, RoutePolicy policy) {
        ApiRoutes.Listing listing =
                config.policyRoutes().list(request.methodArn().stage(), request.resource(), policy, token.scopes());
        if (listing instanceof ApiRoutes.Listing.TooLong) {
            return answers.refused(Reason.FORBIDDEN, caller, "the token's routes are more than a policy holds");
        }
        if (listing instanceof ApiRoutes.Listing.Listed listed) {
            return answers.listed(listed.policy(), request, caller, served, token);
        }
        return answers.insufficientScope(caller);
    }

    private Decision administer(AuthorizerRequest request, Caller caller, TokenGate.Administrator administrator) {
        return switch (administrator.right()) {
            case OTHER_TENANT -> answers.refused(Reason.FORBIDDEN, caller, "the token is not the path's tenant's");
            case NO_SCOPE -> answers.insufficientScope(caller);
            case PLATFORM -> answers.administering(request, caller, administrator.token(), "");
            case OWN_TENANT ->
                answers.administering(
                        request,
                        caller,
                        administrator.token(),
                        administrator.token().tenant().orElseThrow().value());
        };
    }

    /** The origin that the API itself is served from; API Gateway serves https only. */
    private String ownOrigin(AuthorizerRequest request) {
        return (config.localMode() ? "http://" : "https://") + request.domainName();
    }

    private static Optional<Preflight> preflight(AuthorizerRequest request) {
        return Preflight.of(
                request.method(),
                request.headers().lines("access-control-request-method"),
                request.headers().lines("access-control-request-headers"));
    }

    private static boolean isPathAccepted(AuthorizerRequest request) {
        return PathForm.isAccepted(
                request.resource(), request.path(), request.methodArn().path(), request.pathParameters());
    }
}
