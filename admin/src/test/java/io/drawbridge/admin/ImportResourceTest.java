package io.drawbridge.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.drawbridge.registry.OriginPattern;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.Stored;
import io.drawbridge.registry.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole tenant is imported, all or nothing, and nobody gets more by it than by single writes. */
final class ImportResourceTest {

    private static final String TENANT = "/admin/tenants/{tenant}";
    private static final String IMPORTS = TENANT + "/imports";
    private static final String JOB = IMPORTS + "/{job}";
    private static final String OLD = "http://old.acme.example";
    private static final String APP = "https://app.acme.example";
    private static final Caller GLOBEX_WRITES =
            AdminSession.caller("globex", "registry:write", "https://id.example.com", "gus");

    private final AdminSession session = new AdminSession();

    @Test
    void what_was_exported_is_imported_back_by_the_tenant_itself_and_changes_nothing() {
        JsonNode export = export();
        String job = begin(AdminSession.ACME_WRITES, export.path("tenant"));
        assertThat(put(AdminSession.ACME_WRITES, job, 1, export.path("origins").toString())
                        .status())
                .isEqualTo(200);

        JsonNode difference = AdminSession.json(difference(job));
        AdminAnswer committed = commit(AdminSession.ACME_WRITES, job).answer();

        assertThat(difference.path("unchanged").asInt()).isEqualTo(2);
        assertThat(difference.path("items")).isEmpty();
        assertThat(difference.path("problems")).isEmpty();
        assertThat(difference.at("/profile/before")).isEqualTo(difference.at("/profile/after"));
        assertThat(committed.status()).as(committed.body()).isEqualTo(200);
        assertThat(AdminSession.json(committed).path("unchanged").asInt()).isEqualTo(2);
        assertThat(AdminSession.etag(committed)).isEqualTo(profileTag()).isNotEmpty();
        assertThat(withoutVersions(export())).isEqualTo(withoutVersions(export));
    }

    @Test
    void the_difference_shows_each_change_page_by_page_and_the_commit_does_exactly_that() {
        String job = begin(AdminSession.PLATFORM, tenant(t -> t.put("displayName", "Acme again")));
        put(
                AdminSession.PLATFORM,
                job,
                1,
                "[{\"pattern\":\"https://new.acme.example\"},"
                        + "{\"pattern\":\"https://app.acme.example\",\"description\":\"Shop\"}]");

        JsonNode first = AdminSession.json(ask(AdminSession.ACME_READS, "GET", JOB + "/difference", job)
                .query("limit", "2")
                .answer());
        JsonNode second = AdminSession.json(ask(AdminSession.ACME_READS, "GET", JOB + "/difference", job)
                .query("limit", "2")
                .query("cursor", first.path("next").asText())
                .answer());
        JsonNode done = AdminSession.json(commit(AdminSession.PLATFORM, job).answer());

        assertThat(first.path("items").findValuesAsText("change")).containsExactly("changed", "added");
        assertThat(first.at("/items/0/before/description").asText()).isEmpty();
        assertThat(first.at("/items/0/after/description").asText()).isEqualTo("Shop");
        assertThat(second.path("items").findValuesAsText("change")).containsExactly("removed");
        assertThat(second.path("next").isMissingNode()).isTrue();
        for (String count : List.of("added", "removed", "changed", "unchanged", "pending")) {
            assertThat(done.path(count)).as(count).isEqualTo(first.path(count));
        }
        assertThat(patterns("acme")).containsExactlyInAnyOrder(APP, "https://new.acme.example");
        assertThat(AdminSession.json(
                                ask(AdminSession.ACME_READS, "GET", TENANT, "").answer())
                        .path("displayName")
                        .asText())
                .isEqualTo("Acme again");
    }

    @ParameterizedTest
    @CsvSource({
        "status, \"suspended\"",
        "monitorUntil, \"2099-01-01T00:00:00Z\"",
        "usageIdentifierKey, \"another-plan-key-00001\"",
        "delegateIssuers, true",
        "issuers, []"
    })
    void a_writer_raises_no_right_by_an_import(String field, String value) {
        String changed = tenant(t -> t.set(field, parsed(value))).toString();

        AdminAnswer refused =
                ask(AdminSession.ACME_WRITES, "POST", IMPORTS, "").json(changed).answer();

        assertThat(refused.status()).as(refused.body()).isEqualTo(403);
        assertThat(AdminSession.pointers(refused)).containsExactly("/" + field);
        assertThat(AdminSession.json(
                                ask(AdminSession.ACME_READS, "GET", IMPORTS, "").answer())
                        .path("items"))
                .isEmpty();
    }

    @Test
    void what_the_platform_took_back_since_an_import_began_is_not_brought_back_by_committing_it() {
        String job = begin(AdminSession.ACME_WRITES, tenant(t -> {}));
        String suspended =
                ask(AdminSession.PLATFORM, "GET", TENANT, "").answer().body().replace("\"active\"", "\"suspended\"");
        AdminAnswer done = ask(AdminSession.PLATFORM, "PUT", TENANT, "")
                .ifMatch(profileTag())
                .json(suspended)
                .answer();
        assertThat(done.status()).as(done.body()).isEqualTo(200);

        AdminAnswer refused = commit(AdminSession.ACME_WRITES, job).answer();

        assertThat(refused.status()).isEqualTo(403);
        assertThat(AdminSession.pointers(refused)).containsExactly("/status");
        assertThat(patterns("acme")).hasSize(2);
    }

    @Test
    void an_import_widens_no_route_policy_even_if_the_platform_narrowed_its_own_since_it_began() {
        String rules = "[{\"methods\":[\"GET\"],\"resource\":\"/orders\"}]";
        String job = begin(AdminSession.ACME_WRITES, tenant(t -> t.set("routeRules", parsed(rules))));
        String policy = "/admin/platform/route-policy";
        String tag =
                AdminSession.etag(ask(AdminSession.PLATFORM, "GET", policy, "").answer());
        AdminAnswer narrowed = ask(AdminSession.PLATFORM, "PUT", policy, "")
                .ifMatch(tag)
                .json("{\"routeRules\":" + rules.replace("/orders", "/parcels") + "}")
                .answer();
        assertThat(narrowed.status()).as(narrowed.body()).isEqualTo(200);

        AdminAnswer refused = commit(AdminSession.ACME_WRITES, job).answer();

        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(AdminSession.pointers(refused)).containsExactly("/routeRules/0");
        assertThat(AdminSession.json(difference(job)).path("problems").findValuesAsText("pointer"))
                .containsExactly("/routeRules/0");
        assertThat(patterns("acme")).hasSize(2);
    }

    @Test
    void a_commit_that_one_request_has_no_time_for_is_answered_202_until_it_is_done() {
        String job = begin(AdminSession.PLATFORM, tenant(t -> {}));
        for (int part = 1; part <= 9; part++) {
            String prefix = "{\"pattern\":\"https://p" + part + "-";
            put(
                    AdminSession.PLATFORM,
                    job,
                    part,
                    IntStream.range(0, 500)
                            .mapToObj(i -> prefix + i + ".acme.example\"}")
                            .collect(Collectors.joining(",", "[", "]")));
        }
        AdminSession.Ask commit = commit(AdminSession.PLATFORM, job);

        AdminAnswer first = commit.answer();
        List<String> between = patterns("acme");
        AdminAnswer second = commit.answer();
        AdminAnswer again = commit.answer();

        assertThat(first.status()).as(first.body()).isEqualTo(202);
        assertThat(AdminSession.json(first).path("state").asText()).isEqualTo("committing");
        assertThat(AdminSession.etag(first)).isNotEmpty();
        assertThat(between).containsExactlyInAnyOrder(APP, OLD);
        assertThat(second.status()).as(second.body()).isEqualTo(200);
        assertThat(AdminSession.json(second).path("added").asInt()).isEqualTo(4500);
        assertThat(patterns("acme")).hasSize(4500);
        // Nobody knows any more what browsers were told before: the longest that they may keep it.
        assertThat(AdminSession.json(again).at("/inForce/preflights/chromium").asInt())
                .isEqualTo(7200);
    }

    @Test
    void a_commit_takes_no_document() {
        String job = begin(AdminSession.ACME_WRITES, tenant(t -> {}));

        AdminAnswer refused =
                commit(AdminSession.ACME_WRITES, job).json("{\"force\":true}").answer();

        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(AdminSession.pointers(refused)).containsExactly("/force");
        assertThat(patterns("acme")).hasSize(2);
    }

    @Test
    void a_tenants_own_registrations_wait_by_an_import_as_by_a_single_write_and_no_status_lets_them_in() {
        String job = begin(AdminSession.ACME_WRITES, tenant(t -> {}));
        put(
                AdminSession.ACME_WRITES,
                job,
                1,
                "[{\"pattern\":\"https://app.acme.example\"},{\"pattern\":\"https://shop.acme.example\",\"status\":\"active\"}]");

        AdminAnswer done = commit(AdminSession.ACME_WRITES, job).answer();

        assertThat(AdminSession.json(done).path("pending").asInt()).isEqualTo(1);
        assertThat(status("https://shop.acme.example")).isEqualTo(RegisteredOrigin.Status.PENDING);
        assertThat(status(APP)).isEqualTo(RegisteredOrigin.Status.ACTIVE);
    }

    @Test
    void an_import_that_the_platform_began_takes_nothing_from_the_tenant() {
        String job = begin(AdminSession.PLATFORM, tenant(t -> {}));

        assertThat(put(AdminSession.ACME_WRITES, job, 1, "[{\"pattern\":\"https://evil.acme.example\"}]")
                        .status())
                .isEqualTo(403);
        assertThat(commit(AdminSession.ACME_WRITES, job).answer().status()).isEqualTo(403);
        assertThat(abort(AdminSession.ACME_WRITES, job).status()).isEqualTo(403);
        assertThat(abort(AdminSession.PLATFORM, job).status()).isEqualTo(200);
    }

    @Test
    void of_two_who_take_one_origin_one_has_it_and_nothing_of_the_others_import_is_applied() {
        String taken = "https://shared.example";
        String acme = begin(AdminSession.PLATFORM, tenant(t -> {}));
        put(
                AdminSession.PLATFORM,
                acme,
                1,
                "[{\"pattern\":\"https://mine.acme.example\"},{\"pattern\":\"" + taken + "\"}]");
        AdminAnswer globex = session.ask(AdminSession.PLATFORM, "POST", TENANT + "/origins")
                .of("tenant", "globex")
                .json("{\"pattern\":\"" + taken + "\"}")
                .answer();
        assertThat(globex.status()).isEqualTo(201);

        AdminAnswer refused = commit(AdminSession.PLATFORM, acme).answer();

        assertThat(refused.status()).isEqualTo(409);
        assertThat(AdminSession.codes(refused)).containsExactly("pattern-claimed");
        assertThat(refused.body()).contains(taken).doesNotContain("globex");
        assertThat(patterns("acme")).containsExactlyInAnyOrder(APP, OLD);
        assertThat(patterns("globex")).containsExactly(taken);
    }

    @ParameterizedTest
    @CsvSource({"GET, ''", "DELETE, ''", "GET, /difference", "POST, /commit", "PUT, /parts/{part}"})
    void another_tenants_import_is_answered_like_one_that_is_not_there(String method, String below) {
        String job = begin(AdminSession.ACME_WRITES, tenant(t -> {}));

        AdminAnswer others = asGlobex(method, below, job);
        AdminAnswer none = asGlobex(method, below, "0123456789abcdef01234567");

        assertThat(others.status()).isEqualTo(404);
        assertThat(others).isEqualTo(none);
    }

    private AdminAnswer asGlobex(String method, String below, String job) {
        AdminSession.Ask ask = session.ask(GLOBEX_WRITES, method, JOB + below)
                .of("tenant", "globex")
                .of("job", job)
                .of("part", "1")
                .ifMatch(profileTag());
        return method.equals("PUT") ? ask.json("{\"origins\":[]}").answer() : ask.answer();
    }

    @Test
    void a_part_over_300_KB_and_one_of_501_origins_are_refused() {
        String job = begin(AdminSession.PLATFORM, tenant(t -> {}));
        String many = IntStream.range(0, 501)
                .mapToObj(i -> "{\"pattern\":\"https://p" + i + ".acme.example\"}")
                .collect(Collectors.joining(",", "[", "]"));

        AdminAnswer large = put(AdminSession.PLATFORM, job, 1, "[" + " ".repeat(300 << 10) + "]");
        AdminAnswer crowded = put(AdminSession.PLATFORM, job, 1, many);
        AdminAnswer fits = put(AdminSession.PLATFORM, job, 1, "[" + " ".repeat(299 << 10) + "]");

        assertThat(large.status()).isEqualTo(413);
        assertThat(AdminSession.json(large).path("detail").asText())
                .isEqualTo("A part of an import has at most 300 KB: make more parts of it.");
        assertThat(crowded.status()).isEqualTo(422);
        assertThat(AdminSession.pointers(crowded)).containsExactly("/origins");
        assertThat(fits.status()).as(fits.body()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "41", "01", "-1", "x"})
    void a_part_has_a_number_from_1_to_40(String number) {
        String job = begin(AdminSession.PLATFORM, tenant(t -> {}));

        AdminAnswer answer = ask(AdminSession.PLATFORM, "PUT", JOB + "/parts/{part}", job)
                .of("part", number)
                .json("{\"origins\":[]}")
                .answer();

        assertThat(answer.status()).isEqualTo(404);
    }

    @Test
    void every_registration_obeys_the_rules_with_the_defaults_of_the_imported_profile_and_each_problem_has_its_place() {
        JsonNode defaults = tenant(t -> t.putObject("cors").put("credentials", true));
        String job = begin(AdminSession.PLATFORM, defaults);

        AdminAnswer refused = put(
                AdminSession.PLATFORM,
                job,
                1,
                "[{\"pattern\":\"https://ok.acme.example\"},{\"pattern\":\"http://old.acme.example\"},"
                        + "{\"pattern\":\"https://ok.acme.example\",\"colour\":\"red\"},{\"pattern\":\"*\"}]");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(AdminSession.pointers(refused))
                .containsExactlyInAnyOrder(
                        "/origins/1/pattern", "/origins/2/pattern", "/origins/2/colour", "/origins/3/pattern");
    }

    @Test
    void a_registration_in_two_parts_is_a_problem_of_the_difference_and_keeps_it_from_being_committed() {
        String job = begin(AdminSession.PLATFORM, tenant(t -> {}));
        put(AdminSession.PLATFORM, job, 1, "[{\"pattern\":\"https://app.acme.example\"}]");
        put(AdminSession.PLATFORM, job, 2, "[{\"pattern\":\"https://app.acme.example\",\"description\":\"other\"}]");

        JsonNode problems = AdminSession.json(difference(job)).path("problems");
        AdminAnswer refused = commit(AdminSession.PLATFORM, job).answer();

        assertThat(problems.findValuesAsText("code")).containsExactly("duplicate");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(patterns("acme")).hasSize(2);
    }

    @Test
    void a_commit_names_the_version_of_the_profile_that_its_difference_was_shown_against() {
        String job = begin(AdminSession.PLATFORM, tenant(t -> {}));

        AdminAnswer without =
                ask(AdminSession.PLATFORM, "POST", JOB + "/commit", job).answer();
        AdminAnswer stale = ask(AdminSession.PLATFORM, "POST", JOB + "/commit", job)
                .ifMatch("\"000000000000000000000000.9\"")
                .answer();

        assertThat(without.status()).isEqualTo(428);
        assertThat(stale.status()).isEqualTo(412);
        assertThat(AdminSession.etag(stale)).isEqualTo(profileTag());
        assertThat(patterns("acme")).hasSize(2);
    }

    @Test
    void repeating_a_commit_says_the_same_and_does_nothing() {
        String job = begin(AdminSession.PLATFORM, tenant(t -> {}));
        put(AdminSession.PLATFORM, job, 1, "[{\"pattern\":\"https://new.acme.example\"}]");
        String tag = profileTag();
        AdminAnswer first = ask(AdminSession.PLATFORM, "POST", JOB + "/commit", job)
                .ifMatch(tag)
                .answer();
        String after = profileTag();

        AdminAnswer again = ask(AdminSession.PLATFORM, "POST", JOB + "/commit", job)
                .ifMatch(tag)
                .answer();

        assertThat(again.status()).as(again.body()).isEqualTo(200);
        assertThat(AdminSession.json(again).path("added"))
                .isEqualTo(AdminSession.json(first).path("added"));
        assertThat(profileTag()).isEqualTo(after).isNotEqualTo(tag);
        assertThat(put(AdminSession.PLATFORM, job, 1, "[]").status()).isEqualTo(409);
        assertThat(difference(job).status()).isEqualTo(409);
        assertThat(abort(AdminSession.PLATFORM, job).status()).isEqualTo(409);
    }

    @Test
    void who_would_import_away_the_page_from_which_it_comes_has_to_say_so() {
        String job = begin(AdminSession.PLATFORM, tenant(t -> {}));

        AdminAnswer asked =
                commit(AdminSession.PLATFORM, job).header("Origin", APP).answer();
        AdminAnswer confirmed = commit(AdminSession.PLATFORM, job)
                .header("Origin", APP)
                .query("confirm", "self")
                .answer();

        assertThat(asked.status()).isEqualTo(409);
        assertThat(asked.body()).contains("admin-confirm-self");
        assertThat(confirmed.status()).as(confirmed.body()).isEqualTo(200);
        assertThat(patterns("acme")).isEmpty();
    }

    @Test
    void who_would_import_away_the_issuer_of_its_own_token_has_to_say_so() {
        String job = begin(AdminSession.PLATFORM, tenant(t -> t.putArray("issuers")));
        Caller own = AdminSession.caller("", "registry:admin", "https://id.acme.example", "ann");

        AdminAnswer asked = commit(own, job).answer();

        assertThat(asked.status()).isEqualTo(409);
        assertThat(asked.body()).contains("admin-confirm-self");
    }

    @Test
    void single_writes_wait_for_an_import_and_go_on_when_it_is_aborted() {
        String job = begin(AdminSession.PLATFORM, tenant(t -> {}));

        AdminAnswer waits = ask(AdminSession.PLATFORM, "POST", TENANT + "/origins", "")
                .json("{\"pattern\":\"https://new.acme.example\"}")
                .answer();
        AdminAnswer second = ask(AdminSession.PLATFORM, "POST", IMPORTS, "")
                .json(tenant(t -> {}).toString())
                .answer();
        AdminAnswer aborted = abort(AdminSession.PLATFORM, job);
        AdminAnswer added = ask(AdminSession.PLATFORM, "POST", TENANT + "/origins", "")
                .json("{\"pattern\":\"https://new.acme.example\"}")
                .answer();

        assertThat(List.of(waits.status(), second.status())).containsOnly(409);
        assertThat(waits.body()).contains("problem/admin-importing");
        assertThat(second.body()).contains("problem/admin-importing");
        assertThat(AdminSession.json(aborted).path("state").asText()).isEqualTo("aborted");
        assertThat(added.status()).as(added.body()).isEqualTo(201);
    }

    @Test
    void the_same_beginning_again_is_the_same_import() {
        String body = tenant(t -> {}).toString();
        AdminAnswer first = ask(AdminSession.PLATFORM, "POST", IMPORTS, "")
                .json(body)
                .header("Idempotency-Key", "once")
                .answer();
        AdminAnswer again = ask(AdminSession.PLATFORM, "POST", IMPORTS, "")
                .json(body)
                .header("Idempotency-Key", "once")
                .answer();

        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers()).containsEntry("Idempotency-Replayed", "true");
    }

    @Test
    void a_profile_alone_is_not_a_whole_tenant_and_the_platforms_issuer_is_nobody_elses() {
        JsonNode taken = tenant(t -> ((ObjectNode) t.path("issuers").path(0)).put("iss", "https://id.example.com"));

        AdminAnswer alone = ask(AdminSession.PLATFORM, "POST", IMPORTS, "")
                .json("{\"displayName\":\"Acme\"}")
                .answer();
        AdminAnswer reserved = ask(AdminSession.PLATFORM, "POST", IMPORTS, "")
                .json(taken.toString())
                .answer();

        assertThat(AdminSession.codes(alone)).containsExactly("json-missing-field", "json-missing-field");
        assertThat(AdminSession.pointers(reserved)).containsExactly("/issuers/0/iss");
    }

    @Test
    void an_export_that_an_import_overtakes_begins_again() {
        // Enough for two pages.
        String job = begin(AdminSession.PLATFORM, tenant(t -> {}));
        for (int part = 0; part < 3; part++) {
            int from = part * 400;
            put(
                    AdminSession.PLATFORM,
                    job,
                    part + 1,
                    IntStream.range(from, from + 400)
                            .mapToObj(i -> "{\"pattern\":\"https://p" + i + ".acme.example\"}")
                            .collect(Collectors.joining(",", "[", "]")));
        }
        assertThat(commit(AdminSession.PLATFORM, job).answer().status()).isEqualTo(200);
        JsonNode first = export();
        String cursor = first.path("next").asText();
        AdminAnswer second = ask(AdminSession.ACME_READS, "GET", TENANT + "/export", "")
                .query("cursor", cursor)
                .answer();
        String next = begin(AdminSession.PLATFORM, tenant(t -> {}));
        assertThat(commit(AdminSession.PLATFORM, next).answer().status()).isEqualTo(200);

        AdminAnswer overtaken = ask(AdminSession.ACME_READS, "GET", TENANT + "/export", "")
                .query("cursor", cursor)
                .answer();

        assertThat(first.path("origins")).hasSize(1000);
        assertThat(AdminSession.json(second).path("origins")).hasSize(200);
        assertThat(overtaken.status()).isEqualTo(409);
        assertThat(overtaken.body()).contains("admin-changed-meanwhile");
    }

    private AdminSession.Ask ask(Caller caller, String method, String resource, String job) {
        AdminSession.Ask ask = session.ask(caller, method, resource).of("tenant", "acme");
        return job.isEmpty() ? ask : ask.of("job", job);
    }

    private JsonNode export() {
        return AdminSession.json(
                ask(AdminSession.ACME_READS, "GET", TENANT + "/export", "").answer());
    }

    private JsonNode tenant(Consumer<ObjectNode> change) {
        ObjectNode tenant = (ObjectNode) export().path("tenant");
        change.accept(tenant);
        return tenant;
    }

    private String begin(Caller caller, JsonNode tenant) {
        AdminAnswer begun =
                ask(caller, "POST", IMPORTS, "").json(tenant.toString()).answer();
        assertThat(begun.status()).as(begun.body()).isEqualTo(201);
        String id = AdminSession.json(begun).path("id").asText();
        assertThat(begun.headers()).containsEntry("Location", "imports/" + id);
        return id;
    }

    private AdminAnswer put(Caller caller, String job, int number, String origins) {
        return ask(caller, "PUT", JOB + "/parts/{part}", job)
                .of("part", Integer.toString(number))
                .json("{\"origins\":" + origins + "}")
                .answer();
    }

    private AdminAnswer difference(String job) {
        return ask(AdminSession.ACME_READS, "GET", JOB + "/difference", job).answer();
    }

    private AdminSession.Ask commit(Caller caller, String job) {
        return ask(caller, "POST", JOB + "/commit", job).ifMatch(profileTag());
    }

    private AdminAnswer abort(Caller caller, String job) {
        String tag =
                AdminSession.etag(ask(AdminSession.PLATFORM, "GET", JOB, job).answer());
        return ask(caller, "DELETE", JOB, job).ifMatch(tag).answer();
    }

    private String profileTag() {
        return AdminSession.etag(ask(AdminSession.PLATFORM, "GET", TENANT, "").answer());
    }

    private RegisteredOrigin.Status status(String pattern) {
        Optional<Stored<RegisteredOrigin>> found = session.store.origin(
                new TenantId("acme"), OriginPattern.parse(pattern).orThrow());
        return found.orElseThrow().value().status();
    }

    private List<String> patterns(String tenant) {
        return session.store.origins(new TenantId(tenant)).stream()
                .map(o -> o.value().pattern().text())
                .toList();
    }

    private static JsonNode parsed(String json) {
        return AdminSession.json(AdminAnswer.json(200, JsonNodeFactory.instance.rawValueNode(new RawValue(json))));
    }

    private static JsonNode withoutVersions(JsonNode export) {
        ArrayNode origins = (ArrayNode) export.path("origins");
        origins.forEach(o -> ((ObjectNode) o).remove(List.of("etag", "created", "updated")));
        return export;
    }
}
