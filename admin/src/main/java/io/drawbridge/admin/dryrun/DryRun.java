package io.drawbridge.admin.dryrun;

import io.drawbridge.authorizer.Authorizer;
import io.drawbridge.authorizer.AuthorizerConfig;
import io.drawbridge.authorizer.AuthorizerRequest;
import io.drawbridge.authorizer.Decision;
import io.drawbridge.authorizer.HeaderLines;
import io.drawbridge.authorizer.MethodArn;
import io.drawbridge.authorizer.token.CryptoProvider;
import io.drawbridge.authorizer.token.TokenVerifier;
import io.drawbridge.registry.RegistryReader;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantSource;
import io.drawbridge.registry.json.Question;
import io.drawbridge.registry.json.ResourcePath;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Decides a request that nobody sent, in one tenant's name, by the very {@link Authorizer} that decides the real ones, over the
 * registry as it is at this moment.
 *
 * @param config the authorizer's own settings
 * @param registry the registry, read fresh
 * @param verifier verifies tokens that were really given, under the authorizer's guards for fetching keys
 * @param clock tells the time
 */
public record DryRun(AuthorizerConfig config, RegistryReader registry, TokenVerifier verifier, Clock clock) {

    /** As long as a real one: what is left of a policy's 512 bytes decides whether a path is too long. */
    private static final String STAGE_ARN = "arn:aws:execute-api:us-east-1:000000000000:abcdefghij/prod/";

    private static final String OPTIONS = "OPTIONS";

    /**
     * What came of it.
     *
     * @param decision what the authorizer decided
     * @param row the row of the decision table
     * @param seen what the caller sees of it
     */
    public record Outcome(Decision decision, DecisionRow row, SeenAnswer seen) {}

    /**
     * Decides.
     *
     * @param tenant in whose name: the request names it in whatever way requests do here
     * @param domainName the domain name that the API answered this request on
     */
    public Outcome decide(TenantId tenant, Question question, String domainName) {
        Optional<AsIfToken> asIf = question.scopes().map(scopes -> AsIfToken.of(tenant, scopes, clock.instant()));
        AuthorizerRequest request =
                request(tenant, question, question.token().or(() -> asIf.map(AsIfToken::token)), domainName);
        OneTenantView view = new OneTenantView(registry, tenant, trusting(asIf));
        TokenVerifier judge = asIf.map(t -> new TokenVerifier(t.source(), Duration.ZERO, CryptoProvider.jdk()))
                .orElse(verifier);
        Decision decision = new Authorizer(config, view, judge, clock).decide(request);
        boolean isNoRoute = config.notFoundResources().contains(question.resource());
        DecisionRow row = DecisionRow.of(
                decision.reason(),
                question.preflight(),
                question.origin(),
                (config.localMode() ? "http://" : "https://") + request.domainName(),
                decision.tenantId().isEmpty() && !question.resource().startsWith("/admin/"),
                isNoRoute);
        SeenAnswer seen =
                SeenAnswer.of(decision, request.methodArn().text(), request.method(), question.origin(), isNoRoute);
        return new Outcome(decision, row, seen);
    }

    /** Instead of the tenant's issuers, of which there may be as many as there can be already. */
    private static UnaryOperator<Tenant> trusting(Optional<AsIfToken> asIf) {
        return tenant -> asIf.map(token -> tenant.withPolicy(List.of(token.issuer()), tenant.routeRules()))
                .orElse(tenant);
    }

    private AuthorizerRequest request(TenantId tenant, Question question, Optional<String> token, String domainName) {
        Map<String, String> headers = new HashMap<>();
        question.origin().ifPresent(origin -> headers.put("origin", origin));
        token.ifPresent(text -> headers.put("authorization", "Bearer " + text));
        if (question.preflight()) {
            headers.put("access-control-request-method", question.method());
            headers.put("access-control-request-headers", String.join(",", question.requestHeaders()));
        }
        String method = question.preflight() ? OPTIONS : question.method();
        String path = question.path()
                .orElseGet(() -> ResourcePath.sample(question.resource(), Map.of("tenant", tenant.value())));
        return new AuthorizerRequest(
                MethodArn.parse(STAGE_ARN + method + path),
                question.resource(),
                method,
                path,
                ResourcePath.parameters(question.resource(), path).orElse(Map.of()),
                new HeaderLines(headers, Map.of()),
                config.tenantSource() == TenantSource.HOST ? domainOf(tenant, domainName) : domainName,
                "dry-run");
    }

    /** The tenant's domain beside the one that was asked: its own first label. */
    private static String domainOf(TenantId tenant, String domainName) {
        int dot = domainName.indexOf('.');
        return tenant.value() + (dot < 0 ? "." + domainName : domainName.substring(dot));
    }
}
