package io.drawbridge.gateway.gate;

import io.drawbridge.gateway.api.Authorizer;
import io.drawbridge.gateway.api.LocalAccount;
import io.drawbridge.gateway.api.MappingExpression;
import io.drawbridge.gateway.call.Call;
import io.drawbridge.gateway.call.EventJson;
import io.drawbridge.gateway.function.FunctionInvoker;
import io.drawbridge.gateway.function.InvocationOutcome;
import io.drawbridge.gateway.function.MalformedAnswerException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Asks a method's authorizer whether a call may go on. */
public final class AuthorizerGate {

    /** API Gateway waits no longer for an authorizer than for an integration. */
    private static final int WAIT_SECONDS = 29;

    /** The only error message that API Gateway turns into a 401. */
    private static final String UNAUTHORIZED = "Unauthorized";

    private final FunctionInvoker functions;
    private final Clock clock;
    private final PolicyCache cache;

    public AuthorizerGate(FunctionInvoker functions, Clock clock) {
        this.functions = functions;
        this.clock = clock;
        this.cache = new PolicyCache(clock);
    }

    /** Decides on a call. The future never fails. */
    public CompletableFuture<GateResult> decide(Authorizer authorizer, Call call) {
        List<String> identity = new ArrayList<>();
        for (MappingExpression source : authorizer.identitySources()) {
            Optional<String> value = call.resolve(source).filter(text -> !text.isEmpty());
            if (value.isEmpty()) {
                return done(
                        authorizer,
                        Verdict.MISSING_IDENTITY,
                        "The identity source " + source + " is missing or empty.");
            }
            identity.add(value.get());
        }
        // Without identity sources there is no key, and API Gateway accepts no TTL either.
        boolean caches = authorizer.resultTtl().toMillis() > 0 && !identity.isEmpty();
        Optional<AuthorizerAnswer> known = caches ? cache.get(authorizer.name(), identity) : Optional.empty();
        if (known.isPresent()) {
            return CompletableFuture.completedFuture(evaluate(authorizer, call, known.get(), true, 0));
        }
        String arn = LocalAccount.executeApiArn(call.api().apiId()) + "/authorizers/" + authorizer.name();
        if (!functions.permits(authorizer.function(), arn)) {
            return done(
                    authorizer,
                    Verdict.BROKEN,
                    "The function " + authorizer.function()
                            + " has no permission for API Gateway to invoke it as " + arn
                            + ". Add an AWS::Lambda::Permission with this SourceArn.");
        }
        Optional<Duration> remember = caches ? Optional.of(authorizer.resultTtl()) : Optional.empty();
        return invoke(authorizer, call, identity, remember);
    }

    private CompletableFuture<GateResult> invoke(
            Authorizer authorizer, Call call, List<String> identity, Optional<Duration> remember) {
        Instant start = clock.instant();
        InvocationOutcome late = new InvocationOutcome.Failed(
                "Sandbox.Timedout", "API Gateway waits " + WAIT_SECONDS + " seconds for an authorizer");
        return functions
                .invoke(
                        authorizer.function(),
                        EventJson.forAuthorizer(call),
                        call.delivery().traceId())
                .completeOnTimeout(late, WAIT_SECONDS, TimeUnit.SECONDS)
                .thenApply(outcome -> {
                    long latency = Duration.between(start, clock.instant()).toMillis();
                    return read(authorizer, call, identity, remember, outcome, latency);
                });
    }

    private GateResult read(
            Authorizer authorizer,
            Call call,
            List<String> identity,
            Optional<Duration> remember,
            InvocationOutcome outcome,
            long latency) {
        if (outcome instanceof InvocationOutcome.Failed failed) {
            boolean unauthorized = failed.errorMessage().equals(UNAUTHORIZED);
            String note = "The authorizer failed with " + failed.errorType() + ": " + failed.errorMessage();
            return new GateResult(
                    authorizer.name(),
                    unauthorized ? Verdict.UNAUTHORIZED : Verdict.BROKEN,
                    false,
                    Map.of(),
                    Optional.empty(),
                    "",
                    unauthorized ? "" : note,
                    latency);
        }
        var payload = ((InvocationOutcome.Returned) outcome).payload();
        try {
            AuthorizerAnswer answer = AuthorizerAnswer.parse(payload);
            remember.ifPresent(ttl -> cache.put(authorizer.name(), identity, answer, ttl));
            return evaluate(authorizer, call, answer, false, latency);
        } catch (MalformedAnswerException e) {
            return new GateResult(
                    authorizer.name(),
                    Verdict.BROKEN,
                    false,
                    Map.of(),
                    Optional.empty(),
                    payload.text(),
                    e.reason(),
                    latency);
        }
    }

    private static GateResult evaluate(
            Authorizer authorizer, Call call, AuthorizerAnswer answer, boolean cached, long latency) {
        Verdict verdict = answer.policy().evaluate(call.methodArn());
        return new GateResult(
                authorizer.name(),
                verdict,
                cached,
                answer.context(),
                answer.usageIdentifierKey(),
                answer.json(),
                "",
                latency);
    }

    private static CompletableFuture<GateResult> done(Authorizer authorizer, Verdict verdict, String note) {
        return CompletableFuture.completedFuture(
                new GateResult(authorizer.name(), verdict, false, Map.of(), Optional.empty(), "", note, 0));
    }
}
