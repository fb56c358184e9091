package io.drawbridge.examples.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What must stay true of the answers that API Gateway makes itself.
 *
 * <p>Reads /template.yaml; {@link TemplateResourcesTest} and {@link UsagePlanTemplateTest} hold the copies in examples equal to
 * it.
 */
final class GatewayResponsesTest {

    private static final Path TEMPLATE = Path.of("../../template.yaml");
    private static final Yaml RESPONSES = Yaml.read(TEMPLATE).at("Resources", "Api", "Properties", "GatewayResponses");

    private static final Map<String, Object> EVERY_RESPONSE = Map.of("Vary", "'Origin'", "Cache-Control", "'no-store'");
    private static final Map<String, Object> GRANTED = Map.of(
            "Access-Control-Allow-Origin", "context.authorizer.corsAllowOrigin",
            "Access-Control-Allow-Credentials", "context.authorizer.corsAllowCredentials",
            "Access-Control-Expose-Headers", "context.authorizer.corsExposeHeaders");

    @Test
    void every_type_that_a_caller_can_meet_is_defined() {
        assertThat(RESPONSES.map().keySet())
                .containsExactlyInAnyOrder(
                        "ACCESS_DENIED",
                        "UNAUTHORIZED",
                        "AUTHORIZER_CONFIGURATION_ERROR",
                        "AUTHORIZER_FAILURE",
                        "INTEGRATION_TIMEOUT",
                        "INTEGRATION_FAILURE",
                        "API_CONFIGURATION_ERROR",
                        "THROTTLED",
                        "QUOTA_EXCEEDED",
                        "REQUEST_TOO_LARGE",
                        "UNSUPPORTED_MEDIA_TYPE",
                        "RESOURCE_NOT_FOUND",
                        "MISSING_AUTHENTICATION_TOKEN",
                        "WAF_FILTERED",
                        "DEFAULT_4XX",
                        "DEFAULT_5XX");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../template.yaml", "../path-tenants/template.yaml", "../usage-plans/template.yaml"})
    void only_unauthorized_maps_anything_of_the_request(String template) throws IOException {
        // An error's message can quote the request; its type is a constant, which the access log names.
        assertThat(Pattern.compile(
                                "method\\.request|\\$input|\\$context\\.error(?!\\.responseType)|integration\\.response|context\\.identity\\.apiKey")
                        .matcher(Files.readString(Path.of(template)))
                        .results()
                        .count())
                .isEqualTo(1);
        assertThat(headers("UNAUTHORIZED"))
                .containsEntry("Access-Control-Allow-Origin", "method.request.header.origin");
    }

    @Test
    void unauthorized_is_constant_but_for_the_origin() {
        assertThat(headers("UNAUTHORIZED"))
                .isEqualTo(with(
                        EVERY_RESPONSE,
                        Map.of(
                                "Access-Control-Allow-Origin", "method.request.header.origin",
                                "Access-Control-Allow-Credentials", "'true'",
                                "Access-Control-Expose-Headers", "'WWW-Authenticate'",
                                "WWW-Authenticate", "'Bearer'")));
        assertThat(body("UNAUTHORIZED"))
                .isEqualTo("{\"error\":\"unauthorized\","
                        + "\"message\":\"A valid access token is required. Renew the token and send the request again.\","
                        + "\"requestId\":\"$context.requestId\"}");
    }

    @Test
    void access_denied_takes_everything_from_the_context() {
        assertThat(headers("ACCESS_DENIED"))
                .isEqualTo(with(
                        with(EVERY_RESPONSE, GRANTED),
                        Map.of(
                                "WWW-Authenticate", "context.authorizer.wwwAuthenticate",
                                "Retry-After", "context.authorizer.retryAfter")));
        assertThat(body("ACCESS_DENIED"))
                .isEqualTo("{\"error\":\"$context.authorizer.reason\",\"message\":\"$context.authorizer.message\","
                        + "\"requestId\":\"$context.requestId\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AUTHORIZER_CONFIGURATION_ERROR", "AUTHORIZER_FAILURE"})
    void a_failed_authorizer_gives_no_cors_value(String type) {
        assertThat(headers(type)).isEqualTo(EVERY_RESPONSE);
        assertThat(body(type))
                .isEqualTo("{\"error\":\"internal_error\","
                        + "\"message\":\"The request could not be authorized. Try again later.\","
                        + "\"requestId\":\"$context.requestId\"}");
    }

    @Test
    void every_other_type_repeats_the_granted_headers_and_has_a_constant_body() {
        List<String> special =
                List.of("ACCESS_DENIED", "UNAUTHORIZED", "AUTHORIZER_CONFIGURATION_ERROR", "AUTHORIZER_FAILURE");
        for (String type : RESPONSES.map().keySet()) {
            if (!special.contains(type)) {
                assertThat(headers(type)).as(type).isEqualTo(with(EVERY_RESPONSE, GRANTED));
                assertThat(body(type))
                        .as(type)
                        .matches("\\{\"error\":\"[a-z_]+\",\"message\":\"[A-Z][A-Za-z ,.']+\\.\","
                                + "\"requestId\":\"\\$context\\.requestId\"}");
            }
        }
    }

    @Test
    void no_type_replaces_its_status() {
        for (String type : RESPONSES.map().keySet()) {
            assertThat(RESPONSES.at(type).map()).as(type).containsOnlyKeys("ResponseParameters", "ResponseTemplates");
            assertThat(RESPONSES.at(type, "ResponseParameters").map()).as(type).containsOnlyKeys("Headers");
            assertThat(RESPONSES.at(type, "ResponseTemplates").map()).as(type).containsOnlyKeys("application/json");
        }
    }

    private static Map<String, Object> headers(String type) {
        return RESPONSES.at(type, "ResponseParameters", "Headers").map();
    }

    private static String body(String type) {
        return RESPONSES.at(type, "ResponseTemplates", "application/json").text();
    }

    private static Map<String, Object> with(Map<String, Object> some, Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(some);
        all.putAll(more);
        return all;
    }
}
