package io.drawbridge.admin;

import static io.drawbridge.admin.AdminSession.ACME_READS;
import static io.drawbridge.admin.AdminSession.ACME_WRITES;
import static io.drawbridge.admin.AdminSession.PLATFORM;
import static io.drawbridge.admin.AdminSession.etag;
import static io.drawbridge.admin.AdminSession.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

final class AuditResourceTest {

    private static final String TENANT = "/admin/tenants/{tenant}";
    private static final String AUDIT = TENANT + "/audit";

    private final AdminSession session = new AdminSession();

    @Test
    void every_change_says_who_when_what_and_for_which_request_newest_first() {
        AdminAnswer added = session.ask(PLATFORM, "POST", TENANT + "/origins")
                .of("tenant", "acme")
                .json("{\"pattern\":\"https://new.acme.example\",\"description\":\"one\"}")
                .answer();
        AdminAnswer changed = session.ask(ACME_WRITES, "PUT", TENANT + "/origins/{id}")
                .of("tenant", "acme")
                .of("id", json(added).path("origin").path("id").asText())
                .json("{\"description\":\"two\"}")
                .ifMatch(etag(added))
                .answer();

        JsonNode entry = json(list(ACME_READS)).path("items").path(0);

        assertThat(entry.path("at").asText()).isEqualTo("2026-03-01T12:00:00.500Z");
        assertThat(entry.path("by").toString())
                .isEqualTo("{\"issuer\":\"https://id.acme.example\",\"subject\":\"ann\"}");
        assertThat(entry.path("requestId").asText()).isEqualTo("r-1");
        assertThat(entry.path("action").asText()).isEqualTo("replace");
        assertThat(entry.path("resource").asText())
                .isEqualTo("origins/" + json(added).path("origin").path("id").asText());
        assertThat(entry.path("before").path("description").asText()).isEqualTo("one");
        assertThat(entry.path("after").path("description").asText()).isEqualTo("two");
        assertThat(entry.path("etag").asText()).isEqualTo(etag(changed));
        assertThat(json(list(ACME_READS)).path("items").path(1).path("action").asText())
                .isEqualTo("create");
        assertThat(session.ask(ACME_READS, "GET", AUDIT + "/{id}")
                        .of("tenant", "acme")
                        .of("id", entry.path("id").asText())
                        .answer()
                        .body())
                .isEqualTo(entry.toString());
    }

    @Test
    void a_refused_change_leaves_no_trace() {
        int before = json(list(PLATFORM)).path("items").size();

        session.ask(PLATFORM, "POST", TENANT + "/origins")
                .of("tenant", "acme")
                .json("{\"pattern\":\"https://app.acme.example\"}")
                .answer();

        assertThat(json(list(PLATFORM)).path("items")).hasSize(before);
    }

    @Test
    void no_secret_stands_in_it() {
        AdminAnswer read =
                session.ask(PLATFORM, "GET", TENANT).of("tenant", "acme").answer();
        session.ask(PLATFORM, "PUT", TENANT)
                .of("tenant", "acme")
                .json(read.body().replace("********", "acme-usage-plan-key-0002"))
                .ifMatch(etag(read))
                .answer();

        assertThat(list(PLATFORM).body()).doesNotContain("acme-usage-plan-key");
    }

    @Test
    void the_platforms_own_is_no_tenants_business() {
        AdminAnswer own = session.ask(PLATFORM, "GET", "/admin/platform/audit").answer();

        assertThat(own.status()).isEqualTo(200);
        assertThat(json(own).path("items")).isNotEmpty();
        assertThat(session.ask(ACME_WRITES, "GET", "/admin/platform/audit")
                        .answer()
                        .status())
                .isEqualTo(403);
    }

    @Test
    void an_entry_of_another_tenant_is_not_there() {
        String id = json(session.ask(PLATFORM, "GET", AUDIT)
                        .of("tenant", "globex")
                        .answer())
                .path("items")
                .path(0)
                .path("id")
                .asText();

        AdminAnswer other = session.ask(ACME_WRITES, "GET", AUDIT + "/{id}")
                .of("tenant", "acme")
                .of("id", id)
                .answer();

        assertThat(id).isNotEmpty();
        assertThat(other).isEqualTo(Refusal.NOT_FOUND.answer());
    }

    private AdminAnswer list(Caller caller) {
        return session.ask(caller, "GET", AUDIT).of("tenant", "acme").answer();
    }
}
