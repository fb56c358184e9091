package io.drawbridge.registry.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.Checked;
import io.drawbridge.registry.Problem;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class QuestionReaderTest {

    @Test
    void a_question_needs_a_method_and_a_resource_alone() {
        Question question = valid("""
                {"method": "GET", "resource": "/orders"}""");

        assertThat(question)
                .isEqualTo(new Question(
                        Optional.empty(),
                        "GET",
                        "/orders",
                        Optional.empty(),
                        List.of(),
                        false,
                        false,
                        Optional.empty(),
                        Optional.empty()));
        assertThat(problems("{}")).containsExactly(" json-missing-field", " json-missing-field");
    }

    @Test
    void everything_that_can_be_asked_is_read_and_the_token_is_never_shown() {
        Question question = valid("""
                {"origin": "https://app.acme.example", "method": "POST", "resource": "/{proxy+}", "path": "/a/b",
                 "requestHeaders": ["content-type"], "credentials": true, "token": "a.b.c"}""");

        assertThat(question.origin()).contains("https://app.acme.example");
        assertThat(question.path()).contains("/a/b");
        assertThat(question.requestHeaders()).containsExactly("content-type");
        assertThat(question.credentials()).isTrue();
        assertThat(question.token()).contains("a.b.c");
        assertThat(question).asString().doesNotContain("a.b.c");
        assertThat(valid("""
                {"method": "GET", "resource": "/orders", "scopes": ["orders:read"]}""").scopes()).contains(List.of("orders:read"));
        assertThat(valid("""
                {"origin": "x", "method": "GET", "resource": "/orders", "preflight": true}""").preflight()).isTrue();
    }

    @Test
    void all_problems_are_told_at_once_each_at_its_place() {
        assertThat(problems("""
                        {"method": "GET POST", "resource": "orders", "requestHeaders": ["a b"], "token": "t",
                         "scopes": ["with space"], "preflight": true, "other": 1}"""))
                .containsExactlyInAnyOrder(
                        "/method grant-method",
                        "/resource route-resource",
                        "/requestHeaders/0 grant-header",
                        "/scopes question-token",
                        "/scopes/0 route-scope",
                        "/preflight question-preflight",
                        "/other json-unknown-field");
    }

    @Test
    void a_path_is_one_of_its_resource_and_needed_below_a_greedy_one() {
        assertThat(problems("""
                {"method": "GET", "resource": "/orders/{id}", "path": "/orders"}""")).containsExactly("/path question-path");
        assertThat(problems("""
                {"method": "GET", "resource": "/{proxy+}"}""")).containsExactly("/path json-missing-field");
        assertThat(problems("{\"method\": \"GET\", \"resource\": \"/{a}\", \"path\": \"/" + "a".repeat(2_048) + "\"}"))
                .containsExactly("/path question-path");
    }

    @Test
    void a_preflight_comes_from_an_origin_and_carries_no_token() {
        assertThat(problems("""
                {"method": "GET", "resource": "/orders", "preflight": true}""")).containsExactly("/preflight question-preflight");
        assertThat(problems("""
                {"origin": "x", "method": "GET", "resource": "/orders", "preflight": true, "scopes": []}""")).containsExactly("/preflight question-preflight");
    }

    @Test
    void there_is_an_end_to_how_many_headers_are_asked_for() {
        String names = String.join(",", java.util.Collections.nCopies(65, "\"x\""));

        assertThat(problems("{\"method\": \"GET\", \"resource\": \"/orders\", \"requestHeaders\": [" + names + "]}"))
                .containsExactly("/requestHeaders too-many");
    }

    private static Question valid(String json) {
        return QuestionReader.read(object(json)).orThrow();
    }

    private static List<String> problems(String json) {
        Checked<Question> question = QuestionReader.read(object(json));
        return question.problems().stream().map(QuestionReaderTest::told).toList();
    }

    private static String told(Problem problem) {
        return problem.pointer() + " " + problem.code().anchor();
    }

    private static ObjectNode object(String json) {
        return RegistryParts.object(json).orThrow();
    }
}
