package io.drawbridge.gateway.template;

import io.drawbridge.gateway.api.ApiKey;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code AWS::ApiGateway::ApiKey}. No message holds a key's value: it is a secret.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-apikey.html">
 *     AWS::ApiGateway::ApiKey</a>
 */
final class ApiKeyReader {

    private static final PropertyList KEY = new PropertyList()
            .served("Value", "Enabled")
            .withoutLocalEffect("text for people", "Name", "Description", "Tags", "CustomerId")
            .withoutLocalEffect("how AWS makes the key's id", "GenerateDistinctId")
            .refused("Put the key into a plan with AWS::ApiGateway::UsagePlanKey.", "StageKeys");

    private final Resolver resolver;
    private final Problems problems;

    ApiKeyReader(Resolver resolver, Problems problems) {
        this.resolver = resolver;
        this.problems = problems;
    }

    /** Every key by its logical id; empty where it has problems. */
    Map<String, Optional<ApiKey>> read(List<TemplateResource> resources) {
        Map<String, Optional<ApiKey>> keys = new LinkedHashMap<>();
        Map<String, String> owners = new HashMap<>();
        for (TemplateResource resource : resources) {
            Fields fields = new Fields(KEY.read(resource.properties(), resolver, problems), problems);
            Optional<String> value = value(fields);
            Optional<Boolean> enabled = enabled(fields);
            value.map(text -> owners.putIfAbsent(text, resource.logicalId()))
                    .ifPresent(other -> problems.invalid(
                            fields.place("Value"),
                            "is the same as that of " + other
                                    + ". API Gateway takes keys of one value for one key: give" + " each its own."));
            keys.put(
                    resource.logicalId(),
                    value.flatMap(text -> enabled.map(on -> new ApiKey(resource.logicalId(), text, on))));
        }
        return keys;
    }

    private Optional<String> value(Fields fields) {
        if (!fields.has("Value")) {
            problems.unresolved(
                    fields.place("Value"),
                    "is missing, so AWS would make one, which has no value here. Take it from a parameter with NoEcho"
                            + " and pass it here.");
            return Optional.empty();
        }
        Optional<String> value = fields.text("Value");
        Optional<String> accepted = value.filter(text -> text.matches("[A-Za-z0-9-]{20,128}"));
        if (value.isPresent() && accepted.isEmpty()) {
            problems.invalid(
                    fields.place("Value"), "is not an API key: 20 to 128 letters, digits or hyphens. Choose another.");
        }
        return accepted;
    }

    /** Must be written, because whether a key without it can be used is not documented. */
    private Optional<Boolean> enabled(Fields fields) {
        if (!fields.has("Enabled")) {
            problems.invalid(
                    fields.place("Enabled"),
                    "is missing. Whether a key without it can be used is not documented: write Enabled: true.");
        }
        return fields.bool("Enabled");
    }
}
