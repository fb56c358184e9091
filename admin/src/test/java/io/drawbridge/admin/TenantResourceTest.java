package io.drawbridge.admin;

import static io.drawbridge.admin.AdminSession.ACME_READS;
import static io.drawbridge.admin.AdminSession.ACME_WRITES;
import static io.drawbridge.admin.AdminSession.PLATFORM;
import static io.drawbridge.admin.AdminSession.codes;
import static io.drawbridge.admin.AdminSession.etag;
import static io.drawbridge.admin.AdminSession.json;
import static io.drawbridge.admin.AdminSession.pointers;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TenantResourceTest {

    private static final String RESOURCE = "/admin/tenants/{tenant}";
    private static final TenantId ACME = new TenantId("acme");

    private final AdminSession session = new AdminSession();

    @Test
    void a_profile_is_read_with_its_version_and_its_key_masked() {
        AdminAnswer answer = get(PLATFORM, "acme");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(etag(answer)).matches("\"[0-9a-f]{24}\\.1\"");
        assertThat(answer.body())
                .isEqualTo(
                        "{\"id\":\"acme\",\"displayName\":\"Acme\",\"status\":\"active\",\"cors\":{\"methods\":[\"GET\"],"
                                + "\"credentials\":false},\"usageIdentifierKey\":\"********\"}");
    }

    @Test
    void what_was_read_can_be_sent_back_and_changes_nothing() {
        Tenant before = acme();
        AdminAnswer read = get(ACME_WRITES, "acme");

        AdminAnswer answer = put(ACME_WRITES, "acme", read.body(), etag(read));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(acme()).isEqualTo(before);
    }

    @Test
    void other_defaults_say_how_long_browsers_go_on_with_the_old_ones() {
        String read = get(PLATFORM, "acme").body();
        String other = read.replace("\"credentials\":false", "\"credentials\":false,\"maxAgeSeconds\":5");

        AdminAnswer answer = put(PLATFORM, "acme", other, current());

        assertThat(json(answer).path("inForce").path("preflights").toString())
                .isEqualTo("{\"chromium\":600,\"firefox\":600,\"webkit\":600}");
    }

    @Test
    void suspending_says_by_when_it_is_in_force() {
        AdminAnswer answer = put(PLATFORM, "acme", with("\"status\":\"suspended\""), current());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(acme().isActive()).isFalse();
        assertThat(etag(answer)).endsWith(".2\"").isEqualTo(current());
        assertThat(json(answer).path("tenant").path("status").asText()).isEqualTo("suspended");
        assertThat(json(answer).path("inForce").toString())
                .isEqualTo("{\"everywhereBy\":\"2026-03-01T12:00:12Z\",\"duringOutageBy\":\"2026-03-01T12:05:02Z\"}");
    }

    @Test
    void resuming_keeps_issuers_and_everything_else() {
        put(PLATFORM, "acme", with("\"status\":\"suspended\""), current());

        put(PLATFORM, "acme", with("\"status\":\"active\""), current());

        assertThat(acme().isActive()).isTrue();
        assertThat(acme().issuers()).hasSize(1);
        assertThat(acme().usageIdentifierKey()).contains("acme-usage-plan-key-0001");
    }

    @Test
    void a_tenant_writes_what_is_its_own() {
        String body = with("\"displayName\":\"Acme Inc.\"").replace("[\"GET\"]", "[\"GET\",\"POST\"]");

        AdminAnswer answer = put(ACME_WRITES, "acme", body, current());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(acme().displayName()).isEqualTo("Acme Inc.");
        assertThat(acme().cors().methods()).contains(List.of("GET", "POST"));
    }

    @Test
    void a_tenant_changes_nothing_that_only_the_platform_may_and_is_told_all_of_it() {
        Tenant before = acme();
        String body = "{\"status\":\"suspended\",\"monitorUntil\":\"2027-01-01T00:00:00Z\","
                + "\"usageIdentifierKey\":\"somebody-elses-usage-key\"}";

        AdminAnswer answer = put(ACME_WRITES, "acme", body, current());

        assertThat(answer.status()).isEqualTo(403);
        assertThat(pointers(answer)).containsExactly("/status", "/monitorUntil", "/usageIdentifierKey");
        assertThat(codes(answer)).containsOnly("field-right");
        assertThat(answer.body()).doesNotContain("somebody-elses-usage-key", "acme-usage-plan-key-0001");
        assertThat(acme()).isEqualTo(before);
    }

    @Test
    void a_suspended_tenant_cannot_resume_itself() {
        put(PLATFORM, "acme", with("\"status\":\"suspended\""), current());

        AdminAnswer answer = put(ACME_WRITES, "acme", with("\"status\":\"active\""), current());

        assertThat(answer.status()).isEqualTo(403);
        assertThat(acme().isActive()).isFalse();
    }

    @Test
    void leaving_the_key_out_is_a_change_like_any_other() {
        String body = "{\"displayName\":\"Acme\",\"cors\":{\"methods\":[\"GET\"],\"credentials\":false}}";

        assertThat(pointers(put(ACME_WRITES, "acme", body, current()))).containsExactly("/usageIdentifierKey");
        assertThat(put(PLATFORM, "acme", body, current()).status()).isEqualTo(200);
        assertThat(acme().usageIdentifierKey()).isEmpty();
    }

    @Test
    void a_mask_where_there_is_no_key_is_no_key() {
        AdminAnswer read = get(PLATFORM, "globex");

        AdminAnswer answer = put(PLATFORM, "globex", "{\"usageIdentifierKey\":\"********\"}", etag(read));

        assertThat(codes(answer)).containsExactly("usage-key");
    }

    @Test
    void every_problem_of_a_document_is_named_with_its_place() {
        String body = "{\"id\":\"globex\",\"displayName\":7,\"status\":\"paused\",\"colour\":\"red\","
                + "\"cors\":{\"methods\":[\"get\"],\"maxAge\":1},\"monitorUntil\":\"tomorrow\","
                + "\"issuers\":[],\"usageIdentifierKey\":\"short\"}";

        AdminAnswer answer = put(PLATFORM, "acme", body, current());

        assertThat(answer.status()).isEqualTo(422);
        assertThat(pointers(answer))
                .containsExactlyInAnyOrder(
                        "/id",
                        "/displayName",
                        "/status",
                        "/cors/methods/0",
                        "/cors/maxAge",
                        "/monitorUntil",
                        "/usageIdentifierKey",
                        "/colour",
                        "/issuers");
        assertThat(answer.body()).doesNotContain("\"short\"");
    }

    @Test
    void defaults_that_would_make_an_origins_grant_wrong_are_refused_before_a_request_meets_them() {
        String body = with("\"status\":\"active\"").replace("\"credentials\":false", "\"credentials\":true");

        AdminAnswer answer = put(PLATFORM, "acme", body, current());

        assertThat(answer.status()).isEqualTo(422);
        assertThat(codes(answer)).contains("grant-star-credentials");
        assertThat(json(answer).path("problems").path(0).path("value").asText()).isEqualTo("http://old.acme.example");
    }

    @Test
    void without_a_version_nothing_is_replaced() {
        AdminAnswer answer = ask(PLATFORM, "PUT", "acme").json("{}").answer();

        assertThat(answer.status()).isEqualTo(428);
        assertThat(put(PLATFORM, "acme", "{}", "*").status()).isEqualTo(428);
        assertThat(acme().displayName()).isEqualTo("Acme");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"0.1\"", "W/CURRENT", "CURRENTx", "\"\"", "current", "\"x\", \"y\""})
    void another_version_is_stale(String tag) {
        String sent = tag.replace("CURRENTx", current().replace(".1\"", ".2\"")).replace("CURRENT", current());

        AdminAnswer answer = put(PLATFORM, "acme", "{}", sent);
        assertThat(answer.status()).isEqualTo(412);
        // So that a client can show both versions.
        assertThat(etag(answer)).isEqualTo(current());
        assertThat(acme().displayName()).isEqualTo("Acme");
    }

    @Test
    void one_version_of_several_is_enough() {
        assertThat(put(PLATFORM, "acme", with("\"status\":\"active\""), "\"other\", " + current())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void of_two_writers_of_one_version_one_is_told() {
        String version = current();

        assertThat(put(PLATFORM, "acme", with("\"status\":\"suspended\""), version)
                        .status())
                .isEqualTo(200);
        assertThat(put(PLATFORM, "acme", with("\"status\":\"active\""), version).status())
                .isEqualTo(412);
        assertThat(acme().isActive()).isFalse();
    }

    @Test
    void a_reader_writes_nothing() {
        AdminAnswer answer = put(ACME_READS, "acme", with("\"displayName\":\"x\""), current());

        assertThat(answer.status()).isEqualTo(403);
        assertThat(json(answer).path("detail").asText())
                .isEqualTo("It needs registry:admin, or registry:write for the token's own tenant.");
        assertThat(acme().displayName()).isEqualTo("Acme");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT"})
    void another_tenant_is_answered_byte_for_byte_like_none(String method) {
        AdminAnswer none =
                ask(ACME_WRITES, method, "nobody").json("{}").ifMatch("\"x\"").answer();
        AdminAnswer other =
                ask(ACME_WRITES, method, "globex").json("{}").ifMatch("\"x\"").answer();

        assertThat(none.status()).isEqualTo(404);
        assertThat(other).isEqualTo(none);
    }

    @Test
    void nobody_reads_anything() {
        assertThat(get(AdminSession.NOBODY, "acme").status()).isEqualTo(403);
        assertThat(get(AdminSession.caller("acme", "orders:read", "", ""), "acme")
                        .status())
                .isEqualTo(403);
    }

    private Tenant acme() {
        return session.store.tenant(ACME).orElseThrow().value();
    }

    private String current() {
        return session.store.tenant(ACME).orElseThrow().etag().toString();
    }

    /** The profile as it is read, with one more field or another value of one. */
    private String with(String field) {
        String name = field.substring(0, field.indexOf(':'));
        String read = get(PLATFORM, "acme").body();
        return read.replaceFirst(name + ":\"[^\"]*\"", field);
    }

    private AdminAnswer get(Caller caller, String tenant) {
        return ask(caller, "GET", tenant).answer();
    }

    private AdminAnswer put(Caller caller, String tenant, String body, String etag) {
        return ask(caller, "PUT", tenant).json(body).ifMatch(etag).answer();
    }

    private AdminSession.Ask ask(Caller caller, String method, String tenant) {
        return session.ask(caller, method, RESOURCE).of("tenant", tenant);
    }
}
