package io.drawbridge.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drawbridge.admin.openapi.ApiDocument;
import io.drawbridge.admin.openapi.Call;
import io.drawbridge.admin.openapi.Reply;
import io.drawbridge.authorizer.HeaderLines;
import io.drawbridge.authorizer.token.JwksSource;
import io.drawbridge.registry.ETag;
import io.drawbridge.registry.InMemoryTenantStore;
import io.drawbridge.registry.PatternRules;
import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.TenantSource;
import io.drawbridge.registry.TenantStore;
import io.drawbridge.registry.json.RegistryFile;
import io.drawbridge.registry.json.RegistrySeed;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** The admin API over a registry in memory, and requests to it as the authorizer lets them through. */
final class AdminSession {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00.5Z");
    static final Caller PLATFORM = Caller.of("", "registry:admin");
    static final Caller ACME_WRITES = Caller.of("acme", "registry:write");
    static final Caller ACME_READS = Caller.of("acme", "registry:read");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String REGISTRY = """
            {"platform": {"issuers": [{"id": "main", "iss": "https://id.example.com",
               "jwksUri": "https://id.example.com/jwks.json", "audiences": ["api"], "tenantClaim": "tenant"}]},
             "tenants": [
               {"id": "acme", "displayName": "Acme", "usageIdentifierKey": "acme-usage-plan-key-0001",
                "cors": {"methods": ["GET"], "credentials": false},
                "origins": [{"pattern": "https://app.acme.example"},
                            {"pattern": "http://old.acme.example", "cors": {"methods": ["*"]}}],
                "issuers": [{"id": "own", "iss": "https://id.acme.example",
                             "jwksUri": "https://id.acme.example/jwks.json", "audiences": ["api"]}]},
               {"id": "globex"}]}
            """;

    private final PatternRules rules = new PatternRules(PublicSuffixList.bundled(), TenantSource.ORIGIN, false);
    final TenantStore store =
            new InMemoryTenantStore(TenantSource.ORIGIN, PublicSuffixList.bundled(), ETag.incarnations(new Random(1)));
    private final Map<String, Map<String, AdminApi.Endpoint>> routes;
    private final AdminApi api;

    AdminSession() {
        List<RegistrySeed.Refusal> refusals =
                RegistrySeed.load(RegistryFile.read(REGISTRY, rules).orThrow(), store);
        if (!refusals.isEmpty()) {
            throw new IllegalStateException(refusals.toString());
        }
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        Propagation propagation = new Propagation(clock, Duration.ofSeconds(10), Duration.ofSeconds(300));
        routes = new Routes(store)
                .of(
                        new TenantResource(store, rules, propagation),
                        new IssuerResource(new IssuerChecks(this::fetch), propagation, false),
                        new RevocationResource(store, propagation));
        api = new AdminApi(routes);
    }

    /** The Internet of these tests: what is not put here cannot be fetched. */
    final Map<String, String> web = new HashMap<>();

    /** Everything that was asked for, in order. */
    final List<String> fetched = new ArrayList<>();

    private JwksSource.Answer fetch(URI uri) {
        fetched.add(uri.toString());
        String document = web.get(uri.toString());
        return document == null
                ? new JwksSource.Failure("the host's address is not a public one")
                : new JwksSource.Document(document, "");
    }

    AdminApi api() {
        return api;
    }

    /** The methods of each resource. */
    Map<String, Set<String>> methods() {
        Map<String, Set<String>> methods = new HashMap<>();
        routes.forEach((resource, endpoints) -> methods.put(resource, endpoints.keySet()));
        return methods;
    }

    /** A request that is being put together. */
    final class Ask {
        private final Caller caller;
        private final String method;
        private final String resource;
        private final Map<String, String> parameters = new HashMap<>();
        private final Map<String, String> headers = new HashMap<>();
        private String body = "";

        private Ask(Caller caller, String method, String resource) {
            this.caller = caller;
            this.method = method;
            this.resource = resource;
        }

        Ask of(String name, String value) {
            parameters.put(name, value);
            return this;
        }

        Ask header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        Ask ifMatch(String tag) {
            return header("If-Match", tag);
        }

        Ask json(String text) {
            return body(text).header("Content-Type", "application/json");
        }

        Ask body(String text) {
            body = text;
            return this;
        }

        /** The answer, which is as openapi.json says. */
        AdminAnswer answer() {
            AdminAnswer answer = api.answer(new AdminRequest(
                    method, resource, parameters, new HeaderLines(headers, Map.of()), body, caller, "r-1"));
            Call call = new Call(method, resource, parameters, Map.of(), headers, body);
            assertThat(ApiDocument.bundled()
                            .violations(call, new Reply(answer.status(), answer.headers(), answer.body())))
                    .as("%s %s", method, resource)
                    .isEmpty();
            return answer;
        }
    }

    Ask ask(Caller caller, String method, String resource) {
        return new Ask(caller, method, resource);
    }

    static JsonNode json(AdminAnswer answer) {
        try {
            return MAPPER.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    /** The pointers of a problem document, in order. */
    static List<String> pointers(AdminAnswer answer) {
        return json(answer).path("problems").findValuesAsText("pointer");
    }

    /** The codes of a problem document, in order. */
    static List<String> codes(AdminAnswer answer) {
        return json(answer).path("problems").findValuesAsText("code");
    }

    static String etag(AdminAnswer answer) {
        return answer.headers().getOrDefault("ETag", "");
    }
}
