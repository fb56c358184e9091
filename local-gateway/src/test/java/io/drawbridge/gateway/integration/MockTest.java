package io.drawbridge.gateway.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drawbridge.gateway.TestApi;
import io.drawbridge.gateway.TestCalls;
import io.drawbridge.gateway.api.Integration;
import io.drawbridge.gateway.api.Integration.MockResponse;
import io.drawbridge.gateway.api.Integration.Passthrough;
import io.drawbridge.gateway.api.MappingExpression;
import io.drawbridge.gateway.call.Call;
import io.drawbridge.gateway.http.Header;
import io.drawbridge.gateway.http.HttpRequest;
import io.drawbridge.gateway.http.HttpResponse;
import io.drawbridge.gateway.integration.IntegrationResult.Answered;
import io.drawbridge.gateway.integration.IntegrationResult.Faulted;
import io.drawbridge.gateway.response.Fault;
import io.drawbridge.gateway.response.MissingValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MockTest {

    private static final Templates TEMPLATES = new Templates();

    private static IntegrationResult answer(
            Integration.Mock mock, HttpRequest request, Map<String, String> authorizer) {
        Call call = TestCalls.call(request, TestCalls.route("ANY", "/orders/{id}", mock));
        return new Mock(TEMPLATES, MissingValue.OMITTED).answer(mock, call.authorized(authorizer));
    }

    private static HttpRequest post(String body, String... headers) {
        return TestCalls.request("POST", "/orders/5?q=1", body, headers);
    }

    private static Integration.Mock template(String response) {
        return new Integration.Mock(
                Map.of("application/json", "{\"statusCode\": 200}"),
                Passthrough.WHEN_NO_MATCH,
                List.of(new MockResponse("200", 200, Map.of(), Map.of("application/json", response))));
    }

    private static HttpResponse render(String response) {
        HttpRequest request = post("{\"a\":{\"b\":[1,\"x'y\"]},\"n\":null}", "X-Thing", "head");
        return ((Answered) answer(template(response), request, Map.of("tenant", "acme"))).response();
    }

    @Test
    void a_preflight_gets_the_authorizers_origin() {
        HttpRequest request = TestCalls.request("OPTIONS", "/orders/5", "");

        HttpResponse granted =
                ((Answered) answer(TestApi.preflight(), request, Map.of("origin", "https://a.example"))).response();
        HttpResponse empty = ((Answered) answer(TestApi.preflight(), request, Map.of("origin", ""))).response();
        HttpResponse missing = ((Answered) answer(TestApi.preflight(), request, Map.of())).response();

        assertThat(granted.status()).isEqualTo(204);
        assertThat(granted.headers())
                .contains(new Header("Vary", "Origin"), new Header("Access-Control-Allow-Origin", "https://a.example"));
        assertThat(empty.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(missing.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        $context.authorizer.tenant $context.stage $context.httpMethod | acme prod POST
        $context.identity.sourceIp $context.resourcePath $context.path | 127.0.0.1 /orders/{id} /prod/orders/5
        $stageVariables.colour | blue
        $input.json('$.a.b[0]') $input.path('$.a').b[1] | 1 x'y
        $input.params('id') $input.params('q') $input.params('x-thing') $input.params().path.id $input.params('none')! | 5 1 head 5 !
        $util.escapeJavaScript($input.path('$.a.b[1]')) | x\\'y
        $util.base64Encode('a') $util.base64Decode('YQ==') $util.urlEncode('a b') $util.urlDecode('a+b') | YQ== a a+b a b
        $util.parseJson('{"k":"v"}').k | v
        """)
    void templates_see_the_variables_of_API_Gateway(String template, String rendered) {
        assertThat(render(template).body().text()).isEqualTo(rendered);
    }

    @Test
    void a_template_can_override_the_status_and_any_header() {
        HttpResponse response = render("#set($context.responseOverride.status = 418)"
                + "#set($context.responseOverride.header.X-A = $context.authorizer.tenant)"
                + "#set($context.responseOverride.header.X-B = $context.authorizer.none)"
                + "#set($context.responseOverride.header.Content-Type = 'text/plain')");

        assertThat(response.status()).isEqualTo(418);
        assertThat(response.headers())
                .containsExactly(new Header("Content-Type", "text/plain"), new Header("X-A", "acme"));
    }

    @Test
    void an_overridden_status_that_is_none_is_a_configuration_error() {
        IntegrationResult result =
                answer(template("#set($context.responseOverride.status = 'many')"), post("{}"), Map.of());

        assertThat(result)
                .isEqualTo(
                        new Faulted(Fault.API_MISCONFIGURED, "The mock's status many is no number from 200 to 599."));
    }

    @Test
    void a_template_cannot_reach_Java() {
        String attempts =
                "$context.getClass().forName('java.lang.Runtime')|$util.class.classLoader|$input.class.methods";

        assertThat(render(attempts).body().text()).isEqualTo(attempts);
    }

    @Test
    void a_template_cannot_read_files() {
        IntegrationResult result = answer(template("#include('pom.xml')"), post(""), Map.of());

        assertThat(((Faulted) result).note()).startsWith("The mock's template failed: ");
    }

    @Test
    void a_request_template_that_yields_no_status_is_a_configuration_error() {
        Integration.Mock mock =
                new Integration.Mock(Map.of("application/json", "{}"), Passthrough.WHEN_NO_MATCH, List.of());

        assertThat(answer(mock, post(""), Map.of()))
                .isEqualTo(new Faulted(
                        Fault.API_MISCONFIGURED, "The mock's request template renders no JSON with a statusCode."));
    }

    @Test
    void a_status_without_a_response_is_a_configuration_error() {
        Integration.Mock mock = new Integration.Mock(
                Map.of("application/json", "{\"statusCode\": 404}"),
                Passthrough.NEVER,
                List.of(new MockResponse("2\\d\\d", 200, Map.of(), Map.of())));

        assertThat(answer(mock, post("", "Content-Type", "application/json; charset=utf-8"), Map.of()))
                .isEqualTo(new Faulted(Fault.API_MISCONFIGURED, "No integration response matches the statusCode 404."));
    }

    @Test
    void a_media_type_without_a_template_passes_through_or_is_unsupported() {
        List<MockResponse> responses = List.of(new MockResponse(
                "default", 202, Map.of("X-Id", new MappingExpression.RequestPath("id")), Map.of("text/plain", "hi")));
        Map<String, String> templates = Map.of("application/json", "{\"statusCode\": 500}");
        HttpRequest text = post("{\"statusCode\": 202}", "Content-Type", "text/plain");

        var passed = answer(new Integration.Mock(templates, Passthrough.WHEN_NO_MATCH, responses), text, Map.of());
        var never = answer(new Integration.Mock(templates, Passthrough.NEVER, responses), text, Map.of());
        var some = answer(new Integration.Mock(templates, Passthrough.WHEN_NO_TEMPLATES, responses), text, Map.of());
        var none = answer(new Integration.Mock(Map.of(), Passthrough.WHEN_NO_TEMPLATES, responses), text, Map.of());

        assertThat(((Answered) passed).response().headers())
                .containsExactly(new Header("Content-Type", "text/plain"), new Header("X-Id", "5"));
        assertThat(none).isEqualTo(passed);
        assertThat(never)
                .isEqualTo(new Faulted(
                        Fault.UNSUPPORTED_MEDIA_TYPE,
                        "The mock has no request template for text/plain and passes no body through."));
        assertThat(some).isEqualTo(never);
    }

    @Test
    void a_template_that_is_no_Velocity_is_named() {
        assertThatThrownBy(() -> TEMPLATES.check("GET /orders", "#if("))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The mapping template of GET /orders is no valid Velocity template: ");
    }
}
