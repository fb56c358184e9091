package io.drawbridge.admin;

import static io.drawbridge.admin.AdminSession.ACME_READS;
import static io.drawbridge.admin.AdminSession.ACME_WRITES;
import static io.drawbridge.admin.AdminSession.PLATFORM;
import static io.drawbridge.admin.AdminSession.codes;
import static io.drawbridge.admin.AdminSession.etag;
import static io.drawbridge.admin.AdminSession.json;
import static io.drawbridge.admin.AdminSession.pointers;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drawbridge.registry.OriginPattern;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.Stored;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OriginResourceTest {

    private static final String LIST = "/admin/tenants/{tenant}/origins";
    private static final String ONE = LIST + "/{id}";
    private static final String APP = "https://app.acme.example";
    private static final String NEW = "https://new.acme.example";

    private final AdminSession session = new AdminSession();

    @Test
    void registering_answers_where_it_is_what_is_there_and_when_it_counts() {
        AdminAnswer answer = add(PLATFORM, "{\"pattern\":\"" + NEW + "\",\"description\":\"d\"}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.headers()).containsEntry("Location", "origins/" + id(NEW));
        assertThat(json(answer).path("inForce").path("everywhereBy").asText()).isEqualTo("2026-03-01T12:00:12Z");
        assertThat(json(answer).path("overlaps").toString()).isEqualTo("[]");
        assertThat(json(answer).path("origin").toString())
                .isEqualTo("{\"id\":\"" + id(NEW) + "\",\"pattern\":\"" + NEW + "\",\"status\":\"active\",\"cors\":{},"
                        + "\"description\":\"d\",\"created\":{\"by\":{\"issuer\":\"https://id.example.com\","
                        + "\"subject\":\"root\"},\"at\":\"2026-03-01T12:00:00.500Z\"},\"updated\":{\"by\":{\"issuer\":"
                        + "\"https://id.example.com\",\"subject\":\"root\"},\"at\":\"2026-03-01T12:00:00.500Z\"},"
                        + "\"etag\":" + TextNode.valueOf(etag(answer)) + "}");
        assertThat(one(ACME_READS, "GET", NEW).answer().body())
                .isEqualTo(json(answer).path("origin").toString());
    }

    @Test
    void what_was_read_can_be_sent_back_and_changes_nothing_but_who_and_when() {
        AdminAnswer read = one(PLATFORM, "GET", APP).answer();

        AdminAnswer answer = put(PLATFORM, APP, read.body(), etag(read));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(etag(answer)).isEqualTo(current(APP)).isNotEqualTo(etag(read));
        assertThat(json(answer)
                        .path("origin")
                        .path("updated")
                        .path("by")
                        .path("subject")
                        .asText())
                .isEqualTo("root");
        assertThat(json(answer)
                        .path("origin")
                        .path("created")
                        .path("by")
                        .path("subject")
                        .asText())
                .isEqualTo("registry-file");
    }

    @Test
    void every_problem_of_a_pattern_and_of_its_grant_is_told_at_once_and_nothing_is_written() {
        AdminAnswer answer = add(
                PLATFORM,
                "{\"pattern\":\"HTTP://user@App.Acmé.example:80/path?query#fragment\",\"colour\":1,"
                        + "\"status\":\"pending\",\"expiresAt\":\"tomorrow\",\"description\":\"a\\u0000b\",\"cors\":"
                        + "{\"methods\":[\"get\",\"TRACE\"],\"requestHeaders\":[\"Cookie\",\"a b\"],"
                        + "\"exposedHeaders\":[\"Set-Cookie\"],\"credentials\":\"yes\",\"maxAgeSeconds\":86401}}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(codes(answer))
                .contains(
                        "origin-upper-case",
                        "origin-not-ascii",
                        "origin-userinfo",
                        "origin-path",
                        "origin-query",
                        "origin-fragment",
                        "json-unknown-field",
                        "tenant-status",
                        "instant",
                        "text",
                        "grant-method-case",
                        "grant-method-forbidden",
                        "grant-header-forbidden",
                        "grant-header",
                        "grant-exposed-forbidden",
                        "json-wrong-type",
                        "grant-max-age");
        assertThat(session.store.origins(acme())).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{};json-missing-field",
                "{\"pattern\":7};json-wrong-type",
                "{\"pattern\":null};json-wrong-type",
                "{\"pattern\":\"null\"};origin-null",
                "{\"pattern\":\"*\"};origin-star",
                "{\"pattern\":\"https://*.co.uk\"};pattern-public-suffix",
                "{\"pattern\":\"https://pr-*.vercel.app\"};pattern-shared-suffix",
                "{\"pattern\":\"http://new.acme.example\",\"cors\":{\"credentials\":true}};grant-http-credentials",
                "{\"pattern\":\"https://new.acme.example\",\"id\":\"other\"};id-of-path",
                "{\"pattern\":\"https://new.acme.example\",\"status\":\"pending\"};tenant-status",
            })
    void what_the_registry_file_refuses_is_refused(String body, String code) {
        AdminAnswer answer = add(PLATFORM, body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(codes(answer)).contains(code);
        assertThat(check(ACME_READS, body).path("valid").asBoolean()).isFalse();
        assertThat(check(ACME_READS, body).path("problems"))
                .isEqualTo(json(answer).path("problems"));
    }

    @Test
    void a_pattern_is_registered_once() {
        AdminAnswer answer = add(PLATFORM, "{\"pattern\":\"" + APP + "\"}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(codes(answer)).containsExactly("duplicate");
        assertThat(pointers(answer)).containsExactly("/pattern");
    }

    @Test
    void a_pattern_of_another_tenant_is_a_conflict_for_the_platform() {
        AdminAnswer answer = session.ask(PLATFORM, "POST", LIST)
                .of("tenant", "globex")
                .json("{\"pattern\":\"" + APP + "\"}")
                .answer();

        assertThat(answer.status()).isEqualTo(409);
        assertThat(codes(answer)).containsExactly("pattern-claimed");
        assertThat(answer.body()).doesNotContain("\"acme\"");
    }

    @Test
    void others_of_the_tenant_that_meet_it_are_named() {
        AdminAnswer answer = add(PLATFORM, "{\"pattern\":\"https://*.acme.example\"}");

        assertThat(json(answer).path("overlaps").toString()).isEqualTo("[\"" + APP + "\"]");
    }

    @Test
    void a_pattern_is_never_replaced_by_another_one() {
        AdminAnswer answer = put(PLATFORM, APP, "{\"pattern\":\"" + NEW + "\"}", current(APP));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(pointers(answer)).containsExactly("/pattern");
        assertThat(codes(answer)).containsExactly("id-of-path");
        assertThat(put(PLATFORM, APP, "{\"description\":\"no pattern\"}", current(APP))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void of_two_administrators_one_is_told_and_nothing_is_lost() {
        String version = current(APP);

        AdminAnswer first = put(ACME_WRITES, APP, "{\"description\":\"first\"}", version);
        AdminAnswer second = put(ACME_WRITES, APP, "{\"description\":\"second\"}", version);

        assertThat(first.status()).isEqualTo(200);
        assertThat(second.status()).isEqualTo(412);
        // With this version one GET shows what the other one wrote.
        assertThat(etag(second)).isEqualTo(etag(first)).isEqualTo(current(APP));
        assertThat(stored(APP).description()).isEqualTo("first");
    }

    @Test
    void replacing_and_removing_need_the_version() {
        assertThat(one(PLATFORM, "PUT", APP).json("{}").answer().status()).isEqualTo(428);
        assertThat(one(PLATFORM, "DELETE", APP).answer().status()).isEqualTo(428);
        assertThat(one(PLATFORM, "DELETE", APP).ifMatch("\"x\"").answer().status())
                .isEqualTo(412);
        AdminAnswer removed = one(PLATFORM, "DELETE", APP).ifMatch(current(APP)).answer();

        assertThat(removed.status()).isEqualTo(200);
        assertThat(json(removed).path("inForce").has("everywhereBy")).isTrue();
        assertThat(one(PLATFORM, "GET", APP).answer().status()).isEqualTo(404);
        assertThat(one(PLATFORM, "DELETE", APP).ifMatch("\"x\"").answer().status())
                .isEqualTo(404);
    }

    @Test
    void a_change_says_how_long_browsers_go_on_with_the_preflight_of_before() {
        String none = "{\"chromium\":0,\"firefox\":0,\"webkit\":0}";
        AdminAnswer added = add(PLATFORM, "{\"pattern\":\"" + NEW + "\",\"cors\":{\"maxAgeSeconds\":86400}}");
        AdminAnswer shut = put(PLATFORM, NEW, "{\"status\":\"disabled\"}", current(NEW));
        AdminAnswer open = put(PLATFORM, NEW, "{}", current(NEW));
        AdminAnswer removed = one(PLATFORM, "DELETE", NEW).ifMatch(current(NEW)).answer();

        assertThat(json(added).path("inForce").has("preflights")).isFalse();
        assertThat(preflights(shut)).isEqualTo("{\"chromium\":7200,\"firefox\":86400,\"webkit\":600}");
        assertThat(preflights(open)).as("what was shut was told nobody").isEqualTo(none);
        assertThat(preflights(removed)).isEqualTo("{\"chromium\":600,\"firefox\":600,\"webkit\":600}");
    }

    private static String preflights(AdminAnswer answer) {
        return json(answer).path("inForce").path("preflights").toString();
    }

    @Test
    void a_version_of_what_was_removed_never_comes_back() {
        String before = current(APP);
        one(PLATFORM, "DELETE", APP).ifMatch(before).answer();
        add(PLATFORM, "{\"pattern\":\"" + APP + "\"}");

        assertThat(put(PLATFORM, APP, "{}", before).status()).isEqualTo(412);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "%", "Y29tLmV4YW1wbGV8aHR0cHN8NDQz=", "li4vLi4", "bm9ib2R5"})
    void an_id_that_is_none_is_not_there(String id) {
        AdminAnswer answer = session.ask(PLATFORM, "GET", ONE)
                .of("tenant", "acme")
                .of("id", id)
                .answer();

        assertThat(answer.status()).isEqualTo(404);
    }

    @Test
    void a_reader_reads_and_checks_and_writes_nothing() {
        assertThat(list(ACME_READS).status()).isEqualTo(200);
        assertThat(add(ACME_READS, "{\"pattern\":\"" + NEW + "\"}").status()).isEqualTo(403);
        assertThat(put(ACME_READS, APP, "{}", current(APP)).status()).isEqualTo(403);
        assertThat(one(ACME_READS, "DELETE", APP).ifMatch(current(APP)).answer().status())
                .isEqualTo(403);
        assertThat(check(ACME_READS, "{\"pattern\":\"" + NEW + "\"}")
                        .path("valid")
                        .asBoolean())
                .isTrue();
        assertThat(session.store.origins(acme())).hasSize(2);
    }

    @Test
    void a_check_says_what_registering_would_be_answered_and_writes_nothing() {
        JsonNode free = check(ACME_WRITES, "{\"pattern\":\"" + NEW + "\"}");
        JsonNode taken = check(PLATFORM, "{\"pattern\":\"" + APP + "\"}");

        assertThat(free.toString())
                .isEqualTo("{\"valid\":true,\"problems\":[],\"status\":\"pending\",\"id\":\"" + id(NEW)
                        + "\",\"exists\":false}");
        assertThat(taken.toString())
                .isEqualTo("{\"valid\":true,\"problems\":[],\"status\":\"active\",\"id\":\"" + id(APP)
                        + "\",\"exists\":true}");
        assertThat(session.store.origins(acme())).hasSize(2);
    }

    @Test
    void a_list_is_filtered_by_status_and_domain() {
        add(PLATFORM, "{\"pattern\":\"" + NEW + "\",\"status\":\"disabled\"}");
        add(PLATFORM, "{\"pattern\":\"https://acme.example\"}");
        add(PLATFORM, "{\"pattern\":\"https://xacme.example\"}");

        assertThat(patterns("status", "disabled")).containsExactly(NEW);
        assertThat(patterns("domain", "acme.example"))
                .containsExactlyInAnyOrder("https://acme.example", APP, NEW, "http://old.acme.example");
        assertThat(patterns("domain", "new.acme.example")).containsExactly(NEW);
        assertThat(patterns("status", "pending")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"status, Active", "status, ''", "domain, *.acme.example", "domain, ''", "domain, Acme.example"})
    void a_filter_that_is_none_is_refused(String name, String value) {
        AdminAnswer answer = session.ask(ACME_READS, "GET", LIST)
                .of("tenant", "acme")
                .query(name, value)
                .answer();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(codes(answer)).containsExactly("parameter-value");
    }

    /** Where an origin names its tenant, nobody takes one alone. */
    @Nested
    final class Squatting {

        @ParameterizedTest
        @ValueSource(
                strings = {NEW, "https://free.example.net", "https://app.globex.example", "https://admin.example.com"})
        void what_a_tenant_registers_waits_whoever_has_it(String pattern) {
            session.ask(PLATFORM, "POST", LIST)
                    .of("tenant", "globex")
                    .json("{\"pattern\":\"https://app.globex.example\"}")
                    .answer();

            AdminAnswer answer = add(ACME_WRITES, "{\"pattern\":\"" + pattern + "\"}");

            assertThat(answer.status()).isEqualTo(201);
            assertThat(json(answer).path("origin").path("status").asText()).isEqualTo("pending");
            // What was chosen by the caller and what was drawn aside, there is one answer.
            String free = add(ACME_WRITES, "{\"pattern\":\"https://never-seen.example.org\"}")
                    .body();
            assertThat(neutral(answer.body())).isEqualTo(neutral(free));
        }

        private String neutral(String body) {
            return body.replaceAll("[0-9a-f]{24}", "…")
                    .replaceAll("\"id\":\"[^\"]*\"", "")
                    .replaceAll("\"pattern\":\"[^\"]*\"", "")
                    .replaceAll("\"overlaps\":\\[[^]]*]", "");
        }

        @Test
        void it_takes_no_claim_so_its_owner_can_still_have_it() {
            add(ACME_WRITES, "{\"pattern\":\"https://app.globex.example\"}");

            AdminAnswer owner = session.ask(PLATFORM, "POST", LIST)
                    .of("tenant", "globex")
                    .json("{\"pattern\":\"https://app.globex.example\"}")
                    .answer();

            assertThat(owner.status()).isEqualTo(201);
        }

        @ParameterizedTest
        @ValueSource(strings = {"active", "disabled"})
        void what_waits_is_not_approved_by_who_registered_it(String status) {
            add(ACME_WRITES, "{\"pattern\":\"" + NEW + "\"}");

            AdminAnswer answer = put(ACME_WRITES, NEW, "{\"status\":\"" + status + "\"}", current(NEW));

            assertThat(answer.status()).isEqualTo(403);
            assertThat(pointers(answer)).containsExactly("/status");
            assertThat(stored(NEW).status()).isEqualTo(RegisteredOrigin.Status.PENDING);
        }

        @Test
        void what_waits_can_be_edited_and_goes_on_waiting() {
            add(ACME_WRITES, "{\"pattern\":\"" + NEW + "\"}");

            assertThat(put(ACME_WRITES, NEW, "{\"description\":\"x\"}", current(NEW))
                            .status())
                    .isEqualTo(200);
            assertThat(stored(NEW).status()).isEqualTo(RegisteredOrigin.Status.PENDING);
        }

        @Test
        void the_platform_lets_it_in() {
            add(ACME_WRITES, "{\"pattern\":\"" + NEW + "\"}");

            assertThat(put(PLATFORM, NEW, "{\"status\":\"active\"}", current(NEW))
                            .status())
                    .isEqualTo(200);
            assertThat(stored(NEW).status()).isEqualTo(RegisteredOrigin.Status.ACTIVE);
        }

        @Test
        void nobody_writes_that_something_waits() {
            AdminAnswer answer = put(PLATFORM, APP, "{\"status\":\"pending\"}", current(APP));

            assertThat(answer.status()).isEqualTo(422);
            assertThat(codes(answer)).containsExactly("tenant-status");
        }
    }

    @Test
    void where_the_host_names_the_tenant_its_own_administrators_register_at_once() {
        AdminSession host = new AdminSession(TenantSource.HOST);

        AdminAnswer answer = host.ask(ACME_WRITES, "POST", LIST)
                .of("tenant", "acme")
                .json("{\"pattern\":\"" + NEW + "\"}")
                .answer();

        assertThat(answer.status()).isEqualTo(201);
        assertThat(json(answer).path("origin").path("status").asText()).isEqualTo("active");
    }

    /** Nobody removes the origin from which they came without saying so. */
    @Nested
    final class OwnOrigin {

        @ParameterizedTest
        @CsvSource(
                delimiter = ';',
                value = {
                    "{\"status\":\"disabled\"}",
                    "{\"expiresAt\":\"2026-03-01T12:00:00Z\"}",
                    "{\"expiresAt\":\"2027-03-01T12:00:00Z\"}",
                })
        void shutting_it_needs_to_be_confirmed(String body) {
            AdminSession.Ask ask = from(APP, "PUT").json(body).ifMatch(current(APP));

            assertThat(ask.answer().status()).isEqualTo(409);
            assertThat(stored(APP).status()).isEqualTo(RegisteredOrigin.Status.ACTIVE);
            assertThat(ask.query("confirm", "self").answer().status()).isEqualTo(200);
        }

        @Test
        void removing_it_needs_to_be_confirmed() {
            AdminSession.Ask ask = from(APP, "DELETE").ifMatch(current(APP));

            assertThat(ask.answer().status()).isEqualTo(409);
            assertThat(ask.query("confirm", "self").answer().status()).isEqualTo(200);
        }

        @Test
        void a_wildcard_that_lets_the_page_in_counts_too() {
            add(PLATFORM, "{\"pattern\":\"https://*.acme.example\"}");
            String pattern = "https://*.acme.example";

            assertThat(one(PLATFORM, "DELETE", pattern)
                            .header("origin", "https://some.acme.example")
                            .ifMatch(current(pattern))
                            .answer()
                            .status())
                    .isEqualTo(409);
        }

        @ParameterizedTest
        @ValueSource(strings = {"https://other.acme.example", "http://app.acme.example", "null", "", "nonsense"})
        void another_page_needs_no_confirmation(String origin) {
            assertThat(one(PLATFORM, "DELETE", APP)
                            .header("origin", origin)
                            .ifMatch(current(APP))
                            .answer()
                            .status())
                    .isEqualTo(200);
        }

        @Test
        void what_lets_nobody_in_is_removed_without_asking() {
            put(PLATFORM, APP, "{\"status\":\"disabled\"}", current(APP));

            assertThat(from(APP, "DELETE").ifMatch(current(APP)).answer().status())
                    .isEqualTo(200);
        }

        @Test
        void a_change_that_goes_on_letting_it_in_needs_no_confirmation() {
            assertThat(from(APP, "PUT")
                            .json("{\"description\":\"x\"}")
                            .ifMatch(current(APP))
                            .answer()
                            .status())
                    .isEqualTo(200);
        }

        private AdminSession.Ask from(String origin, String method) {
            return one(PLATFORM, method, origin).header("origin", origin);
        }
    }

    private List<String> patterns(String name, String value) {
        return json(session.ask(ACME_READS, "GET", LIST)
                        .of("tenant", "acme")
                        .query(name, value)
                        .answer())
                .path("items")
                .findValuesAsText("pattern");
    }

    private JsonNode check(Caller caller, String body) {
        AdminAnswer answer = session.ask(caller, "POST", "/admin/tenants/{tenant}/origin-checks")
                .of("tenant", "acme")
                .json(body)
                .answer();
        assertThat(answer.status()).isEqualTo(200);
        return json(answer);
    }

    private static TenantId acme() {
        return new TenantId("acme");
    }

    private static String id(String pattern) {
        return OriginPattern.parse(pattern).orThrow().id();
    }

    private RegisteredOrigin stored(String pattern) {
        return find(pattern).orElseThrow().value();
    }

    private String current(String pattern) {
        return find(pattern).orElseThrow().etag().toString();
    }

    private Optional<Stored<RegisteredOrigin>> find(String pattern) {
        return session.store.origin(acme(), OriginPattern.parse(pattern).orThrow());
    }

    private AdminAnswer list(Caller caller) {
        return session.ask(caller, "GET", LIST).of("tenant", "acme").answer();
    }

    private AdminAnswer add(Caller caller, String body) {
        return session.ask(caller, "POST", LIST).of("tenant", "acme").json(body).answer();
    }

    private AdminAnswer put(Caller caller, String pattern, String body, String etag) {
        return one(caller, "PUT", pattern).json(body).ifMatch(etag).answer();
    }

    private AdminSession.Ask one(Caller caller, String method, String pattern) {
        return session.ask(caller, method, ONE).of("tenant", "acme").of("id", id(pattern));
    }
}
