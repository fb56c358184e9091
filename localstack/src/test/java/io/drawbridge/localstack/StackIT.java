package io.drawbridge.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.SSEStatus;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/**
 * {@code template.yaml} deployed by {@code sam deploy} as a user deploys it, changed, deployed a second time under another name, and
 * read back.
 *
 * <p>LocalStack ignores the gateway responses, deletion protection, point-in-time recovery and every role's rights, and runs no
 * authorizer: that a stack is complete says that its resources can be made and refer to each other, and what is read back here
 * is what API Gateway would be told. No request is sent to the API, because whatever came back would prove nothing.
 */
final class StackIT {

    @RegisterExtension
    static final Cloud CLOUD = new Cloud();

    /** The admin page, its assets and the API's description: the routes that ask for no token. */
    private static final List<String> PUBLIC = List.of(
            "GET /admin", "GET /admin/assets/{version}/{file}", "GET /admin/config.json", "GET /admin/openapi.json");

    private static final Deployment FIRST = new Deployment(CLOUD, "first");
    private static final Deployment SECOND = new Deployment(CLOUD, "second");

    @BeforeAll
    static void deploy() {
        Deployment.demand();
        FIRST.deploy(Map.of());
        FIRST.deploy(Map.of("RegistryCacheSeconds", "20", "LogRetentionInDays", "7"));
        SECOND.deploy(Map.of("StageName", "test"));
    }

    @Test
    void both_stacks_are_complete_and_the_first_was_updated() {
        assertThat(FIRST.status()).isEqualTo("UPDATE_COMPLETE");
        assertThat(FIRST.parameter("RegistryCacheSeconds")).isEqualTo("20");
        assertThat(SECOND.status()).isEqualTo("CREATE_COMPLETE");
        assertThat(FIRST.output("ApiId")).isNotEqualTo(SECOND.output("ApiId"));
        assertThat(FIRST.output("RegistryTableName")).isNotEqualTo(SECOND.output("RegistryTableName"));
    }

    @Test
    void every_method_stands_behind_the_authorizer_but_for_the_public_routes() {
        for (Deployment deployment : List.of(FIRST, SECOND)) {
            Map<String, String> methods = methods(deployment);

            assertThat(methods).containsKeys("OPTIONS /orders", "GET /orders", "OPTIONS /", "OPTIONS /{proxy+}");
            methods.forEach((method, type) ->
                    assertThat(type).as(method).isEqualTo(PUBLIC.contains(method) ? "NONE" : "CUSTOM"));
            assertThat(methods).containsKeys(PUBLIC.toArray(String[]::new));
        }
    }

    @Test
    void the_authorizer_sees_whole_requests_and_nothing_of_it_is_remembered() {
        JsonNode authorizers = Api.apiGateway(CLOUD, "/restapis/" + FIRST.output("ApiId") + "/authorizers")
                .path("item");

        assertThat(authorizers).singleElement().satisfies(authorizer -> {
            assertThat(authorizer.path("type").textValue()).isEqualTo("REQUEST");
            assertThat(authorizer.path("authorizerResultTtlInSeconds").asInt(-1))
                    .isZero();
            assertThat(authorizer.path("identitySource").asText("")).isEmpty();
            assertThat(authorizer.path("authorizerUri").textValue()).contains(FIRST.output("AuthorizerFunctionArn"));
        });
    }

    @Test
    void the_table_has_its_keys_its_time_to_live_and_its_encryption() {
        try (DynamoDbClient client = CLOUD.client(DynamoDbClient.builder())) {
            String name = FIRST.output("RegistryTableName");
            TableDescription table =
                    client.describeTable(r -> r.tableName(name)).table();

            assertThat(table.keySchema())
                    .extracting(KeySchemaElement::attributeName, KeySchemaElement::keyTypeAsString)
                    .containsExactly(tuple("pk", "HASH"), tuple("sk", "RANGE"));
            assertThat(table.attributeDefinitions())
                    .extracting(AttributeDefinition::attributeTypeAsString)
                    .containsExactly("S", "S");
            assertThat(table.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
            assertThat(table.sseDescription().status()).isEqualTo(SSEStatus.ENABLED);
            assertThat(client.describeTimeToLive(r -> r.tableName(name)).timeToLiveDescription())
                    .satisfies(ttl -> {
                        assertThat(ttl.attributeName()).isEqualTo("ttl");
                        assertThat(ttl.timeToLiveStatus()).isEqualTo(TimeToLiveStatus.ENABLED);
                    });
        }
    }

    /** How each method of a deployed API is authorized, by verb and path. */
    private static Map<String, String> methods(Deployment deployment) {
        Map<String, String> found = new TreeMap<>();
        Api.apiGateway(CLOUD, "/restapis/" + deployment.output("ApiId") + "/resources?embed=methods&limit=500")
                .path("item")
                .forEach(resource -> resource.path("resourceMethods")
                        .properties()
                        .forEach(method -> found.put(
                                method.getKey() + " " + resource.path("path").textValue(),
                                method.getValue().path("authorizationType").asText())));
        return found;
    }
}
