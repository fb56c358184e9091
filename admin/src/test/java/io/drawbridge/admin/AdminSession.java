package io.drawbridge.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drawbridge.admin.dryrun.DryRun;
import io.drawbridge.admin.openapi.ApiDocument;
import io.drawbridge.admin.openapi.Call;
import io.drawbridge.admin.openapi.Reply;
import io.drawbridge.authorizer.AuthorizerConfig;
import io.drawbridge.authorizer.HeaderLines;
import io.drawbridge.authorizer.token.CryptoProvider;
import io.drawbridge.authorizer.token.JwksSource;
import io.drawbridge.authorizer.token.TokenVerifier;
import io.drawbridge.registry.Change;
import io.drawbridge.registry.ETag;
import io.drawbridge.registry.MonitorCounts;
import io.drawbridge.registry.PatternRules;
import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.TenantSource;
import io.drawbridge.registry.TenantStore;
import io.drawbridge.registry.json.RegistryFile;
import io.drawbridge.registry.json.RegistrySeed;
import io.drawbridge.registry.memory.InMemoryMonitorCounts;
import io.drawbridge.registry.memory.InMemoryTenantStore;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** The admin API over a registry in memory, and requests to it as the authorizer lets them through. */
final class AdminSession {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00.5Z");
    static final Caller PLATFORM = caller("", "registry:admin", "https://id.example.com", "root");
    static final Caller ACME_WRITES = caller("acme", "registry:write", "https://id.acme.example", "ann");
    static final Caller ACME_READS = caller("acme", "registry:read", "https://id.acme.example", "roy");
    static final Caller NOBODY = caller("", "", "", "");

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

    private final PatternRules rules;
    final TenantStore store;
    private final Map<String, Map<String, Operation>> routes;
    final MonitorCounts counts = new InMemoryMonitorCounts();
    private final AdminApi api;
    private final AdminPage page = new AdminPage(
            PageConfig.fromEnvironment(
                    Map.of("ADMIN_PAGE_ISSUER", "https://id.example.com", "ADMIN_PAGE_CLIENT_ID", "admin-page")),
            PageFiles.load());

    static Caller caller(String tenant, String scopes, String issuer, String subject) {
        return Caller.of(Map.of("tenantId", tenant, "scopes", scopes, "issuer", issuer, "subject", subject))
                .bearing(new OwnToken(Optional.of("j-1"), NOW));
    }

    AdminSession() {
        this(TenantSource.ORIGIN);
    }

    /** The same where requests name their tenants in another way. */
    AdminSession(TenantSource source) {
        rules = new PatternRules(PublicSuffixList.bundled(), source, false);
        store = new InMemoryTenantStore(source, PublicSuffixList.bundled(), ETag.incarnations(new Random(1)));
        List<RegistrySeed.Refusal> refusals =
                RegistrySeed.load(RegistryFile.read(REGISTRY, rules).orThrow(), store, Change.ofRegistryFile(NOW));
        if (!refusals.isEmpty()) {
            throw new IllegalStateException(refusals.toString());
        }
        Clock clock = new Clock() {
            @Override
            public Instant instant() {
                Runnable others = meanwhile;
                meanwhile = () -> {};
                others.run();
                return NOW;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        Propagation propagation = new Propagation(clock, Duration.ofSeconds(10), Duration.ofSeconds(300));
        routes = new Resources(
                        store,
                        rules,
                        propagation,
                        new IssuerChecks(this::fetch),
                        new Paging(new Cursors(store::cursorKey)),
                        dryRun(clock),
                        counts)
                .routes();
        api = new AdminApi(routes);
    }

    private DryRun dryRun(Clock clock) {
        AuthorizerConfig config = AuthorizerConfig.fromEnvironment(
                Map.of("TABLE_NAME", "registry", "NOT_FOUND_RESOURCES", "/ /{proxy+}"));
        return new DryRun(
                config,
                store,
                new TokenVerifier(issuer -> fetch(issuer.jwksUri()), Duration.ZERO, CryptoProvider.jdk()),
                clock);
    }

    /** What somebody else does when the time of a change is asked for: after it was read, before it is written. */
    Runnable meanwhile = () -> {};

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

    /** The methods of each resource, of what anybody may have as well. */
    Map<String, Set<String>> methods() {
        Map<String, Set<String>> methods = new HashMap<>();
        AdminPage.RESOURCES.forEach(resource -> methods.put(resource, Set.of("GET")));
        routes.forEach((resource, endpoints) -> methods.put(resource, endpoints.keySet()));
        return methods;
    }

    /** A request that is being put together. */
    final class Ask {
        private final Caller caller;
        private final String method;
        private final String resource;
        private final Map<String, String> parameters = new HashMap<>();
        private final Map<String, List<String>> query = new HashMap<>();
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

        Ask query(String name, String... values) {
            query.put(name, List.of(values));
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
            return exchange(new AdminRequest(
                    method,
                    resource,
                    parameters,
                    new Query(query),
                    new HeaderLines(headers, Map.of()),
                    body,
                    caller,
                    "r-1",
                    "api.example.com"));
        }
    }

    /** Where every request and its answer pass. */
    private AdminAnswer exchange(AdminRequest request) {
        AdminAnswer answer = page.answer(request, request.resource()).orElseGet(() -> api.answer(request));
        Call call = new Call(
                request.method(),
                request.resource(),
                request.pathParameters(),
                request.query().values(),
                request.headers().single(),
                request.body());
        assertThat(ApiDocument.bundled().violations(call, new Reply(answer.status(), answer.headers(), answer.body())))
                .as("%s %s", request.method(), request.resource())
                .isEmpty();
        return answer;
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
