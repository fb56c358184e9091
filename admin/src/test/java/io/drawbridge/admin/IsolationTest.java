package io.drawbridge.admin;

import static io.drawbridge.admin.AdminSession.ACME_READS;
import static io.drawbridge.admin.AdminSession.ACME_WRITES;
import static io.drawbridge.admin.AdminSession.PLATFORM;
import static io.drawbridge.admin.AdminSession.caller;
import static io.drawbridge.admin.AdminSession.etag;
import static io.drawbridge.admin.AdminSession.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.registry.OriginPattern;
import io.drawbridge.registry.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever an administrator of acme tries, globex is to it as if it were not there, and its own guards hold. */
final class IsolationTest {

    private static final String TENANT = "/admin/tenants/{tenant}";
    private static final String PATTERN = "https://app.globex.example";
    private static final Caller OF_GLOBEX = caller("globex", "registry:write", "https://id.example.com", "gina");

    private final AdminSession session = new AdminSession();
    private String revocation = "";
    private String entry = "";

    @BeforeEach
    void globex_has_one_of_everything() {
        assertThat(globex(PLATFORM, "POST", "/origins")
                        .json("{\"pattern\":\"" + PATTERN + "\"}")
                        .answer()
                        .status())
                .isEqualTo(201);
        assertThat(globex(PLATFORM, "PUT", "/issuers/{id}")
                        .of("id", "own")
                        .json("{\"iss\":\"https://id.globex.example\",\"jwksUri\":\"https://id.globex.example/j\","
                                + "\"audiences\":[\"a\"]}")
                        .answer()
                        .status())
                .isEqualTo(201);
        revocation = json(globex(OF_GLOBEX, "POST", "/revocations")
                        .json("{\"issuer\":\"https://id.globex.example\",\"subject\":\"bob\"}")
                        .header("Idempotency-Key", "gina-1")
                        .answer())
                .path("revocation")
                .path("id")
                .asText();
        entry = json(globex(PLATFORM, "GET", "/audit").answer())
                .path("items")
                .path(0)
                .path("id")
                .asText();
        assertThat(revocation).isNotEmpty();
        assertThat(entry).isNotEmpty();
    }

    static Stream<String> resourcesOfTenants() {
        return new AdminSession()
                .methods().entrySet().stream()
                        .filter(e -> e.getKey().startsWith(TENANT))
                        .flatMap(e -> e.getValue().stream().map(method -> method + " " + e.getKey()));
    }

    @ParameterizedTest
    @MethodSource("resourcesOfTenants")
    void another_tenants_resource_is_answered_byte_for_byte_like_none(String operation) {
        String method = operation.substring(0, operation.indexOf(' '));
        String resource = operation.substring(operation.indexOf(' ') + 1);
        List<AdminAnswer> answers = new ArrayList<>();
        for (Caller caller : List.of(ACME_READS, ACME_WRITES)) {
            for (String id : List.of("own", revocation, entry, id(PATTERN), "nothing")) {
                AdminAnswer other = ask(caller, method, resource, "globex", id);
                AdminAnswer none = ask(caller, method, resource, "nobody", id);
                AdminAnswer malformed = ask(caller, method, resource, "Not A Tenant", id);

                assertThat(other).isEqualTo(none).isEqualTo(malformed);
                answers.add(other);
            }
        }

        assertThat(answers).allMatch(a -> a.status() == 404 || a.status() == 403);
        assertThat(answers.get(9).status()).isEqualTo(404);
    }

    private AdminAnswer ask(Caller caller, String method, String resource, String tenant, String id) {
        AdminSession.Ask ask = session.ask(caller, method, resource).of("tenant", tenant);
        for (String name : List.of("id", "job", "part", "domain")) {
            if (resource.contains("{" + name + "}")) {
                ask.of(name, id);
            }
        }
        if (method.equals("PUT") || method.equals("POST")) {
            ask.json("{\"pattern\":\"" + PATTERN + "\"}").header("Idempotency-Key", "gina-1");
        }
        return ask.ifMatch("\"x\"").answer();
    }

    /** The ids of what belongs to globex, below acme's own path. */
    @Nested
    final class IdsOfAnother {

        @ParameterizedTest
        @CsvSource({"origins", "issuers", "revocations", "audit"})
        void are_no_ids_here(String resource) {
            String id = Map.of("origins", id(PATTERN), "issuers", "other", "revocations", revocation, "audit", entry)
                    .getOrDefault(resource, "");
            assertThat(id).isNotEmpty();
            for (String method : List.of("GET", "DELETE")) {
                AdminSession.Ask foreign = acme(ACME_WRITES, method, "/" + resource + "/{id}")
                        .of("id", id)
                        .ifMatch("\"x\"");
                AdminSession.Ask unknown = acme(ACME_WRITES, method, "/" + resource + "/{id}")
                        .of("id", "bm9uZQ")
                        .ifMatch("\"x\"");

                assertThat(foreign.answer()).isEqualTo(unknown.answer());
            }
        }

        @Test
        void an_idempotency_key_of_another_is_unused_here() {
            AdminAnswer answer = acme(ACME_WRITES, "POST", "/revocations")
                    .json("{\"issuer\":\"https://id.acme.example\",\"subject\":\"bob\"}")
                    .header("Idempotency-Key", "gina-1")
                    .answer();

            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.headers()).doesNotContainKey("Idempotency-Replayed");
        }

        @Test
        void an_issuer_of_another_can_be_revoked_nothing_of() {
            AdminAnswer foreign = acme(ACME_WRITES, "POST", "/revocations")
                    .json("{\"issuer\":\"https://id.globex.example\",\"subject\":\"bob\"}")
                    .answer();
            AdminAnswer unknown = acme(ACME_WRITES, "POST", "/revocations")
                    .json("{\"issuer\":\"https://id.nobodyx.example\",\"subject\":\"bob\"}")
                    .answer();

            assertThat(foreign.status()).isEqualTo(422);
            assertThat(foreign.body().replace("globex", "…"))
                    .isEqualTo(unknown.body().replace("nobodyx", "…"));
        }
    }

    /** What a tenant's own administrator may not write of the own tenant, by whatever resource. */
    @Nested
    final class OwnGuards {

        @ParameterizedTest
        @CsvSource(
                delimiter = ';',
                value = {
                    "\"status\":\"suspended\"",
                    "\"monitorUntil\":\"2027-01-01T00:00:00Z\"",
                    "\"usageIdentifierKey\":\"acme-usage-plan-key-0009\"",
                    "\"delegateIssuers\":true",
                })
        void fields_of_the_profile_are_the_platforms(String field) {
            AdminAnswer read = acme(ACME_WRITES, "GET", "").answer();
            String name = field.substring(0, field.indexOf(':'));
            String body = read.body().replaceFirst(",?" + name + ":(\"[^\"]*\"|true|false)", "");

            AdminAnswer answer = acme(ACME_WRITES, "PUT", "")
                    .json(body.replaceFirst("\\{", "{" + field + ","))
                    .ifMatch(etag(read))
                    .answer();

            assertThat(answer.status()).isEqualTo(403);
            assertThat(json(answer).path("type").asText()).endsWith("admin-field-rights");
            assertThat(acme(ACME_WRITES, "GET", "").answer()).isEqualTo(read);
        }

        @Test
        void issuers_are_written_where_they_were_delegated_and_nowhere_else() {
            String body = "{\"iss\":\"https://new.acme.example\",\"jwksUri\":\"https://new.acme.example/j\","
                    + "\"audiences\":[\"a\"]}";
            assertThat(issuer("new").json(body).answer().status()).isEqualTo(403);

            delegate();

            assertThat(issuer("new").json(body).answer().status()).isEqualTo(201);
            assertThat(globex(ACME_WRITES, "PUT", "/issuers/{id}")
                            .of("id", "new")
                            .json(body)
                            .answer()
                            .status())
                    .isEqualTo(404);
            assertThat(session.ask(ACME_WRITES, "PUT", "/admin/platform/issuers/{id}")
                            .of("id", "new")
                            .json(body)
                            .answer()
                            .status())
                    .isEqualTo(403);
        }

        @Test
        void a_delegated_issuer_never_becomes_the_platforms_nor_anothers() {
            delegate();

            for (String iss : List.of("https://id.example.com", "https://id.globex.example")) {
                AdminAnswer answer = issuer("stolen")
                        .json("{\"iss\":\"" + iss + "\",\"jwksUri\":\"https://evil.example/j\",\"audiences\":[\"a\"]}")
                        .answer();

                assertThat(answer.status()).isEqualTo(409);
            }
            assertThat(session.store
                            .tenant(new TenantId("acme"))
                            .orElseThrow()
                            .value()
                            .issuers())
                    .hasSize(1);
        }

        private AdminSession.Ask issuer(String id) {
            return acme(ACME_WRITES, "PUT", "/issuers/{id}").of("id", id);
        }

        private void delegate() {
            AdminAnswer read = acme(PLATFORM, "GET", "").answer();
            assertThat(acme(PLATFORM, "PUT", "")
                            .json(read.body().replaceFirst("\\{", "{\"delegateIssuers\":true,"))
                            .ifMatch(etag(read))
                            .answer()
                            .status())
                    .isEqualTo(200);
        }
    }

    /** A tenant's issuer writes into its tokens what it likes: the authorizer takes this scope out, and nobody is entered by it. */
    @Test
    void an_administrator_of_nobodys_platform_enters_nothing() {
        Caller forged = caller("acme", "registry:write orders:admin registry:Admin", "https://id.acme.example", "eve");

        assertThat(globex(forged, "GET", "").answer().status()).isEqualTo(404);
        assertThat(session.ask(forged, "GET", "/admin/platform").answer().status())
                .isEqualTo(403);
        assertThat(session.ask(forged, "POST", "/admin/tenants")
                        .json("{\"id\":\"new\"}")
                        .answer()
                        .status())
                .isEqualTo(403);
    }

    @Test
    void what_globex_has_is_as_it_was() {
        String before = globexState();
        for (String operation : resourcesOfTenants().toList()) {
            String[] parts = operation.split(" ", 2);
            ask(ACME_WRITES, parts[0], parts[1], "globex", id(PATTERN));
        }

        assertThat(globexState()).isEqualTo(before);
    }

    private String globexState() {
        TenantId globex = new TenantId("globex");
        return session.store.tenant(globex) + " " + session.store.origins(globex) + " "
                + session.store.revocations(Optional.of(globex));
    }

    private static String id(String pattern) {
        return OriginPattern.parse(pattern).orThrow().id();
    }

    private AdminSession.Ask acme(Caller caller, String method, String below) {
        return session.ask(caller, method, TENANT + below).of("tenant", "acme");
    }

    private AdminSession.Ask globex(Caller caller, String method, String below) {
        return session.ask(caller, method, TENANT + below).of("tenant", "globex");
    }
}
