package io.drawbridge.authorizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.authorizer.golden.Sentences;
import io.drawbridge.authorizer.token.CorpusToken;
import io.drawbridge.authorizer.token.CryptoProvider;
import io.drawbridge.authorizer.token.JwksSource;
import io.drawbridge.authorizer.token.TokenCorpus;
import io.drawbridge.authorizer.token.TokenRule;
import io.drawbridge.authorizer.token.TokenVerifier;
import io.drawbridge.registry.Change;
import io.drawbridge.registry.ETag;
import io.drawbridge.registry.PatternRules;
import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.TenantSource;
import io.drawbridge.registry.TenantStore;
import io.drawbridge.registry.json.RegistryFile;
import io.drawbridge.registry.json.RegistrySeed;
import io.drawbridge.registry.memory.InMemoryTenantStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a page reads after it has sent a malformed token: a reason and its one sentence, never a word of the token or of an
 * exception; and what the log keeps.
 */
final class TokenCorpusThroughHandlerTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String REGISTRY = """
            {"tenants": [{"id": "acme", "origins": [{"pattern": "https://app.acme.example"}],
              "issuers": [{"id": "main", "iss": "%s", "jwksUri": "https://id.example.com/jwks.json",
                "audiences": ["%s"], "algorithms": ["RS256", "PS256", "ES256", "ES384", "ES512", "EdDSA"]}]}]}
            """.formatted(TokenCorpus.ISSUER, TokenCorpus.AUDIENCE);
    private static final Authorizer AUTHORIZER = authorizer();

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    static List<CorpusToken> corpus() {
        return TokenCorpus.at(NOW);
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void a_page_reads_the_reason_and_the_log_the_rule(CorpusToken token) throws JsonProcessingException {
        JsonNode context = context(token.text());
        JsonNode line = MAPPER.readTree(log.toString(StandardCharsets.UTF_8));

        String reason =
                token.broken().map(rule -> Reason.of(rule.reason()).code()).orElse("allowed");
        assertThat(context.path("reason").textValue())
                .isEqualTo(reason)
                .isEqualTo(line.path("reason").textValue());
        assertThat(Sentences.ofReason(reason)).contains(context.path("message").textValue());
        assertThat(context.path("subject").textValue()).isEqualTo(token.broken().isPresent() ? "" : subject(context));
        token.broken()
                .ifPresent(rule -> assertThat(line.path("detail").textValue())
                        .startsWith(byTheGate(rule).text()));
        assertThat(log.toString(StandardCharsets.UTF_8)).doesNotContain("evil", "Exception", "alice", "ES256");
    }

    /** The gate chooses the record by {@code iss}, so nobody else's reaches a record. */
    private static TokenRule byTheGate(TokenRule rule) {
        return rule == TokenRule.ISSUER_MISMATCH ? TokenRule.ISSUER_UNKNOWN : rule;
    }

    private static String subject(JsonNode context) {
        assertThat(context.path("subject").textValue()).isNotEmpty();
        return context.path("subject").textValue();
    }

    private JsonNode context(String token) throws JsonProcessingException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Handlers.logging(AUTHORIZER, log)
                .handleRequest(
                        new ByteArrayInputStream(event(token).getBytes(StandardCharsets.UTF_8)), out, unusedContext());
        return MAPPER.readTree(out.toString(StandardCharsets.UTF_8)).path("context");
    }

    private static String event(String token) {
        ObjectNode event = MAPPER.createObjectNode();
        event.put("type", "REQUEST")
                .put("methodArn", "arn:aws:execute-api:us-east-1:123456789012:abc/prod/GET/orders")
                .put("resource", "/orders")
                .put("path", "/orders")
                .put("httpMethod", "GET");
        ObjectNode headers = event.putObject("headers");
        headers.put("origin", "https://app.acme.example").put("authorization", "Bearer " + token);
        ObjectNode lists = event.putObject("multiValueHeaders");
        headers.properties().forEach(h -> lists.putArray(h.getKey()).add(h.getValue()));
        event.putObject("pathParameters");
        event.putObject("requestContext").put("domainName", "api.example.com").put("requestId", "r-1");
        return event.toString();
    }

    private static Authorizer authorizer() {
        AuthorizerConfig config =
                AuthorizerConfig.fromEnvironment(Map.of("TABLE_NAME", "registry", "UNAUTHENTICATED_STATUS", "403"));
        PublicSuffixList suffixes = PublicSuffixList.bundled();
        TenantStore store = new InMemoryTenantStore(TenantSource.ORIGIN, suffixes, ETag.incarnations(new Random(1)));
        RegistrySeed.load(
                RegistryFile.read(REGISTRY, new PatternRules(suffixes, TenantSource.ORIGIN, false))
                        .orThrow(),
                store,
                Change.ofRegistryFile(Instant.EPOCH));
        JwksSource keys = issuer -> new JwksSource.Document(TokenCorpus.jwks(), "");
        return new Authorizer(
                config,
                store,
                new TokenVerifier(keys, Duration.ZERO, CryptoProvider.jdk()),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /** The handler reads nothing of Lambda's context. */
    @SuppressWarnings("NullAway")
    private static Context unusedContext() {
        return null;
    }
}
