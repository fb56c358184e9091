package io.drawbridge.gateway.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.gateway.TestCalls;
import io.drawbridge.gateway.api.GatewayResponse;
import io.drawbridge.gateway.api.GatewayResponseType;
import io.drawbridge.gateway.api.MappingExpression;
import io.drawbridge.gateway.call.Call;
import io.drawbridge.gateway.http.Header;
import io.drawbridge.gateway.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GatewayResponsesTest {

    private static final Call CALL = TestCalls.call(
                    TestCalls.request("GET", "/orders/5?q=1%0d%0aSet-Cookie:a", "", "Origin", "https://a.example"),
                    TestCalls.route("GET", "/orders/{id}", TestCalls.proxy("f")))
            .authorized(Map.of("corsAllowOrigin", "https://a.example", "empty", "", "message", "say \"hi\""));

    private static GatewayResponse with(Map<String, MappingExpression> headers, Map<String, String> templates) {
        return new GatewayResponse(OptionalInt.empty(), headers, templates);
    }

    private static HttpResponse answer(
            Fault fault, MissingValue missing, Map<GatewayResponseType, GatewayResponse> defined) {
        return new GatewayResponses(defined, missing).answer(fault, CALL).response();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        EXPLICIT_DENY | 403 | AccessDeniedException | {"Message":"User is not authorized to access this resource with an explicit deny in an identity-based policy"}
        IMPLICIT_DENY | 403 | AccessDeniedException | {"Message":"User is not authorized to access this resource because no identity-based policy allows the execute-api:Invoke action"}
        UNAUTHORIZED | 401 | UnauthorizedException | {"message":"Unauthorized"}
        INVALID_API_KEY | 403 | ForbiddenException | {"message":"Forbidden"}
        THROTTLED | 429 | TooManyRequestsException | {"message":"Too Many Requests"}
        QUOTA_EXCEEDED | 429 | LimitExceededException | {"message":"Limit Exceeded"}
        AUTHORIZER_BROKEN | 500 | AuthorizerConfigurationException | {"message":null}
        UNKNOWN_ROUTE | 403 | MissingAuthenticationTokenException | {"message":"Missing Authentication Token"}
        INTEGRATION_BROKEN | 502 | InternalServerErrorException | {"message": "Internal server error"}
        INTEGRATION_TIMEOUT | 504 | InternalServerErrorException | {"message": "Endpoint request timed out"}
        API_MISCONFIGURED | 500 | InternalServerErrorException | {"message": "Internal server error"}
        EVENT_TOO_LARGE | 413 | RequestTooLargeException | {"message":"Request Too Long"}
        UNSUPPORTED_MEDIA_TYPE | 415 | BadRequestException | {"message": "Unsupported Media Type"}
        """)
    void without_a_definition_the_answer_is_API_Gateways_own(Fault fault, int status, String errorType, String body) {
        HttpResponse response = answer(fault, MissingValue.OMITTED, Map.of());

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.headers())
                .containsExactly(
                        new Header("x-amzn-ErrorType", errorType), new Header("Content-Type", "application/json"));
        assertThat(response.body().text()).isEqualTo(body);
    }

    @Test
    void a_defined_type_inherits_nothing_and_an_undefined_one_takes_the_default_whole() {
        Map<GatewayResponseType, GatewayResponse> defined = Map.of(
                GatewayResponseType.ACCESS_DENIED,
                with(Map.of(), Map.of()),
                GatewayResponseType.DEFAULT_4XX,
                new GatewayResponse(
                        OptionalInt.of(418),
                        Map.of("Vary", new MappingExpression.Literal("Origin")),
                        Map.of("application/json", "{}")),
                GatewayResponseType.DEFAULT_5XX,
                with(Map.of("Vary", new MappingExpression.Literal("X")), Map.of()));

        HttpResponse denied = answer(Fault.EXPLICIT_DENY, MissingValue.OMITTED, defined);
        HttpResponse unauthorized = answer(Fault.UNAUTHORIZED, MissingValue.OMITTED, defined);
        HttpResponse broken = answer(Fault.INTEGRATION_BROKEN, MissingValue.OMITTED, defined);

        assertThat(denied.status()).isEqualTo(403);
        assertThat(denied.header("Vary")).isEmpty();
        assertThat(denied.body().text()).contains("explicit deny");
        assertThat(unauthorized.status()).isEqualTo(418);
        assertThat(unauthorized.header("Vary")).contains("Origin");
        assertThat(broken.status()).isEqualTo(502);
        assertThat(broken.header("Vary")).contains("X");
    }

    @Test
    void mappings_are_case_sensitive_and_what_is_missing_is_omitted_or_sent_empty() {
        Map<GatewayResponseType, GatewayResponse> defined = Map.of(
                GatewayResponseType.UNAUTHORIZED,
                with(
                        Map.of(
                                "A", new MappingExpression.RequestHeader("origin"),
                                "B", new MappingExpression.RequestHeader("Origin"),
                                "C", new MappingExpression.Context("authorizer.corsAllowOrigin"),
                                "D", new MappingExpression.Context("authorizer.empty"),
                                "E", new MappingExpression.Context("authorizer.none"),
                                "F", new MappingExpression.RequestPath("id"),
                                "G", new MappingExpression.StageVariable("colour"),
                                "H", new MappingExpression.RequestQuery("q"),
                                "I", new MappingExpression.Context("authorizer"),
                                "Content-Type", new MappingExpression.Literal("text/x")),
                        Map.of()));

        List<Header> present = List.of(
                new Header("x-amzn-ErrorType", "UnauthorizedException"),
                new Header("A", "https://a.example"),
                new Header("C", "https://a.example"),
                new Header("Content-Type", "text/x"),
                new Header("F", "5"),
                new Header("G", "blue"));
        assertThat(answer(Fault.UNAUTHORIZED, MissingValue.OMITTED, defined).headers())
                .containsExactlyElementsOf(present);
        assertThat(answer(Fault.UNAUTHORIZED, MissingValue.SENT_EMPTY, defined).headers())
                .containsAll(present)
                .contains(
                        new Header("B", ""),
                        new Header("D", ""),
                        new Header("E", ""),
                        // The decoded query holds a line break: never sent.
                        new Header("H", ""),
                        new Header("I", ""));
    }

    @Test
    void templates_are_filled_without_escaping_and_what_is_missing_leaves_nothing() {
        Map<GatewayResponseType, GatewayResponse> defined = Map.of(
                GatewayResponseType.DEFAULT_4XX,
                with(
                        Map.of(),
                        Map.of(
                                "application/json",
                                "$context.error.messageString|$context.error.message|$context.error.responseType|"
                                        + "$context.authorizer.message|${context.requestId}x|$stageVariables.colour|"
                                        + "$method.request.header.origin|${method.request.path.id}|"
                                        + "$method.request.querystring.none|$context.none|$other|#if(true)")),
                GatewayResponseType.DEFAULT_5XX,
                with(Map.of(), Map.of("text/html", "$context.error.messageString$context.error.message")));

        assertThat(answer(Fault.UNAUTHORIZED, MissingValue.OMITTED, defined)
                        .body()
                        .text())
                .isEqualTo(
                        "\"Unauthorized\"|Unauthorized|UNAUTHORIZED|say \"hi\"|request-1x|blue|https://a.example|5|||"
                                + "$other|#if(true)");
        HttpResponse broken = answer(Fault.AUTHORIZER_BROKEN, MissingValue.OMITTED, defined);
        assertThat(broken.body().text()).isEqualTo("null");
        assertThat(broken.header("Content-Type")).contains("text/html");
    }
}
