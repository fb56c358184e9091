package io.drawbridge.authorizer.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A policy as the authorizer returned it.
 *
 * @param methodArn what was asked
 * @param allowed the resources of the Allow
 * @param denied the resources of the Deny
 * @param context the context; empty text where a value is not granted
 * @param usageIdentifierKey the key of the usage plan
 */
public record AuthorizerAnswer(
        String methodArn,
        List<String> allowed,
        List<String> denied,
        Map<String, String> context,
        Optional<String> usageIdentifierKey) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    public AuthorizerAnswer {
        allowed = List.copyOf(allowed);
        denied = List.copyOf(denied);
        context = Map.copyOf(context);
    }

    /** Reads the JSON that the authorizer wrote, which may have nothing that API Gateway does not expect. */
    public static AuthorizerAnswer parse(String methodArn, String json) throws JsonProcessingException {
        JsonNode policy = MAPPER.readTree(json);
        assertThat(policy.fieldNames())
                .toIterable()
                .as("any other field makes API Gateway answer 500")
                .isSubsetOf("principalId", "policyDocument", "context", "usageIdentifierKey")
                .contains("principalId", "policyDocument", "context");
        Map<String, List<String>> resources = new LinkedHashMap<>();
        for (JsonNode statement : policy.path("policyDocument").path("Statement")) {
            assertThat(statement.fieldNames()).toIterable().containsExactlyInAnyOrder("Action", "Effect", "Resource");
            assertThat(statement.path("Action").asText()).isEqualTo("execute-api:Invoke");
            assertThat(resources).doesNotContainKey(statement.path("Effect").asText());
            resources.put(statement.path("Effect").asText(), texts(statement.path("Resource")));
        }
        assertThat(resources.keySet()).isNotEmpty().isSubsetOf("Allow", "Deny");
        Map<String, String> context = new LinkedHashMap<>();
        policy.path("context").properties().forEach(e -> {
            assertThat(e.getValue().isTextual()).as(e.getKey() + " is a string").isTrue();
            context.put(e.getKey(), e.getValue().textValue());
        });
        return new AuthorizerAnswer(
                methodArn,
                resources.getOrDefault("Allow", List.of()),
                resources.getOrDefault("Deny", List.of()),
                context,
                Optional.ofNullable(policy.path("usageIdentifierKey").textValue()));
    }

    private static List<String> texts(JsonNode resource) {
        List<String> texts = new ArrayList<>();
        if (resource.isTextual()) {
            texts.add(resource.textValue());
        }
        resource.forEach(element -> texts.add(element.textValue()));
        return texts;
    }

    /** Whether API Gateway lets the call through: a Deny wins, and what no Allow matches is denied. */
    public boolean allows() {
        return isMatched(allowed) && !isMatched(denied);
    }

    /** Whether it is for this one call, or for everything. */
    public boolean isForOneCall() {
        return allowed.size() + denied.size() == 1;
    }

    private boolean isMatched(List<String> patterns) {
        return patterns.stream()
                .map(p -> "\\Q" + p.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q") + "\\E")
                .anyMatch(regex -> Pattern.compile(regex, Pattern.DOTALL)
                        .matcher(methodArn)
                        .matches());
    }
}
