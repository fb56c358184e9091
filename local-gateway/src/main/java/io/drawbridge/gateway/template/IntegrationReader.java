package io.drawbridge.gateway.template;

import io.drawbridge.gateway.api.Integration;
import io.drawbridge.gateway.api.Integration.LambdaProxy;
import io.drawbridge.gateway.api.Integration.Mock;
import io.drawbridge.gateway.api.Integration.Passthrough;
import io.drawbridge.gateway.api.LocalAccount;
import io.drawbridge.gateway.template.TemplateNode.Mapping;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an {@code x-amazon-apigateway-integration}.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html">
 *     x-amazon-apigateway-integration</a>
 */
final class IntegrationReader {

    static final String KEY = "x-amazon-apigateway-integration";

    /** API Gateway waits this long where nothing else is said, and no longer. */
    static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(29);

    private static final String NO_VPC_LINK = "VPC links and HTTP integrations are not served: remove it.";

    private static final PropertyList MOCK = common().served("requestTemplates", "responses", "passthroughBehavior")
            // A mock calls nobody: verb and time of the call have no meaning.
            .withoutLocalEffect("nothing is called", "httpMethod", "timeoutInMillis");

    private static final PropertyList PROXY = common().served("uri", "httpMethod", "timeoutInMillis")
            .withoutLocalEffect(
                    "API Gateway ignores them for a proxy", "passthroughBehavior", "requestTemplates", "responses")
            .refused("IAM is not evaluated locally: let a Lambda permission allow the call instead.", "credentials")
            .refused("Streamed answers are not served: remove it.", "responseTransferMode");

    private static final Pattern LAMBDA_URI =
            Pattern.compile("arn:([^:]+):apigateway:([^:]+):lambda:path/2015-03-31/functions/(.+)/invocations");

    private final Resolver resolver;
    private final References references;
    private final MockResponseReader mockResponses;
    private final Problems problems;

    IntegrationReader(Resolver resolver, References references, Problems problems) {
        this.resolver = resolver;
        this.references = references;
        this.mockResponses = new MockResponseReader(resolver, problems);
        this.problems = problems;
    }

    private static PropertyList common() {
        return new PropertyList()
                .served("type")
                .refused(NO_VPC_LINK, "connectionId", "connectionType", "tlsConfig", "integrationTarget")
                .refused("Integration caching is not served: remove it.", "cacheKeyParameters", "cacheNamespace")
                .refused("Binary conversion is not served: remove it.", "contentHandling")
                .refused("Request parameters are not mapped: read them in the function.", "requestParameters")
                .refused("It belongs to HTTP APIs: remove it.", "payloadFormatVersion");
    }

    /**
     * Reads one integration.
     *
     * @param methodResponses the method's {@code responses}, which a mock's answers must be declared in
     */
    Optional<Integration> read(Mapping raw, Optional<Mapping> methodResponses) {
        Optional<String> type =
                new Fields(raw, problems).requiredText("type").map(text -> text.toLowerCase(Locale.ROOT));
        if (type.isEmpty()) {
            return Optional.empty();
        }
        return switch (type.get()) {
            case "mock" -> Optional.of(mock(raw, methodResponses));
            case "aws_proxy" -> proxy(raw);
            default -> {
                problems.unsupported(
                        new Fields(raw, problems).place("type"),
                        "is " + type.get()
                                + ", which is not supported by the local gateway. Use aws_proxy with a function"
                                + " of this template, or mock.");
                yield Optional.empty();
            }
        };
    }

    private Mock mock(Mapping raw, Optional<Mapping> methodResponses) {
        Fields fields = new Fields(MOCK.read(raw, resolver, problems), problems);
        Map<String, String> templates = fields.mapping("requestTemplates")
                .map(mapping -> GatewayResponsesReader.texts(mapping, problems))
                .orElse(Map.of());
        if (templates.isEmpty() && !fields.has("requestTemplates")) {
            problems.invalid(
                    fields.place("requestTemplates"),
                    "is missing. A mock takes its status from it: add application/json: '{\"statusCode\": 200}'.");
        }
        if (!fields.has("responses")) {
            problems.invalid(
                    fields.place("responses"),
                    "is missing. A mock without a response answers 500: add one named default with a statusCode.");
        }
        return new Mock(
                templates,
                passthrough(fields),
                fields.mapping("responses")
                        .map(responses -> mockResponses.read(responses, methodResponses))
                        .orElse(List.of()));
    }

    private Passthrough passthrough(Fields fields) {
        return fields.text("passthroughBehavior")
                .flatMap(text -> {
                    Optional<Passthrough> known = Arrays.stream(Passthrough.values())
                            .filter(value -> value.name().equalsIgnoreCase(text))
                            .findFirst();
                    if (known.isEmpty()) {
                        problems.invalid(
                                fields.place("passthroughBehavior"),
                                "is " + text + ". Write when_no_match, when_no_templates or never.");
                    }
                    return known;
                })
                // API Gateway's default.
                .orElse(Passthrough.WHEN_NO_MATCH);
    }

    private Optional<Integration> proxy(Mapping raw) {
        Fields fields = new Fields(PROXY.read(raw, resolver, problems), problems);
        fields.requiredText("httpMethod")
                .filter(verb -> !verb.equals("POST"))
                .ifPresent(verb -> problems.invalid(
                        fields.place("httpMethod"),
                        "is " + verb + ". Lambda is invoked by POST, whatever the method of the request: write POST."));
        Duration timeout = fields.integer("timeoutInMillis", 50, 29_000)
                .map(Duration::ofMillis)
                .orElse(LONGEST_TIMEOUT);
        return fields.requiredText("uri")
                .flatMap(uri -> function(uri, fields.place("uri")))
                .map(function -> new LambdaProxy(function, timeout));
    }

    private Optional<String> function(String uri, Place place) {
        Matcher matcher = LAMBDA_URI.matcher(uri);
        if (!matcher.matches()
                || !matcher.group(1).equals(LocalAccount.PARTITION)
                || !matcher.group(2).equals(LocalAccount.REGION)) {
            problems.unsupported(
                    place,
                    "is " + uri
                            + ", which is not supported by the local gateway. Write !Sub arn:${AWS::Partition}:apigateway:"
                            + "${AWS::Region}:lambda:path/2015-03-31/functions/${Function.Arn}/invocations.");
            return Optional.empty();
        }
        Optional<TemplateResource> function = references.function(matcher.group(3));
        if (function.isEmpty()) {
            problems.invalid(
                    place,
                    "names the function " + matcher.group(3) + ", which this template does not declare. Declare it.");
        }
        return function.map(TemplateResource::logicalId);
    }
}
