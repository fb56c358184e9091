package io.drawbridge.admin;

import static io.drawbridge.admin.AdminSession.ACME_READS;
import static io.drawbridge.admin.AdminSession.ACME_WRITES;
import static io.drawbridge.admin.AdminSession.PLATFORM;
import static io.drawbridge.admin.AdminSession.codes;
import static io.drawbridge.admin.AdminSession.etag;
import static io.drawbridge.admin.AdminSession.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drawbridge.registry.OriginPattern;
import io.drawbridge.registry.RegisteredOrigin.Status;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Below which domains a tenant registers by itself, and what waits for the platform's word. */
final class DomainResourceTest {

    private static final String TENANT = "/admin/tenants/{tenant}";
    private static final String DOMAINS = TENANT + "/domains";
    private static final String SHOP = "https://shop.acme.example";

    private final AdminSession session = new AdminSession();

    @Test
    void an_approval_lets_in_what_waits_for_it_and_says_so() {
        register(ACME_WRITES, SHOP);
        register(ACME_WRITES, "https://shop.other.example");

        AdminAnswer answer = domain(PLATFORM, "PUT", "acme.example")
                .json("{\"expiresAt\":\"2027-01-01T00:00:00Z\"}")
                .answer();

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.headers()).containsEntry("Location", "acme.example");
        assertThat(json(answer).path("activated").toString()).isEqualTo("[\"" + SHOP + "\"]");
        assertThat(json(answer).path("conflicts").toString()).isEqualTo("[]");
        assertThat(json(answer).path("inForce").has("everywhereBy")).isTrue();
        assertThat(status(SHOP)).isEqualTo(Status.ACTIVE);
        assertThat(status("https://shop.other.example")).isEqualTo(Status.PENDING);
        AdminAnswer read = domain(ACME_READS, "GET", "acme.example").answer();
        assertThat(read.body()).isEqualTo(json(answer).path("approval").toString());
        assertThat(etag(read)).isEqualTo(etag(answer));
        assertThat(json(read).path("approved").path("by").path("subject").asText())
                .isEqualTo("root");
    }

    @Test
    void below_an_approved_domain_a_tenant_registers_at_once_and_a_conflict_is_told() {
        domain(PLATFORM, "PUT", "acme.example").json("{}").answer();
        session.ask(PLATFORM, "POST", TENANT + "/origins")
                .of("tenant", "globex")
                .json("{\"pattern\":\"https://taken.acme.example\"}")
                .answer();

        assertThat(json(register(ACME_WRITES, SHOP))
                        .path("origin")
                        .path("status")
                        .asText())
                .isEqualTo("active");
        AdminAnswer taken = register(ACME_WRITES, "https://taken.acme.example");
        assertThat(taken.status()).isEqualTo(409);
        assertThat(codes(taken)).containsExactly("pattern-claimed");
        assertThat(taken.body()).doesNotContain("globex");
    }

    @Test
    void what_another_has_goes_on_waiting_and_the_platform_sees_who() {
        register(ACME_WRITES, "https://taken.acme.example");
        session.ask(PLATFORM, "POST", TENANT + "/origins")
                .of("tenant", "globex")
                .json("{\"pattern\":\"https://taken.acme.example\"}")
                .answer();

        AdminAnswer answer = domain(PLATFORM, "PUT", "acme.example").json("{}").answer();

        assertThat(json(answer).path("conflicts").toString()).isEqualTo("[\"https://taken.acme.example\"]");
        JsonNode waiting = json(session.ask(PLATFORM, "GET", "/admin/platform/pending")
                        .answer())
                .path("items")
                .path(0);
        assertThat(waiting.path("tenant").asText()).isEqualTo("acme");
        assertThat(waiting.path("pattern").asText()).isEqualTo("https://taken.acme.example");
        assertThat(waiting.path("domain").asText()).isEqualTo("acme.example");
        assertThat(waiting.path("conflict").asText()).isEqualTo("globex");
        assertThat(waiting.path("since").asText()).isEqualTo("2026-03-01T12:00:00.500Z");
    }

    @Test
    void withdrawing_makes_what_stood_on_it_wait_again() {
        AdminAnswer made = domain(PLATFORM, "PUT", "acme.example").json("{}").answer();
        register(ACME_WRITES, SHOP);

        assertThat(domain(PLATFORM, "DELETE", "acme.example").answer().status()).isEqualTo(428);
        assertThat(domain(PLATFORM, "DELETE", "acme.example")
                        .ifMatch("\"x\"")
                        .answer()
                        .status())
                .isEqualTo(412);
        AdminAnswer withdrawn =
                domain(PLATFORM, "DELETE", "acme.example").ifMatch(etag(made)).answer();

        assertThat(withdrawn.status()).isEqualTo(200);
        assertThat(status(SHOP)).isEqualTo(Status.PENDING);
        assertThat(status("https://app.acme.example")).isEqualTo(Status.ACTIVE);
        assertThat(domain(PLATFORM, "GET", "acme.example").answer().status()).isEqualTo(404);
    }

    @Test
    void its_end_is_changed_with_its_version() {
        AdminAnswer made = domain(PLATFORM, "PUT", "acme.example").json("{}").answer();

        assertThat(domain(PLATFORM, "PUT", "acme.example").json("{}").answer().status())
                .isEqualTo(428);
        AdminAnswer changed = domain(PLATFORM, "PUT", "acme.example")
                .json("{\"expiresAt\":\"2027-01-01T00:00:00Z\"}")
                .ifMatch(etag(made))
                .answer();
        AdminAnswer stale = domain(PLATFORM, "PUT", "acme.example")
                .json("{}")
                .ifMatch(etag(made))
                .answer();

        assertThat(changed.status()).isEqualTo(200);
        assertThat(json(changed).path("approval").path("expiresAt").asText()).isEqualTo("2027-01-01T00:00:00Z");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(etag(stale)).isEqualTo(etag(changed));
        AdminAnswer read = domain(PLATFORM, "GET", "acme.example").answer();
        assertThat(domain(PLATFORM, "PUT", "acme.example")
                        .json(read.body())
                        .ifMatch(etag(read))
                        .answer()
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "app.acme.example, Approve acme.example.",
        "*.acme.example, Write a domain such as example.com.",
        "Acme.example, Write a domain such as example.com.",
        "acme.example:8443, Write a domain such as example.com.",
        "acme.example/x, Write a domain such as example.com.",
        "'', Write a domain such as example.com.",
        "com, Everybody can register names below it: approve the domain that one has.",
        "co.uk, Everybody can register names below it: approve the domain that one has.",
        "vercel.app, Everybody can register names below it: approve the domain that one has.",
    })
    void what_is_no_domain_that_one_has_is_not_approved(String name, String hint) {
        AdminAnswer answer = domain(PLATFORM, "PUT", name).json("{}").answer();

        assertThat(answer.status()).isEqualTo(422);
        assertThat(codes(answer)).containsExactly("approval-domain");
        assertThat(json(answer).path("problems").path(0).path("hint").asText()).isEqualTo(hint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"domain\":\"other.example\"}", "{\"expiresAt\":7}", "{\"until\":\"2027-01-01T00:00:00Z\"}"})
    void what_is_wrong_with_the_document_is_named(String body) {
        assertThat(domain(PLATFORM, "PUT", "acme.example").json(body).answer().status())
                .isEqualTo(422);
        assertThat(domain(PLATFORM, "GET", "acme.example").answer().status()).isEqualTo(404);
    }

    @Test
    void a_tenant_reads_its_approvals_and_writes_none_and_sees_no_queue() {
        AdminAnswer made = domain(PLATFORM, "PUT", "acme.example").json("{}").answer();

        assertThat(domain(ACME_WRITES, "PUT", "other.example")
                        .json("{}")
                        .answer()
                        .status())
                .isEqualTo(403);
        assertThat(domain(ACME_WRITES, "DELETE", "acme.example")
                        .ifMatch(etag(made))
                        .answer()
                        .status())
                .isEqualTo(403);
        assertThat(session.ask(ACME_WRITES, "GET", "/admin/platform/pending")
                        .answer()
                        .status())
                .isEqualTo(403);
        assertThat(json(session.ask(ACME_READS, "GET", DOMAINS)
                                .of("tenant", "acme")
                                .answer())
                        .path("items"))
                .hasSize(1);
    }

    @Test
    void where_the_host_names_the_tenant_there_are_none() {
        AdminSession host = new AdminSession(TenantSource.HOST);

        for (String method : new String[] {"GET", "PUT", "DELETE"}) {
            assertThat(host.ask(PLATFORM, method, DOMAINS + "/{domain}")
                            .of("tenant", "acme")
                            .of("domain", "acme.example")
                            .json("{}")
                            .answer())
                    .isEqualTo(Refusal.NOT_FOUND.answer());
        }
        assertThat(host.ask(PLATFORM, "GET", DOMAINS).of("tenant", "acme").answer())
                .isEqualTo(Refusal.NOT_FOUND.answer());
    }

    @Test
    void an_export_has_what_an_import_takes_and_no_secret() {
        register(ACME_WRITES, SHOP);

        AdminAnswer answer = session.ask(ACME_READS, "GET", TENANT + "/export")
                .of("tenant", "acme")
                .answer();

        JsonNode tenant = json(answer).path("tenant");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(tenant.path("usageIdentifierKey").asText()).isEqualTo("********");
        assertThat(tenant.path("issuers").path(0).path("id").asText()).isEqualTo("own");
        assertThat(tenant.path("routeRules").toString()).isEqualTo("[]");
        assertThat(tenant.has("revocations")).isFalse();
        assertThat(json(answer).path("origins").findValuesAsText("pattern"))
                .containsExactlyInAnyOrder("https://app.acme.example", "http://old.acme.example", SHOP);
        assertThat(json(answer).has("next")).isFalse();
        assertThat(etag(answer)).isNotEmpty();
    }

    private AdminAnswer register(Caller caller, String pattern) {
        return session.ask(caller, "POST", TENANT + "/origins")
                .of("tenant", "acme")
                .json("{\"pattern\":\"" + pattern + "\"}")
                .answer();
    }

    private Status status(String pattern) {
        return session.store
                .origin(new TenantId("acme"), OriginPattern.parse(pattern).orThrow())
                .orElseThrow()
                .value()
                .status();
    }

    private AdminSession.Ask domain(Caller caller, String method, String name) {
        return session.ask(caller, method, DOMAINS + "/{domain}")
                .of("tenant", "acme")
                .of("domain", name);
    }
}
