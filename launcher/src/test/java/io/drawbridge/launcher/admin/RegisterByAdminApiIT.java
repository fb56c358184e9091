package io.drawbridge.launcher.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drawbridge.admin.openapi.ApiDocument;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Origins are registered, used by a page, changed by several and removed, all over HTTP and with real tokens. */
@SuppressWarnings("NullAway.Init")
final class RegisterByAdminApiIT {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String ACME = "/admin/tenants/acme";
    private static final String ORIGINS = ACME + "/origins";
    private static final String ID = "\"requestId\":\"[^\"]*\"";

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
    void a_page_works_from_when_its_origin_is_registered_until_it_is_removed() {
        String page = "https://shop.acme.example";
        String token = stack.token(AdminStack.ACME, "orders:read");
        assertThat(orders(token, page).statusCode()).isEqualTo(403);

        HttpResponse<String> added = register(stack.administrator(), page);
        waitUntilInForce(added);

        HttpResponse<String> works = orders(token, page);
        assertThat(works.statusCode()).isEqualTo(200);
        assertThat(works.headers().firstValue("access-control-allow-origin")).contains(page);
        HttpResponse<String> removed = stack.send(
                stack.administrator(), "DELETE", "/admin/tenants/acme/" + location(added), "", "if-match", etag(added));
        assertThat(removed.statusCode()).as(removed.body()).isEqualTo(200);
        waitUntilInForce(removed);
        HttpResponse<String> fails = orders(token, page);
        assertThat(fails.statusCode()).isEqualTo(403);
        assertThat(fails.headers().firstValue("access-control-allow-origin")).isEmpty();
    }

    @Test
    void what_a_tenant_registers_waits_and_authorises_nothing_until_the_platform_lets_it_in() {
        String page = "https://own.acme.example";
        String token = stack.token(AdminStack.ACME, "orders:read", "registry:write");
        HttpResponse<String> added = register(token, page);
        assertThat(json(added).path("origin").path("status").asText()).isEqualTo("pending");
        waitUntilInForce(added);
        assertThat(orders(token, page).statusCode()).isEqualTo(403);

        HttpResponse<String> itself = edit(token, added, "{\"status\":\"active\"}");
        assertThat(itself.statusCode()).isEqualTo(403);
        HttpResponse<String> platform = edit(stack.administrator(), added, "{\"status\":\"active\"}");

        assertThat(platform.statusCode()).as(platform.body()).isEqualTo(200);
        waitUntilInForce(platform);
        assertThat(orders(token, page).statusCode()).isEqualTo(200);
    }

    @Test
    void of_many_administrators_with_one_version_one_is_done_and_the_others_are_told() throws InterruptedException {
        HttpResponse<String> added = register(stack.administrator(), "https://contended.acme.example");
        String administrator = stack.administrator();
        List<Integer> statuses = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                String body = "{\"description\":\"administrator " + i + "\"}";
                all.add(pool.submit(() -> edit(administrator, added, body).statusCode()));
            }
            for (Future<Integer> one : all) {
                statuses.add(one.get());
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } finally {
            pool.shutdown();
        }

        assertThat(statuses).containsExactlyInAnyOrder(200, 412, 412, 412);
        JsonNode changes = json(stack.send(administrator, "GET", ACME + "/audit?limit=100", ""));
        long edits = 0;
        for (JsonNode entry : changes.path("items")) {
            edits += entry.path("action").asText().equals("replace")
                            && entry.path("resource").asText().equals(location(added))
                    ? 1
                    : 0;
        }
        assertThat(edits).isEqualTo(1);
    }

    @Test
    void a_creation_can_be_repeated_and_its_author_stands_in_the_audit() {
        String body = "{\"pattern\":\"https://repeated.acme.example\"}";
        String administrator = stack.administrator();

        HttpResponse<String> first = stack.send(administrator, "POST", ORIGINS, body, "idempotency-key", "once-1");
        HttpResponse<String> again = stack.send(administrator, "POST", ORIGINS, body, "idempotency-key", "once-1");

        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.headers().firstValue("idempotency-replayed")).contains("true");
        assertThat(etag(again)).isEqualTo(etag(first));
        HttpResponse<String> audit = stack.send(administrator, "GET", ACME + "/audit?limit=100", "");
        assertThat(json(audit).path("items").findValuesAsText("requestId"))
                .contains(first.headers().firstValue("x-request-id").orElseThrow())
                .doesNotContain(again.headers().firstValue("x-request-id").orElseThrow());
        assertThat(json(audit).path("items").path(0).path("by").path("issuer").asText())
                .isNotEmpty();
    }

    @Test
    void a_list_is_walked_by_its_links_and_a_cursor_leads_nowhere_else() {
        for (int i = 0; i < 3; i++) {
            register(stack.administrator(), "https://listed" + i + ".acme.example");
        }
        String administrator = stack.administrator();
        List<String> seen = new ArrayList<>();
        String cursor = "";
        String link = "?domain=acme.example&limit=1";
        while (!link.isEmpty()) {
            HttpResponse<String> page = stack.send(administrator, "GET", ORIGINS + link, "");
            assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
            seen.addAll(json(page).path("items").findValuesAsText("pattern"));
            cursor = json(page).path("next").asText(cursor);
            link = page.headers().firstValue("link").orElse("").replaceAll("^<|>.*", "");
        }

        assertThat(seen)
                .doesNotHaveDuplicates()
                .contains(
                        "https://listed0.acme.example", "https://listed1.acme.example", "https://listed2.acme.example");
        for (String other : List.of("/admin/tenants/globex/origins?", ORIGINS + "?", ACME + "/audit?")) {
            assertThat(stack.send(administrator, "GET", other + "cursor=" + cursor, "")
                            .statusCode())
                    .as(other)
                    .isEqualTo(400);
        }
    }

    @Test
    void another_tenant_is_answered_like_one_that_is_not_there() {
        String token = stack.token(AdminStack.ACME, "registry:write", "registry:admin");
        for (String resource : List.of("", "/origins", "/audit", "/issuers/own", "/revocations", "/route-policy")) {
            HttpResponse<String> other = stack.send(token, "GET", "/admin/tenants/globex" + resource, "");
            HttpResponse<String> none = stack.send(token, "GET", "/admin/tenants/nobody" + resource, "");

            assertThat(other.statusCode()).isEqualTo(none.statusCode()).isIn(401, 403);
            assertThat(withoutId(other)).isEqualTo(withoutId(none));
        }
        assertThat(stack.send(token, "GET", "/admin/platform", "").statusCode()).isIn(401, 403);
        assertThat(stack.send(token, "POST", "/admin/tenants", "{\"id\":\"mine\"}")
                        .statusCode())
                .isIn(401, 403);
    }

    @Test
    void a_body_of_a_megabyte_and_a_name_twice_are_refused() {
        String large = "{\"pattern\":\"https://" + "a".repeat(1 << 20) + ".example\"}";
        HttpResponse<String> twice = stack.send(
                stack.administrator(),
                "POST",
                ORIGINS,
                "{\"pattern\":\"https://a.acme.example\",\"pattern\":\"https://b.acme.example\"}");

        assertThat(stack.send(stack.administrator(), "POST", ORIGINS, large).statusCode())
                .isEqualTo(413);
        assertThat(twice.statusCode()).isEqualTo(400);
        assertThat(json(twice).path("problems").path(0).path("code").asText()).isEqualTo("json-duplicate-key");
    }

    @Test
    void what_the_gateway_answers_by_itself_is_as_the_description_shows_it() {
        HttpResponse<String> noToken = stack.send("", "GET", ACME, "");
        HttpResponse<String> noSuch = stack.send("not.a.token", "GET", ACME, "");
        HttpResponse<String> page =
                stack.send(stack.administrator(), "GET", ACME, "", "origin", "https://evil.example");

        assertThat(List.of(noToken.statusCode(), noSuch.statusCode(), page.statusCode()))
                .containsExactly(401, 401, 403);
        assertThat(withoutId(noToken)).isEqualTo(withoutId(noSuch)).isEqualTo(shown("unauthorized", "noToken"));
        assertThat(withoutId(page)).isEqualTo(shown("forbidden", "origin"));
    }

    @Test
    void what_anybody_may_have_is_as_described_without_a_token() {
        for (String path : List.of("/admin", "/admin/config.json", "/admin/openapi.json")) {
            HttpResponse<String> first = stack.send("", "GET", path, "");
            assertThat(first.statusCode()).as(path).isEqualTo(200);
            assertThat(stack.send("", "GET", path, "", "if-none-match", etag(first))
                            .statusCode())
                    .as(path)
                    .isEqualTo(304);
        }
    }

    /** An example of what every operation may be answered. */
    private static String shown(String response, String example) {
        return ApiDocument.bundled()
                .json()
                .at("/components/responses/" + response + "/content/application~1json/examples/" + example + "/value")
                .toString()
                .replaceAll(ID, "");
    }

    private static HttpResponse<String> register(String token, String pattern) {
        HttpResponse<String> added = stack.send(token, "POST", ORIGINS, "{\"pattern\":\"" + pattern + "\"}");
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        return added;
    }

    private static HttpResponse<String> edit(String token, HttpResponse<String> added, String body) {
        return stack.send(token, "PUT", "/admin/tenants/acme/" + location(added), body, "if-match", etag(added));
    }

    private static HttpResponse<String> orders(String token, String origin) {
        return stack.send(token, "GET", "/orders", "", "origin", origin);
    }

    private static String location(HttpResponse<String> added) {
        return added.headers().firstValue("location").orElseThrow();
    }

    private static String etag(HttpResponse<String> answer) {
        return answer.headers().firstValue("etag").orElseThrow();
    }

    private static String withoutId(HttpResponse<String> answer) {
        return answer.body().replaceAll(ID, "");
    }

    private static void waitUntilInForce(HttpResponse<String> answer) {
        Instant by =
                Instant.parse(json(answer).path("inForce").path("everywhereBy").asText());
        try {
            Thread.sleep(Math.max(0, Duration.between(Instant.now(), by).toMillis() + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return MAPPER.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(answer.body(), e);
        }
    }
}
