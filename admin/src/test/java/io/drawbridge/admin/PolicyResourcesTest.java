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
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The route policies, and the platform's settings. */
final class PolicyResourcesTest {

    private static final String TENANT = "/admin/tenants/{tenant}/route-policy";
    private static final String PLATFORMS = "/admin/platform/route-policy";
    private static final String SETTINGS = "/admin/platform";
    private static final String RULE =
            "{\"methods\":[\"GET\"],\"resource\":\"/orders\",\"scopes\":{\"all\":[\"orders:read\"]," + "\"any\":[]}}";
    private static final String POLICY = "{\"routeRules\":[" + RULE + "]}";

    private final AdminSession session = new AdminSession();

    @Test
    void a_policy_is_written_read_and_sent_back() {
        AdminAnswer written = put(PLATFORM, PLATFORMS, POLICY);
        AdminAnswer read = get(PLATFORM, PLATFORMS);

        assertThat(written.status()).isEqualTo(200);
        assertThat(json(written).path("routePolicy").toString())
                .isEqualTo(read.body())
                .isEqualTo(POLICY);
        assertThat(json(written).path("inForce").has("everywhereBy")).isTrue();
        assertThat(etag(written)).isEqualTo(etag(read));
        assertThat(put(PLATFORM, PLATFORMS, read.body()).status()).isEqualTo(200);
        assertThat(session.store.platform().value().issuers()).hasSize(1);
    }

    @Test
    void a_tenant_narrows_its_own_policy() {
        put(PLATFORM, PLATFORMS, POLICY);

        AdminAnswer written = put(ACME_WRITES, TENANT, POLICY.replace("orders:read", "orders:audit"));

        assertThat(written.status()).isEqualTo(200);
        assertThat(get(ACME_READS, TENANT).body()).contains("orders:audit");
        assertThat(session.store
                        .tenant(new TenantId("acme"))
                        .orElseThrow()
                        .value()
                        .issuers())
                .hasSize(1);
    }

    @Test
    void a_tenant_opens_nothing_that_the_platform_did_not() {
        put(PLATFORM, PLATFORMS, POLICY);

        AdminAnswer answer = put(ACME_WRITES, TENANT, POLICY.replace("GET", "POST"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(codes(answer)).containsExactly("route-wider");
        assertThat(pointers(answer)).containsExactly("/routeRules/0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"routeRules\":{}}", "{\"routeRules\":[7]}", "{\"rules\":[]}", "{\"routeRules\":[{}]}"})
    void an_empty_or_wrong_document_removes_no_rule(String body) {
        put(PLATFORM, PLATFORMS, POLICY);

        assertThat(put(PLATFORM, PLATFORMS, body).status()).isEqualTo(422);
        assertThat(get(PLATFORM, PLATFORMS).body()).isEqualTo(POLICY);
    }

    @Test
    void replacing_needs_the_version() {
        assertThat(session.ask(PLATFORM, "PUT", PLATFORMS).json(POLICY).answer().status())
                .isEqualTo(428);
        assertThat(session.ask(PLATFORM, "PUT", PLATFORMS)
                        .json(POLICY)
                        .ifMatch("\"x\"")
                        .answer()
                        .status())
                .isEqualTo(412);
    }

    @Test
    void a_reader_narrows_nothing_and_no_tenant_touches_the_platforms() {
        assertThat(put(ACME_READS, TENANT, POLICY).status()).isEqualTo(403);
        assertThat(get(ACME_WRITES, PLATFORMS).status()).isEqualTo(403);
        assertThat(put(ACME_WRITES, PLATFORMS, POLICY).status()).isEqualTo(403);
        assertThat(get(ACME_WRITES, SETTINGS).status()).isEqualTo(403);
        assertThat(put(ACME_WRITES, SETTINGS, "{}").status()).isEqualTo(403);
    }

    /** What holds for every tenant. */
    @Nested
    final class Settings {

        @Test
        void are_written_read_and_sent_back_and_leave_issuers_and_rules_alone() {
            put(PLATFORM, PLATFORMS, POLICY);

            AdminAnswer written = put(PLATFORM, SETTINGS, "{\"monitorUntil\":\"2026-04-01T00:00:00Z\"}");
            AdminAnswer read = get(PLATFORM, SETTINGS);

            assertThat(written.status()).isEqualTo(200);
            assertThat(json(written).path("platform").toString())
                    .isEqualTo(read.body())
                    .isEqualTo("{\"monitorUntil\":\"2026-04-01T00:00:00Z\",\"usagePlans\":false}");
            assertThat(etag(written)).isEqualTo(etag(read));
            assertThat(session.store.platform().value().issuers()).hasSize(1);
            assertThat(session.store.platform().value().routeRules()).hasSize(1);
        }

        @Test
        void usage_plans_are_not_turned_on_while_a_tenant_has_no_key() {
            AdminAnswer answer = put(PLATFORM, SETTINGS, "{\"usagePlans\":true}");

            assertThat(answer.status()).isEqualTo(422);
            assertThat(codes(answer)).containsExactly("usage-key-missing");
        }

        @Test
        void name_every_problem() {
            AdminAnswer answer = put(
                    PLATFORM, SETTINGS, "{\"monitorUntil\":1,\"usagePlans\":\"on\",\"issuers\":[],\"routeRules\":[]}");

            assertThat(pointers(answer))
                    .containsExactlyInAnyOrder("/monitorUntil", "/usagePlans", "/issuers", "/routeRules");
        }
    }

    private AdminAnswer get(Caller caller, String resource) {
        return ask(caller, "GET", resource).answer();
    }

    private AdminAnswer put(Caller caller, String resource, String body) {
        return ask(caller, "PUT", resource)
                .json(body)
                .ifMatch(etag(get(PLATFORM, resource)))
                .answer();
    }

    private AdminSession.Ask ask(Caller caller, String method, String resource) {
        AdminSession.Ask ask = session.ask(caller, method, resource);
        return resource.contains("{tenant}") ? ask.of("tenant", "acme") : ask;
    }
}
