package io.drawbridge.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From API Gateway's event to what it reads as an answer. */
final class AdminHandlerTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String TOKEN = "eyJ.secret.token";

    private final AdminSession session = new AdminSession();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @Test
    void an_answer_carries_the_granted_cors_headers_and_nobody_may_keep_it() throws IOException {
        JsonNode answer = handle(event("GET", "acme", "null", false));

        assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
        JsonNode headers = answer.path("headers");
        assertThat(headers.path("Access-Control-Allow-Origin").asText()).isEqualTo("https://admin.example.com");
        assertThat(headers.path("Access-Control-Expose-Headers").asText()).isEqualTo("etag, location");
        assertThat(headers.has("Access-Control-Allow-Credentials")).isFalse();
        assertThat(headers.path("Vary").asText()).isEqualTo("Origin");
        assertThat(headers.path("Cache-Control").asText()).isEqualTo("no-store");
        assertThat(headers.path("X-Content-Type-Options").asText()).isEqualTo("nosniff");
        assertThat(headers.path("X-Request-Id").asText()).isEqualTo("r-1");
        assertThat(headers.path("ETag").asText()).endsWith(".1\"");
    }

    @Test
    void a_refusal_carries_them_too() throws IOException {
        JsonNode answer = handle(event("DELETE", "acme", "null", false));

        assertThat(answer.path("statusCode").asInt()).isEqualTo(405);
        assertThat(answer.path("headers").path("Access-Control-Allow-Origin").asText())
                .isEqualTo("https://admin.example.com");
        assertThat(answer.path("headers").path("Content-Type").asText()).isEqualTo("application/problem+json");
    }

    @Test
    void a_body_in_base64_is_the_same_body() throws IOException {
        String json = "{\"status\":\"asleep\"}";
        String encoded = Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
        String plain = "\"" + json.replace("\"", "\\\"") + "\"";

        JsonNode one = handle(event("PUT", "acme", plain, false));
        JsonNode other = handle(event("PUT", "acme", "\"" + encoded + "\"", true));

        assertThat(one.path("statusCode").asInt()).isEqualTo(412);
        assertThat(other).isEqualTo(one);
    }

    @Test
    void without_an_authorizer_nothing_is_given_away() throws IOException {
        String event = event("GET", "acme", "null", false).replace("\"authorizer\"", "\"other\"");

        assertThat(handle(event).path("statusCode").asInt()).isEqualTo(403);
    }

    @Test
    void a_fault_is_one_constant_answer_and_its_words_stand_nowhere() throws IOException {
        AdminApi broken = new AdminApi(Map.of("/admin/tenants/{tenant}", Map.of("GET", Operation.open(request -> {
            throw new IllegalStateException(TOKEN, new IllegalArgumentException("claims of alice"));
        }))));

        JsonNode answer = handle(broken, event("GET", "acme", "null", false));

        assertThat(answer.path("statusCode").asInt()).isEqualTo(500);
        assertThat(answer.path("body").asText())
                .isEqualTo(Refusal.INTERNAL.answer().body());
        assertThat(logged())
                .contains("java.lang.IllegalStateException at ", "java.lang.IllegalArgumentException")
                .doesNotContain(TOKEN, "alice");
    }

    @Test
    void the_log_names_who_did_what_and_no_token_claim_or_body() throws IOException {
        handle(event("PUT", "acme", "\"{\\\"displayName\\\":\\\"private\\\"}\"", false));

        assertThat(logged().lines()).hasSize(1);
        assertThat(logged())
                .contains("\"requestId\":\"r-1\"", "\"method\":\"PUT\"", "\"tenant\":\"acme\"", "\"status\":412")
                .contains("\"resource\":\"/admin/tenants/{tenant}\"", "\"by\":\"platform\"")
                .doesNotContain(TOKEN, "alice", "private");
    }

    private static String event(String method, String tenant, String body, boolean encoded) {
        return """
                {"resource":"/admin/tenants/{tenant}","path":"/admin/tenants/TENANT","httpMethod":"METHOD",
                 "headers":{"authorization":"Bearer TOKEN","content-type":"application/json","if-match":"\\"x\\""},
                 "multiValueHeaders":{"authorization":["Bearer TOKEN"],"content-type":["application/json"],
                   "if-match":["\\"x\\""]},
                 "queryStringParameters":null,"pathParameters":{"tenant":"TENANT"},"body":BODY,"isBase64Encoded":ENCODED,
                 "requestContext":{"requestId":"r-1","authorizer":{"principalId":"alice","subject":"alice","tenantId":"",
                   "scopes":"registry:admin","corsAllowOrigin":"https://admin.example.com","corsAllowCredentials":"",
                   "corsExposeHeaders":"etag, location","integrationLatency":7}}}
                """.replace("METHOD", method)
                .replace("TENANT", tenant)
                .replace("TOKEN", TOKEN)
                .replace("BODY", body)
                .replace("ENCODED", Boolean.toString(encoded));
    }

    private JsonNode handle(String event) throws IOException {
        return handle(session.api(), event);
    }

    private JsonNode handle(AdminApi api, String event) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AdminLog lines = new AdminLog(new PrintStream(log, true, StandardCharsets.UTF_8));
        new AdminHandler(api, new AdminPage(PageConfig.fromEnvironment(Map.of()), PageFiles.load()), lines)
                .handleRequest(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out, unusedContext());
        return MAPPER.readTree(out.toByteArray());
    }

    private String logged() {
        return log.toString(StandardCharsets.UTF_8);
    }

    /** The handler reads nothing of Lambda's context. */
    @SuppressWarnings("NullAway")
    private static Context unusedContext() {
        return null;
    }
}
