package io.drawbridge.sam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drawbridge.authorizer.golden.GoldenCase;
import io.drawbridge.authorizer.golden.GoldenFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * {@code sam local invoke} of every function, each time in a container of its own, with the events in {@code sam/events} that
 * people can invoke by hand. What the authorizer answers is held against the golden case of the same request.
 *
 * <p>SAM CLI ignores here all that API Gateway would make of the answer: the status, the headers, the gateway response, the 401
 * of a thrown {@code Unauthorized}. It also ignores roles and log subscriptions: the monitor gets what CloudWatch Logs would send
 * only because the test sends it.
 */
@SuppressWarnings("NullAway.Init")
final class InvokeIT {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Report REPORT =
            new Report("1. One call in a container of its own (sam local invoke), by the runtime's REPORT line");

    private static World world;

    @BeforeAll
    static void start() {
        Surroundings.demand();
        world = World.of(golden("A registered origin with a valid token is answered by the backend")
                .world()
                .registry());
    }

    @AfterAll
    static void stop() {
        if (world != null) {
            world.close();
            REPORT.publish();
        }
    }

    @Test
    void an_allowed_request_is_answered_as_the_golden_case_says() throws IOException {
        decide("allow", "A registered origin with a valid token is answered by the backend");
    }

    @Test
    void an_unregistered_origin_is_answered_as_the_golden_case_says() throws IOException {
        decide("deny", "An unregistered origin without a token learns nothing but its origin");
    }

    @Test
    void a_missing_token_is_thrown_as_the_golden_case_says() throws IOException {
        decide("unauthorized", "A page without a token is told so with a 401 that it can read");
    }

    @Test
    void a_preflight_is_answered_as_the_golden_case_says() throws IOException {
        decide("preflight", "A preflight of a registered origin is answered with the grant");
    }

    @Test
    void two_origin_lines_are_answered_as_the_golden_case_says() throws IOException {
        decide("two-origins", "Two Origin lines without a token are refused and never answered with a 401");
    }

    @Test
    void the_example_answers_its_tenant_and_copies_the_cors_values() throws IOException {
        JsonNode answer = json(
                invoke("OrdersFunction", world.image(false), event("order")).out());

        assertThat(answer.path("statusCode").intValue()).isEqualTo(200);
        assertThat(answer.path("headers").path("Access-Control-Allow-Origin").textValue())
                .isEqualTo("https://app.acme.example");
        assertThat(json(answer.path("body").textValue()).path("tenant").textValue())
                .isEqualTo("acme");
    }

    @Test
    void the_admin_API_lists_the_tenants_of_the_table() throws IOException {
        JsonNode answer =
                json(invoke("AdminFunction", world.image(false), event("admin")).out());

        assertThat(answer.path("statusCode").intValue()).as(answer.toString()).isEqualTo(200);
        assertThat(json(answer.path("body").textValue()).findValuesAsText("id")).contains("acme", "globex");
    }

    @Test
    void the_monitor_counts_a_delivered_line_in_the_table() throws IOException {
        Command done = invoke("MonitorFunction", world.image(false), event("monitored"));

        assertThat(done.err()).contains("{\"lines\":1,\"counted\":1}");
        try (DynamoDbClient client = world.client()) {
            assertThat(client.scan(r -> r.tableName(World.TABLE)).items())
                    .anySatisfy(item -> assertThat(item.toString()).contains("M#", "https://new.example"));
        }
    }

    private static void decide(String name, String title) throws IOException {
        GoldenCase golden = golden(title);
        String event = event(name);
        if (golden.request().token().isPresent()) {
            String authorization =
                    world.forge().authorization(golden.request().token().get());
            event = event.replace("Bearer TOKEN", authorization);
        }
        // Only a token makes the authorizer fetch keys.
        boolean needsKeys = golden.request().token().isPresent();

        Command done = invoke("AuthorizerFunction", world.image(needsKeys), event);

        new AuthorizerCheck(golden, world.placeholders())
                .hold(json(event).path("methodArn").textValue(), done.out());
        REPORT.durations("AuthorizerFunction, " + name + (needsKeys ? ", the relay's start included" : ""), done.err());
    }

    private static Command invoke(String function, String image, String event) {
        Command done = SamCli.invoke(function, image, event);
        assertThat(done.code()).as(done.err()).isZero();
        return done;
    }

    private static GoldenCase golden(String title) {
        return Objects.requireNonNull(
                GoldenFolder.byTitle(GoldenFolder.load()).get(title), "no golden case has the title " + title);
    }

    private static String event(String name) throws IOException {
        return Files.readString(Path.of("events", name + ".json"));
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return MAPPER.readTree(text);
    }
}
