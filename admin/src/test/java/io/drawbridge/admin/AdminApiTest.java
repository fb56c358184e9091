package io.drawbridge.admin;

import static io.drawbridge.admin.AdminSession.PLATFORM;
import static io.drawbridge.admin.AdminSession.codes;
import static io.drawbridge.admin.AdminSession.json;
import static io.drawbridge.admin.AdminSession.pointers;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manners that every resource has. */
final class AdminApiTest {

    private static final String TENANT = "/admin/tenants/{tenant}";

    private final AdminSession session = new AdminSession();

    @Test
    void a_refusal_is_a_problem_document() {
        AdminAnswer answer = session.ask(PLATFORM, "GET", "/admin/{proxy+}").answer();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.headers()).containsEntry("Content-Type", "application/problem+json");
        assertThat(answer.body())
                .isEqualTo(
                        "{\"type\":\"tag:drawbridge.io,2026:problem/admin-not-found\",\"title\":\"There is nothing here.\","
                                + "\"status\":404,\"detail\":\"Compare the path with a list of what is there.\","
                                + "\"help\":\"docs/problems.md#admin-not-found\"}");
    }

    @Test
    void a_problem_of_a_document_has_place_code_value_words_and_help() {
        AdminAnswer answer = put("{\"colour\":\"red\"}");

        assertThat(json(answer).path("problems").path(0).toString())
                .startsWith(
                        "{\"pointer\":\"/colour\",\"code\":\"json-unknown-field\",\"value\":\"colour\",\"message\":\"")
                .endsWith("\"help\":\"docs/problems.md#json-unknown-field\"}");
    }

    @Test
    void head_is_get_without_its_body() {
        AdminAnswer get =
                session.ask(PLATFORM, "GET", TENANT).of("tenant", "acme").answer();
        AdminAnswer head =
                session.ask(PLATFORM, "HEAD", TENANT).of("tenant", "acme").answer();

        assertThat(head).isEqualTo(get.withoutBody());
        assertThat(head.headers()).containsKey("ETag");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE", "POST", "PATCH", "TRACE", "get"})
    void a_method_that_is_not_there_is_answered_with_those_that_are(String method) {
        AdminAnswer answer =
                session.ask(PLATFORM, method, TENANT).of("tenant", "acme").answer();

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).containsEntry("Allow", "GET, HEAD, OPTIONS, PUT");
    }

    @Test
    void what_a_query_says_and_the_resource_does_not_know_is_refused_by_name() {
        AdminAnswer answer = session.ask(PLATFORM, "GET", TENANT)
                .of("tenant", "acme")
                .query("limit", "7")
                .query("Colour", "red", "blue")
                .answer();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(codes(answer)).containsExactly("parameter-unknown", "parameter-unknown");
        assertThat(json(answer).path("problems").findValuesAsText("value")).containsExactly("Colour", "limit");
        assertThat(json(answer).path("problems").path(0).path("hint").asText())
                .isEqualTo("Leave it out: this takes none.");
    }

    @Test
    void a_parameter_that_is_there_twice_is_refused() {
        AdminAnswer answer = session.ask(PLATFORM, "DELETE", TENANT + "/issuers/{id}")
                .of("tenant", "acme")
                .of("id", "own")
                .query("confirm", "self", "self")
                .answer();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(codes(answer)).containsExactly("parameter-repeated");
    }

    @Test
    void who_may_not_is_told_so_before_what_is_wrong_with_the_query() {
        AdminAnswer answer = session.ask(AdminSession.NOBODY, "GET", TENANT)
                .of("tenant", "acme")
                .query("limit", "7")
                .answer();

        assertThat(answer.status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text/plain",
                "application/jsonp",
                "application/json; charset=latin1",
                "application/json, application/json",
                "application/xml; q=application/json"
            })
    void what_is_not_said_to_be_json_is_not_read(String type) {
        AdminAnswer answer = session.ask(PLATFORM, "PUT", TENANT)
                .of("tenant", "acme")
                .json("{}")
                .header("Content-Type", type)
                .answer();

        assertThat(answer.status()).isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "Application/JSON; Charset=UTF-8", "application/json;charset=\"utf-8\""})
    void json_may_say_that_it_is_utf_8(String type) {
        AdminAnswer answer = session.ask(PLATFORM, "PUT", TENANT)
                .of("tenant", "acme")
                .json("{}")
                .header("Content-Type", type)
                .answer();

        assertThat(answer.status()).isEqualTo(428);
    }

    @Test
    void two_lines_about_the_body_are_none() {
        AdminAnswer answer = session.ask(PLATFORM, "PUT", TENANT)
                .of("tenant", "acme")
                .json("{}")
                .header("content-type", "text/plain")
                .answer();

        assertThat(answer.status()).isEqualTo(415);
    }

    @Test
    void a_body_has_at_most_64_KB() {
        assertThat(put("{\"a\":\"" + "ä".repeat(32 << 10) + "\"}").status()).isEqualTo(413);
        assertThat(put("{\"a\":\"" + "ä".repeat(31 << 10) + "\"}").status()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "7",
                "{} {}",
                "{'id':1}",
                "{\"status\":\"active\",}",
                "\u0000",
                "{\"status\":NaN}"
            })
    void what_is_no_json_object_is_a_syntax_problem(String body) {
        AdminAnswer answer = put(body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(codes(answer)).isNotEmpty();
    }

    @Test
    void names_that_are_there_twice_are_refused_at_every_depth() {
        AdminAnswer answer =
                put("{\"status\":\"suspended\",\"cors\":{\"methods\":[],\"methods\":[]},\"status\":\"active\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(pointers(answer)).containsExactly("/cors/methods", "/status");
        assertThat(codes(answer)).containsOnly("json-duplicate-key");
    }

    private AdminAnswer put(String body) {
        return session.ask(PLATFORM, "PUT", TENANT)
                .of("tenant", "acme")
                .json(body)
                .ifMatch(AdminSession.etag(session.ask(PLATFORM, "GET", TENANT)
                        .of("tenant", "acme")
                        .answer()))
                .answer();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/tenants",
                TENANT + "/origins",
                TENANT + "/origin-checks",
                TENANT + "/revocations",
                TENANT + "/imports",
                TENANT + "/decisions",
                "/admin/platform/revocations"
            })
    void nothing_is_made_of_what_is_not_said_to_be_JSON(String resource) {
        AdminAnswer answer = session.ask(PLATFORM, "POST", resource)
                .of("tenant", "acme")
                .header("Content-Type", "text/plain")
                .body("{}")
                .answer();

        assertThat(answer.status()).isEqualTo(415);
    }
}
