package io.drawbridge.admin;

import static io.drawbridge.admin.AdminSession.ACME_READS;
import static io.drawbridge.admin.AdminSession.ACME_WRITES;
import static io.drawbridge.admin.AdminSession.PLATFORM;
import static io.drawbridge.admin.AdminSession.codes;
import static io.drawbridge.admin.AdminSession.etag;
import static io.drawbridge.admin.AdminSession.json;
import static io.drawbridge.admin.AdminSession.pointers;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.registry.TenantId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TenantsResourceTest {

    private static final String RESOURCE = "/admin/tenants";

    private final AdminSession session = new AdminSession();

    @Test
    void the_platform_sees_all_tenants() {
        assertThat(list(PLATFORM, "").body())
                .isEqualTo("{\"items\":[{\"id\":\"acme\",\"displayName\":\"Acme\",\"status\":\"active\"},"
                        + "{\"id\":\"globex\",\"displayName\":\"globex\",\"status\":\"active\"}]}");
        assertThat(json(list(PLATFORM, "glo")).path("items").findValuesAsText("id"))
                .containsExactly("globex");
    }

    @Test
    void a_tenant_sees_itself_alone_whatever_it_asks_for() {
        assertThat(json(list(ACME_READS, "")).path("items").findValuesAsText("id"))
                .containsExactly("acme");
        assertThat(list(ACME_READS, "globex").body()).isEqualTo("{\"items\":[]}");
        assertThat(list(ACME_READS, "nobody").body()).isEqualTo("{\"items\":[]}");
        assertThat(list(AdminSession.NOBODY, "").status()).isEqualTo(403);
    }

    @Test
    void a_new_tenant_is_answered_with_its_place_and_version() {
        AdminAnswer answer = add(PLATFORM, "{\"id\":\"initech\",\"displayName\":\"Initech\",\"status\":\"suspended\"}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.headers()).containsEntry("Location", "tenants/initech");
        AdminAnswer read = session.ask(PLATFORM, "GET", RESOURCE + "/{tenant}")
                .of("tenant", "initech")
                .answer();
        assertThat(read.body()).isEqualTo(json(answer).path("tenant").toString());
        assertThat(etag(read)).isEqualTo(etag(answer));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{};;json-missing-field",
                "{\"id\":7};/id;json-wrong-type",
                "{\"id\":\"Acme\"};/id;tenant-id",
                "{\"id\":\"a\",\"displayName\":\"\"};/displayName;text",
                "{\"id\":\"a\",\"usageIdentifierKey\":\"********\"};/usageIdentifierKey;usage-key",
                "{\"id\":\"a\",\"origins\":[]};/origins;json-unknown-field",
                "{\"id\":\"a\",\"issuers\":[]};/issuers;json-unknown-field",
            })
    void what_is_wrong_with_it_is_named(String body, String pointer, String code) {
        AdminAnswer answer = add(PLATFORM, body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(pointers(answer)).containsExactly(pointer == null ? "" : pointer);
        assertThat(codes(answer)).containsExactly(code);
    }

    @Test
    void a_tenant_is_there_once() {
        AdminAnswer answer = add(PLATFORM, "{\"id\":\"acme\"}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(pointers(answer)).containsExactly("/id");
        assertThat(session.store
                        .tenant(new TenantId("acme"))
                        .orElseThrow()
                        .value()
                        .displayName())
                .isEqualTo("Acme");
    }

    @Test
    void two_tenants_never_share_a_usage_key() {
        AdminAnswer answer = add(PLATFORM, "{\"id\":\"a\",\"usageIdentifierKey\":\"acme-usage-plan-key-0001\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).doesNotContain("acme-usage-plan-key-0001");
    }

    @Test
    void no_tenant_adds_tenants() {
        assertThat(add(ACME_WRITES, "{\"id\":\"initech\"}").status()).isEqualTo(403);
        assertThat(session.store.tenants()).hasSize(2);
    }

    private AdminAnswer list(Caller caller, String prefix) {
        AdminSession.Ask ask = session.ask(caller, "GET", RESOURCE);
        return (prefix.isEmpty() ? ask : ask.query("prefix", prefix)).answer();
    }

    private AdminAnswer add(Caller caller, String body) {
        return session.ask(caller, "POST", RESOURCE).json(body).answer();
    }
}
