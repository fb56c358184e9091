package io.drawbridge.launcher.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A whole tenant is imported over HTTP, into the table, with real tokens; the authorizer sees all of it or nothing. */
@SuppressWarnings("NullAway.Init")
final class ImportByAdminApiIT {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final AtomicInteger TENANTS = new AtomicInteger();
    private static final String ACME = "/admin/tenants/acme";
    private static final String NO_JOB = "/imports/0123456789abcdef01234567";
    private static final String REQUEST_ID = "\"requestId\":\"[^\"]*\"";

    private static AdminStack stack;

    @BeforeAll
    static void start() throws IOException {
        stack = new AdminStack();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void what_the_difference_shows_is_what_happens_and_nothing_else() {
        String tenant = tenant("a", "b", "c");
        ObjectNode export = export(tenant);
        ObjectNode changed = export.deepCopy();
        ((ObjectNode) changed.path("tenant"))
                .put("displayName", "Imported")
                .putObject("cors")
                .put("maxAgeSeconds", 5);
        ArrayNode origins = (ArrayNode) changed.path("origins");
        origins.remove(0);
        ((ObjectNode) origins.get(0)).put("description", "Changed");
        origins.addObject().put("pattern", page(tenant, "d")).put("status", "disabled");
        String job = begin(platform(), tenant, changed.path("tenant"));
        ok(part(platform(), job, 1, origins));

        JsonNode difference = ok(send(platform(), "GET", job + "/difference", ""));
        JsonNode done = ok(commit(platform(), job, tenant));

        Map<String, JsonNode> expected = origins(export);
        difference.path("items").forEach(item -> {
            String id = item.path("id").asText();
            assertThat(bare(item.path("before"))).isEqualTo(bare(expected.getOrDefault(id, MAPPER.missingNode())));
            if (item.has("after")) {
                expected.put(id, bare(item.path("after")));
            } else {
                expected.remove(id);
            }
        });
        assertThat(difference.path("items").findValuesAsText("change"))
                .containsExactlyInAnyOrder("added", "changed", "removed");
        ObjectNode after = export(tenant);
        assertThat(origins(after)).isEqualTo(expected).hasSize(3);
        assertThat(difference.at("/profile/before")).isEqualTo(export.path("tenant"));
        assertThat(after.path("tenant"))
                .isEqualTo(difference.at("/profile/after"))
                .isNotEqualTo(export.path("tenant"));
        for (String count : List.of("added", "removed", "changed", "unchanged", "pending")) {
            assertThat(done.path(count)).as(count).isEqualTo(difference.path(count));
            assertThat(ok(send(platform(), "GET", job, "")).at("/result/" + count))
                    .isEqualTo(done.path(count));
        }
        JsonNode audit = ok(send(platform(), "GET", tenant + "/audit?limit=1", ""));
        assertThat(audit.at("/items/0/action").asText()).isEqualTo("import");
    }

    @Test
    void pages_are_let_in_and_out_by_the_commit_and_not_before_it() {
        String staying = "https://staying.acme.example";
        String coming = "https://coming.acme.example";
        String token = stack.token(AdminStack.ACME, "orders:read");
        waitUntilInForce(ok(send(platform(), "POST", ACME + "/origins", origin(staying))));
        JsonNode tenant = export(ACME).path("tenant");
        String aborted = begin(platform(), ACME, tenant);
        ok(part(platform(), aborted, 1, array(coming)));
        waitUntilSeen();
        List<Integer> staged = List.of(orders(token, staying), orders(token, coming));
        ok(send(platform(), "DELETE", aborted, "", "if-match", etag(send(platform(), "GET", aborted, ""))));
        waitUntilSeen();
        List<Integer> gone = List.of(orders(token, staying), orders(token, coming));
        String job = begin(platform(), ACME, tenant);
        ok(part(platform(), job, 1, array(coming)));
        waitUntilInForce(ok(commit(platform(), job, ACME)));

        assertThat(staged).containsExactly(200, 403);
        assertThat(gone).containsExactly(200, 403);
        assertThat(List.of(orders(token, staying), orders(token, coming))).containsExactly(403, 200);
    }

    @Test
    void a_commit_is_of_the_profile_that_was_shown_and_can_be_repeated() {
        String tenant = tenant("a");
        String job = begin(platform(), tenant, export(tenant).path("tenant"));
        String shown = etag(send(platform(), "GET", tenant, ""));
        ok(send(platform(), "PUT", tenant, "{\"displayName\":\"Meanwhile\"}", "if-match", shown));

        HttpResponse<String> without = send(platform(), "POST", job + "/commit", "");
        HttpResponse<String> stale = send(platform(), "POST", job + "/commit", "", "if-match", shown);
        String now = etag(send(platform(), "GET", tenant, ""));
        HttpResponse<String> first = send(platform(), "POST", job + "/commit", "", "if-match", now);
        HttpResponse<String> again = send(platform(), "POST", job + "/commit", "", "if-match", now);

        assertThat(without.statusCode()).isEqualTo(428);
        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(etag(stale)).isEqualTo(now).isNotEqualTo(shown);
        assertThat(ok(first).path("removed").asInt()).isEqualTo(1);
        assertThat(ok(again).path("removed").asInt()).isEqualTo(1);
        assertThat(etag(again)).isEqualTo(etag(first)).isNotEqualTo(now);
        assertThat(send(platform(), "GET", job + "/difference", "").statusCode())
                .isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource({"GET, ''", "DELETE, ''", "PUT, /parts/1", "GET, /difference", "POST, /commit"})
    void another_tenants_import_is_answered_like_one_that_is_not_there(String method, String below) {
        String tenant = tenant();
        String theirs = begin(platform(), tenant, export(tenant).path("tenant")).substring(tenant.length());
        String token = stack.token(AdminStack.ACME, "registry:write");
        String body = method.equals("PUT") ? "{\"origins\":[]}" : "";
        String tag = etag(send(platform(), "GET", tenant + theirs, ""));

        HttpResponse<String> asOwn = send(token, method, ACME + theirs + below, body, "if-match", tag);
        HttpResponse<String> none = send(token, method, ACME + NO_JOB + below, body, "if-match", tag);
        HttpResponse<String> there = send(token, method, tenant + theirs + below, body, "if-match", tag);
        HttpResponse<String> nowhere = send(token, method, "/admin/tenants/nobody" + NO_JOB + below, body);

        assertThat(asOwn.statusCode()).isEqualTo(none.statusCode()).isEqualTo(404);
        assertThat(asOwn.body()).isEqualTo(none.body());
        assertThat(there.statusCode()).isEqualTo(nowhere.statusCode()).isEqualTo(401);
        assertThat(withoutId(there)).isEqualTo(withoutId(nowhere));
        assertThat(ok(send(platform(), "GET", tenant + theirs, ""))
                        .path("state")
                        .asText())
                .isEqualTo("staging");
    }

    @ParameterizedTest
    @CsvSource({
        "status, \"suspended\"",
        "monitorUntil, \"2099-01-01T00:00:00Z\"",
        "usageIdentifierKey, \"a-key-of-20-characters\"",
        "delegateIssuers, true",
        "issuers, []"
    })
    void a_tenants_writer_gets_no_right_by_an_import(String field, String value) {
        ObjectNode tenant = (ObjectNode) export(ACME).path("tenant");
        tenant.set(field, json(value));

        HttpResponse<String> refused =
                send(stack.token(AdminStack.ACME, "registry:write"), "POST", ACME + "/imports", tenant.toString());

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
        assertThat(pointers(refused)).containsExactly("/" + field);
        assertThat(ok(send(platform(), "GET", ACME + "/imports", "")).path("items"))
                .isEmpty();
    }

    @Test
    void what_a_writer_imports_waits_for_its_domain_and_stays_within_the_platforms_routes() {
        String writer = stack.token(AdminStack.ACME, "registry:write");
        JsonNode tenant = export(ACME).path("tenant");
        String job = begin(writer, ACME, tenant);
        ok(part(writer, job, 1, (ArrayNode)
                json("[{\"pattern\":\"https://waits.acme.example\",\"status\":\"active\"}]")));
        assertThat(ok(send(writer, "GET", job + "/difference", ""))
                        .path("pending")
                        .asInt())
                .isEqualTo(1);
        assertThat(ok(commit(writer, job, ACME)).path("pending").asInt()).isEqualTo(1);
        assertThat(export(ACME).at("/origins/0/status").asText()).isEqualTo("pending");

        String policy = "/admin/platform/route-policy";
        String narrow = "{\"routeRules\":[{\"methods\":[\"GET\"],\"resource\":\"/orders\"}]}";
        String before = send(platform(), "GET", policy, "").body();
        ok(send(platform(), "PUT", policy, narrow, "if-match", etag(send(platform(), "GET", policy, ""))));
        ObjectNode wide = tenant.deepCopy();
        wide.set("routeRules", json("[{\"methods\":[\"GET\"],\"resource\":\"/parcels\"}]"));
        HttpResponse<String> refused = send(writer, "POST", ACME + "/imports", wide.toString());
        ok(send(platform(), "PUT", policy, before, "if-match", etag(send(platform(), "GET", policy, ""))));

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
        assertThat(pointers(refused)).containsExactly("/routeRules/0");
    }

    @Test
    void an_import_that_removes_the_page_it_comes_from_has_to_be_confirmed() {
        String own = stack.url();
        String tenant = tenant();
        ok(send(platform(), "POST", tenant + "/origins", origin(own)));
        String job = begin(platform(), tenant, export(tenant).path("tenant"));
        String tag = etag(send(platform(), "GET", tenant, ""));

        HttpResponse<String> asked = send(platform(), "POST", job + "/commit", "", "if-match", tag, "origin", own);
        JsonNode still = export(tenant).path("origins");
        HttpResponse<String> confirmed =
                send(platform(), "POST", job + "/commit?confirm=self", "", "if-match", tag, "origin", own);

        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(409);
        assertThat(asked.body()).contains("problem/admin-confirm-self");
        assertThat(still).hasSize(1);
        assertThat(ok(confirmed).path("removed").asInt()).isEqualTo(1);
    }

    @Test
    void single_writes_and_other_imports_wait_and_an_abort_leaves_everything_as_it_was() {
        String tenant = tenant("a");
        ObjectNode before = export(tenant);
        String body = ((ObjectNode) before.path("tenant"))
                .deepCopy()
                .put("displayName", "Never")
                .toString();
        HttpResponse<String> begun = send(platform(), "POST", tenant + "/imports", body, "idempotency-key", "once");
        HttpResponse<String> again = send(platform(), "POST", tenant + "/imports", body, "idempotency-key", "once");
        String job = tenant + "/imports/" + json(begun.body()).path("id").asText();
        ok(part(platform(), job, 1, array(page(tenant, "b"))));
        String a = tenant + "/origins/" + before.at("/origins/0/id").asText();

        List<HttpResponse<String>> waiting = List.of(
                send(platform(), "POST", tenant + "/origins", origin(page(tenant, "c"))),
                send(platform(), "PUT", a, "{\"description\":\"x\"}", "if-match", etag(send(platform(), "GET", a, ""))),
                send(platform(), "DELETE", a, "", "if-match", etag(send(platform(), "GET", a, ""))),
                send(platform(), "POST", tenant + "/imports", body));
        JsonNode running = ok(send(platform(), "GET", tenant + "/imports", ""));
        HttpResponse<String> unseen = send(platform(), "DELETE", job, "");
        HttpResponse<String> stale = send(platform(), "DELETE", job, "", "if-match", etag(begun));
        ok(send(platform(), "DELETE", job, "", "if-match", etag(send(platform(), "GET", job, ""))));

        assertThat(again.body()).isEqualTo(begun.body());
        assertThat(again.headers().firstValue("idempotency-replayed")).contains("true");
        assertThat(waiting).allSatisfy(answer -> {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
            assertThat(answer.body()).contains("problem/admin-importing");
        });
        assertThat(running.path("items").findValuesAsText("id"))
                .containsExactly(json(begun.body()).path("id").asText());
        assertThat(List.of(unseen.statusCode(), stale.statusCode())).containsExactly(428, 412);
        assertThat(export(tenant)).isEqualTo(before);
        assertThat(part(platform(), job, 1, array(page(tenant, "b"))).statusCode())
                .isEqualTo(409);
        assertThat(commit(platform(), job, tenant).statusCode()).isEqualTo(409);
        assertThat(send(platform(), "DELETE", a, "", "if-match", etag(send(platform(), "GET", a, "")))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_part_with_every_bad_input_is_refused_with_each_place_and_none_of_it_is_kept() {
        String tenant = tenant();
        String job = begin(platform(), tenant, export(tenant).path("tenant"));
        String many = IntStream.range(0, 501)
                .mapToObj(i -> origin(page(tenant, "p" + i)))
                .collect(Collectors.joining(",", "{\"origins\":[", "]}"));

        HttpResponse<String> problems = put(job, 1, """
                {"colour": "red", "origins": [
                  {"pattern": "https://ok.example"}, {"pattern": "https://ok.example"}, {"pattern": 7}, "text", {},
                  {"pattern": "https://App.example/"}, {"pattern": "https://a.example", "id": "b"},
                  {"pattern": "https://b.example", "status": "on", "expiresAt": "soon", "cors": {"methods": ["TRACE"]}}]}
                """);

        assertThat(problems.statusCode()).isEqualTo(422);
        assertThat(pointers(problems))
                .contains(
                        "/colour",
                        "/origins/1/pattern",
                        "/origins/2/pattern",
                        "/origins/3",
                        "/origins/5/pattern",
                        "/origins/6/id",
                        "/origins/7/status",
                        "/origins/7/expiresAt",
                        "/origins/7/cors/methods/0");
        assertThat(put(job, 1, "{}").statusCode()).isEqualTo(422);
        assertThat(put(job, 1, many).statusCode()).isEqualTo(422);
        assertThat(put(job, 1, "{\"origins\":[],\"origins\":[]}").statusCode()).isEqualTo(400);
        assertThat(put(job, 1, "{\"origins\":[]").statusCode()).isEqualTo(400);
        assertThat(send(platform(), "PUT", job + "/parts/1?dryRun=true", "{\"origins\":[]}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(put(job, 0, "{\"origins\":[]}").statusCode()).isEqualTo(404);
        assertThat(put(job, 41, "{\"origins\":[]}").statusCode()).isEqualTo(404);
        assertThat(put(job, 1, "{\"origins\":[" + " ".repeat(300 << 10) + "]}").statusCode())
                .isEqualTo(413);
        assertThat(put(job, 1, "{\"origins\":[" + " ".repeat(1 << 20) + "]}").statusCode())
                .isEqualTo(413);
        assertThat(ok(send(platform(), "GET", job, "")).path("parts").asInt()).isZero();
        assertThat(put(job, 40, "{\"origins\":[" + " ".repeat(299 << 10) + "]}").statusCode())
                .isEqualTo(200);
    }

    /** A tenant of its own with these pages: its path. */
    private static String tenant(String... names) {
        String id = "imported-" + TENANTS.incrementAndGet();
        String path = "/admin/tenants/" + id;
        ok(send(platform(), "POST", "/admin/tenants", "{\"id\":\"" + id + "\"}"));
        for (String name : names) {
            ok(send(platform(), "POST", path + "/origins", origin(page(path, name))));
        }
        return path;
    }

    private static String page(String tenant, String name) {
        return "https://" + name + "." + tenant.replaceFirst(".*/", "") + ".example";
    }

    private static String origin(String pattern) {
        return "{\"pattern\":\"" + pattern + "\"}";
    }

    private static ArrayNode array(String pattern) {
        return (ArrayNode) json("[" + origin(pattern) + "]");
    }

    private static ObjectNode export(String tenant) {
        return (ObjectNode) ok(send(platform(), "GET", tenant + "/export", ""));
    }

    private static Map<String, JsonNode> origins(JsonNode export) {
        Map<String, JsonNode> origins = new TreeMap<>();
        export.path("origins").forEach(o -> origins.put(o.path("id").asText(), bare(o)));
        return origins;
    }

    /** Without what each write draws anew. */
    private static JsonNode bare(JsonNode origin) {
        return origin instanceof ObjectNode object
                ? object.deepCopy().without(List.of("etag", "created", "updated"))
                : origin;
    }

    /** Where the import is. */
    private static String begin(String token, String tenant, JsonNode profile) {
        HttpResponse<String> begun = send(token, "POST", tenant + "/imports", profile.toString());
        ok(begun);
        return tenant + "/" + begun.headers().firstValue("location").orElseThrow();
    }

    private static HttpResponse<String> part(String token, String job, int number, ArrayNode origins) {
        return send(token, "PUT", job + "/parts/" + number, "{\"origins\":" + origins + "}");
    }

    private static HttpResponse<String> put(String job, int number, String body) {
        return send(platform(), "PUT", job + "/parts/" + number, body);
    }

    private static HttpResponse<String> commit(String token, String job, String tenant) {
        return send(token, "POST", job + "/commit", "", "if-match", etag(send(platform(), "GET", tenant, "")));
    }

    private static int orders(String token, String origin) {
        return stack.send(token, "GET", "/orders", "", "origin", origin).statusCode();
    }

    private static String platform() {
        return stack.administrator();
    }

    private static HttpResponse<String> send(String token, String method, String path, String body, String... headers) {
        return stack.send(token, method, path, body, headers);
    }

    private static String etag(HttpResponse<String> answer) {
        return answer.headers().firstValue("etag").orElse("");
    }

    private static List<String> pointers(HttpResponse<String> refusal) {
        return json(refusal.body()).path("problems").findValuesAsText("pointer");
    }

    private static String withoutId(HttpResponse<String> answer) {
        return answer.body().replaceAll(REQUEST_ID, "");
    }

    private static void waitUntilInForce(JsonNode answer) {
        Instant by = Instant.parse(answer.at("/inForce/everywhereBy").asText());
        sleep(Duration.between(Instant.now(), by).toMillis() + 1);
    }

    /** Longer than the authorizer remembers what it read, so that it reads what is there now. */
    private static void waitUntilSeen() {
        sleep(2_000);
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(Math.max(0, millis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static JsonNode ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        return json(answer.body());
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
