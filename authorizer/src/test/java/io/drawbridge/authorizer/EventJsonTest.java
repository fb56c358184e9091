package io.drawbridge.authorizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.drawbridge.authorizer.cors.CorsValues;
import io.drawbridge.authorizer.policy.IamPolicy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventJsonTest {

    /** As API Gateway sends it, shortened where the authorizer does not look. */
    private static final String EVENT = """
            {
              "type": "REQUEST",
              "methodArn": "arn:aws:execute-api:us-east-1:123456789012:abc/prod/GET/orders/7",
              "resource": "/orders/{id}",
              "path": "/orders/7",
              "httpMethod": "GET",
              "headers": {"origin": "https://b.example", "X-Forwarded-Proto": "https"},
              "multiValueHeaders": {"origin": ["https://a.example", "https://b.example"]},
              "queryStringParameters": {},
              "multiValueQueryStringParameters": {},
              "pathParameters": {"id": "7"},
              "stageVariables": {},
              "requestContext": {
                "resourceId": "x", "resourcePath": "/orders/{id}", "httpMethod": "GET", "stage": "prod",
                "domainName": "api.example.com", "requestId": "r-1", "identity": {"sourceIp": "192.0.2.1", "user": null}
              }
            }
            """;

    @Test
    void an_event_gives_everything_that_a_decision_needs() throws IOException {
        AuthorizerRequest request = read(EVENT);

        assertThat(request)
                .isEqualTo(new AuthorizerRequest(
                        MethodArn.parse("arn:aws:execute-api:us-east-1:123456789012:abc/prod/GET/orders/7"),
                        "/orders/{id}",
                        "GET",
                        "/orders/7",
                        Map.of("id", "7"),
                        new HeaderLines(
                                Map.of("origin", "https://b.example", "X-Forwarded-Proto", "https"),
                                Map.of("origin", List.of("https://a.example", "https://b.example"))),
                        "api.example.com",
                        "r-1"));
    }

    @Test
    void null_maps_are_empty_ones() throws IOException {
        AuthorizerRequest request = read(EVENT.replace("{\"id\": \"7\"}", "null")
                .replace("{\"origin\": [\"https://a.example\", \"https://b.example\"]}", "null"));

        assertThat(request.pathParameters()).isEmpty();
        assertThat(request.headers().lines("origin")).containsExactly("https://b.example");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "\"type\": \"REQUEST\" | \"type\": \"TOKEN\" | the event is not of a REQUEST authorizer",
                "\"path\": \"/orders/7\" | \"path\": 7 | the event has no text path",
                "\"domainName\": \"api.example.com\" | \"domainName\": null | the event has no text domainName",
                "{\"id\": \"7\"} | {\"id\": 7} | pathParameters holds something other than text",
                "{\"id\": \"7\"} | [] | pathParameters is not an object",
                "[\"https://a.example\", \"https://b.example\"] | \"https://a.example\" | multiValueHeaders holds something other than a list",
                "[\"https://a.example\", \"https://b.example\"] | [null] | multiValueHeaders holds something other than text"
            })
    void an_event_of_another_form_is_refused(String part, String replacement, String message) {
        assertThat(EVENT).contains(part);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(EVENT.replace(part, replacement)))
                .withMessage(message);
    }

    @Test
    void what_is_no_json_is_refused() {
        assertThatIOException().isThrownBy(() -> read("not json"));
    }

    @Test
    void a_policy_has_exactly_the_fields_that_api_gateway_accepts() throws IOException {
        Decision.Policy decision = new Decision.Policy(
                "alice",
                IamPolicy.deny(),
                DecisionContext.of(Reason.FORBIDDEN, CorsValues.NONE),
                Optional.empty(),
                "not for the wire");

        assertThat(write(decision))
                .isEqualTo(
                        "{\"principalId\":\"alice\",\"policyDocument\":{\"Version\":\"2012-10-17\",\"Statement\":"
                                + "[{\"Action\":\"execute-api:Invoke\",\"Effect\":\"Deny\",\"Resource\":\"*\"}]},\"context\":"
                                + "{\"tenantId\":\"\",\"scopes\":\"\",\"issuer\":\"\",\"subject\":\"\",\"corsAllowOrigin\":\"\","
                                + "\"corsAllowCredentials\":\"\",\"corsExposeHeaders\":\"\",\"corsAllowMethods\":\"\","
                                + "\"corsAllowHeaders\":\"\",\"corsMaxAge\":\"\",\"reason\":\"forbidden\","
                                + "\"message\":\"This request is not allowed.\",\"wwwAuthenticate\":\"\",\"retryAfter\":\"\"}}");
    }

    @Test
    void a_usage_key_is_the_one_other_field() throws IOException {
        Decision.Policy decision = new Decision.Policy(
                "alice",
                IamPolicy.deny(),
                DecisionContext.of(Reason.FORBIDDEN, CorsValues.NONE),
                Optional.of("key-of-twenty-letters"),
                "");

        assertThat(write(decision)).endsWith(",\"usageIdentifierKey\":\"key-of-twenty-letters\"}");
    }

    private static AuthorizerRequest read(String json) throws IOException {
        return EventJson.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static String write(Decision.Policy decision) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EventJson.write(decision, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
