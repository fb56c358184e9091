package io.drawbridge.gateway;

import io.drawbridge.gateway.api.ApiKeys;
import io.drawbridge.gateway.api.Integration;
import io.drawbridge.gateway.api.RestApi;
import io.drawbridge.gateway.api.Route;
import io.drawbridge.gateway.call.Call;
import io.drawbridge.gateway.call.Delivery;
import io.drawbridge.gateway.function.FunctionInvoker;
import io.drawbridge.gateway.gate.AuthorizerGate;
import io.drawbridge.gateway.gate.GateResult;
import io.drawbridge.gateway.http.HttpHandler;
import io.drawbridge.gateway.http.HttpRequest;
import io.drawbridge.gateway.http.HttpResponse;
import io.drawbridge.gateway.integration.IntegrationResult;
import io.drawbridge.gateway.integration.LambdaProxy;
import io.drawbridge.gateway.integration.Mock;
import io.drawbridge.gateway.integration.Templates;
import io.drawbridge.gateway.response.Fault;
import io.drawbridge.gateway.response.GatewayResponses;
import io.drawbridge.gateway.routing.RouteMatch;
import io.drawbridge.gateway.routing.Router;
import io.drawbridge.gateway.usage.Admission;
import io.drawbridge.gateway.usage.UsageMeter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What happens to a request, in order: route, authorizer, usage plan, integration, and a gateway response wherever one of them
 * says no.
 */
final class RequestPath implements HttpHandler {

    /** "Method ARN length for method with authorization", a quota; beyond it API Gateway answers 414. */
    private static final int MAX_METHOD_ARN_BYTES = 1600;

    private final RestApi api;
    private final GatewaySettings settings;
    private final Clock clock;
    private final RequestIds ids;
    private final int port;
    private final Router router;
    private final AuthorizerGate gate;
    private final UsageMeter usage;
    private final LambdaProxy lambdaProxy;
    private final Mock mock;
    private final GatewayResponses gatewayResponses;

    RequestPath(
            RestApi api,
            GatewaySettings settings,
            FunctionInvoker functions,
            Templates templates,
            int port,
            RequestIds ids) {
        this.api = api;
        this.settings = settings;
        this.clock = settings.clock();
        this.ids = ids;
        this.port = port;
        router = new Router(api.routes());
        gate = new AuthorizerGate(functions, clock);
        usage = new UsageMeter(api.apiKeys(), clock);
        lambdaProxy = new LambdaProxy(functions);
        mock = new Mock(templates, settings.missingValue());
        gatewayResponses = new GatewayResponses(api.gatewayResponses(), settings.missingValue());
    }

    @Override
    public CompletionStage<HttpResponse> handle(HttpRequest request) {
        String path = request.path();
        Optional<RouteMatch> match =
                router.match(request.method(), settings.pathReading().routed(path));
        Delivery delivery =
                Delivery.of(request, settings.pathReading().seen(path), settings.headerNames(), port, ids.traceRoot());
        Call call = new Call(api, delivery, match, ids.requestId(), ids.extendedRequestId(), clock.instant());
        return answer(new Outcome(request, call)).thenApply(this::finish);
    }

    private CompletableFuture<Outcome> answer(Outcome outcome) {
        Call call = outcome.call();
        if (call.match().isEmpty()) {
            return done(unknownRoute(outcome));
        }
        Route route = call.match().get().route();
        if (route.authorizer().isEmpty()) {
            return metered(outcome, route, Optional.empty(), 0);
        }
        if (call.methodArn().getBytes(StandardCharsets.UTF_8).length > MAX_METHOD_ARN_BYTES) {
            return done(outcome.answered(FixedResponses.uriTooLong()));
        }
        return gate.decide(route.authorizer().get(), call).thenCompose(result -> gated(outcome, route, result));
    }

    /** With an Authorization header API Gateway tries to read it as a signature before it admits that there is no route. */
    private Outcome unknownRoute(Outcome outcome) {
        return outcome.request()
                .header("Authorization")
                .map(header -> outcome.answered(FixedResponses.notASignature(header)))
                .orElseGet(() -> fault(outcome, Fault.UNKNOWN_ROUTE, ""));
    }

    private CompletableFuture<Outcome> gated(Outcome outcome, Route route, GateResult result) {
        Outcome decided = outcome.gated(result);
        return switch (result.verdict()) {
            case ALLOWED -> metered(decided, route, result.usageIdentifierKey(), result.latencyMillis());
            case EXPLICIT_DENY -> done(fault(decided, Fault.EXPLICIT_DENY, result.note()));
            case IMPLICIT_DENY -> done(fault(decided, Fault.IMPLICIT_DENY, result.note()));
            case MISSING_IDENTITY, UNAUTHORIZED -> done(fault(decided, Fault.UNAUTHORIZED, result.note()));
            case BROKEN -> done(fault(decided, Fault.AUTHORIZER_BROKEN, result.note()));
        };
    }

    /** The key counts only once the authorizer has allowed the call: what it denies uses up nothing. */
    private CompletableFuture<Outcome> metered(
            Outcome outcome, Route route, Optional<String> fromAuthorizer, long authorizerLatency) {
        if (!route.keyRequired()) {
            return integrate(outcome, route, authorizerLatency);
        }
        Optional<String> key = api.apiKeys().source() == ApiKeys.Source.AUTHORIZER
                ? fromAuthorizer
                : outcome.request().header("X-API-Key");
        Admission admission = usage.admit(key.filter(value -> !value.isEmpty()));
        if (admission instanceof Admission.Admitted admitted) {
            return integrate(outcome.metered(admitted.key()), route, authorizerLatency);
        }
        Admission.Refused refused = (Admission.Refused) admission;
        Call call = settings.planRefusal() == PlanRefusal.WITH_CONTEXT
                ? outcome.call()
                : outcome.call().authorized(Map.of());
        return done(outcome.faulted(gatewayResponses.answer(refused.fault(), call), refused.note()));
    }

    private CompletableFuture<Outcome> integrate(Outcome outcome, Route route, long authorizerLatency) {
        Integration integration = route.integration();
        if (integration instanceof Integration.Mock template) {
            return done(integrated(outcome, mock.answer(template, outcome.call())));
        }
        return lambdaProxy
                .answer((Integration.LambdaProxy) integration, outcome.call(), authorizerLatency)
                .thenApply(result -> integrated(outcome, result));
    }

    private Outcome integrated(Outcome outcome, IntegrationResult result) {
        if (result instanceof IntegrationResult.Answered answered) {
            return outcome.answered(answered.response());
        }
        IntegrationResult.Faulted faulted = (IntegrationResult.Faulted) result;
        return fault(outcome, faulted.fault(), faulted.note());
    }

    private Outcome fault(Outcome outcome, Fault fault, String note) {
        return outcome.faulted(gatewayResponses.answer(fault, outcome.call()), note);
    }

    private HttpResponse finish(Outcome outcome) {
        HttpResponse response = outcome.stamped();
        settings.listener().finished(outcome.exchange(response, clock.instant()));
        return response;
    }

    private static CompletableFuture<Outcome> done(Outcome outcome) {
        return CompletableFuture.completedFuture(outcome);
    }

    @Override
    public void refused(HttpRequest request, HttpResponse response) {
        settings.listener()
                .finished(new Exchange(
                        "",
                        clock.instant(),
                        Duration.ZERO,
                        request,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        response,
                        List.of("The front end refused the request: "
                                + response.body().text())));
    }
}
