package io.drawbridge.gateway.template;

import io.drawbridge.gateway.api.ApiKeys;
import io.drawbridge.gateway.api.GatewayResponse;
import io.drawbridge.gateway.api.GatewayResponseType;
import io.drawbridge.gateway.template.AuthReader.AuthDraft;
import io.drawbridge.gateway.template.TemplateNode.Mapping;
import io.drawbridge.gateway.template.TemplateNode.Origin;
import io.drawbridge.gateway.template.TemplateNode.ScalarType;
import io.drawbridge.gateway.template.TemplateNode.Sequence;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads an {@code AWS::Serverless::Api}.
 *
 * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-api.html">
 *     AWS::Serverless::Api</a>
 */
final class ApiReader {

    private static final PropertyList PROPERTIES = new PropertyList()
            .served(
                    "StageName",
                    "Variables",
                    "MergeDefinitions",
                    "EndpointConfiguration",
                    "MethodSettings",
                    "CacheClusterEnabled",
                    "Domain",
                    "ApiKeySourceType",
                    "OpenApiVersion")
            .servedAsWritten("Auth", "GatewayResponses", "DefinitionBody")
            .withoutLocalEffect("text for people", "Name", "Description", "Tags", "PropagateTags")
            .withoutLocalEffect("seen by operators, not by callers", "AccessLogSetting", "TracingEnabled")
            .withoutLocalEffect("how SAM and CloudFormation deploy", "FailOnWarnings", "Mode", "AlwaysDeploy")
            .withoutLocalEffect(
                    "there is no execute-api address and no TLS here",
                    "DisableExecuteApiEndpoint",
                    "SecurityPolicy",
                    "EndpointAccessMode")
            .withoutLocalEffect("only with CacheClusterEnabled, which is refused", "CacheClusterSize")
            .refused("Write the methods into DefinitionBody or as events.", "DefinitionUri")
            .refused("Write the OPTIONS methods into DefinitionBody.", "Cors")
            .refused("Models and request validators are not served: remove it.", "Models")
            .refused("Binary bodies are not served: remove it.", "BinaryMediaTypes")
            .refused("Compression is not served: remove it.", "MinimumCompressionSize")
            .refused("Canary deployments are not served: remove it.", "CanarySetting")
            .refused("Resource policies are not served: remove it.", "Policy");

    private static final PropertyList ENDPOINT = new PropertyList()
            .served("Type")
            .withoutLocalEffect("network of AWS", "IPAddressType", "IpAddressType")
            .refused("Private APIs are not served: use REGIONAL or EDGE.", "VPCEndpointIds", "VpcEndpointIds");

    private static final PropertyList METHOD_SETTING = new PropertyList()
            .served("CachingEnabled")
            .withoutLocalEffect("selects methods", "HttpMethod", "ResourcePath")
            .withoutLocalEffect(
                    "seen by operators, not by callers", "LoggingLevel", "MetricsEnabled", "DataTraceEnabled")
            // A single developer does not meet the limits of a stage, and they are best effort on AWS as well.
            .withoutLocalEffect("limits of a stage", "ThrottlingBurstLimit", "ThrottlingRateLimit")
            .withoutLocalEffect(
                    "only with CachingEnabled, which is refused", "CacheTtlInSeconds", "CacheDataEncrypted");

    private static final PropertyList DOMAIN = new PropertyList()
            .withoutLocalEffect(
                    "the address is the gateway's own",
                    "DomainName",
                    "CertificateArn",
                    "EndpointConfiguration",
                    "Route53",
                    "SecurityPolicy",
                    "IpAddressType",
                    "OwnershipVerificationCertificateArn",
                    "NormalizeBasePath")
            .refused("Paths are served without a base path: remove it.", "BasePath")
            .refused("Client certificates are not served: remove it.", "MutualTlsAuthentication");

    private final Resolver resolver;
    private final AuthReader auth;
    private final GatewayResponsesReader responses;
    private final DefinitionBodyReader bodies;
    private final Problems problems;

    ApiReader(Resolver resolver, References references, Problems problems) {
        this.resolver = resolver;
        this.auth = new AuthReader(resolver, references, problems);
        this.responses = new GatewayResponsesReader(resolver, problems);
        this.bodies = new DefinitionBodyReader(resolver, references, problems);
        this.problems = problems;
    }

    /**
     * An API before events are added.
     *
     * @param body the methods of its {@code DefinitionBody}; empty where it has none and events alone make the routes
     * @param merges whether events are merged into the body
     * @param keySource where API keys come from
     */
    record ApiDraft(
            TemplateResource resource,
            String stage,
            Map<String, String> variables,
            AuthDraft auth,
            Map<GatewayResponseType, GatewayResponse> responses,
            Optional<List<MethodDraft>> body,
            boolean merges,
            ApiKeys.Source keySource) {}

    ApiDraft read(TemplateResource resource) {
        Fields fields = new Fields(PROPERTIES.read(resource.properties(), resolver, problems), problems);
        Optional<String> stage = fields.requiredText("StageName");
        stage.filter(name -> !name.matches("[A-Za-z0-9_-]{1,128}"))
                .ifPresent(name -> problems.invalid(
                        fields.place("StageName"),
                        "is " + name + ", which is not a stage name: letters, digits, _ and - only. Choose another."));
        fields.scalar("StageName")
                .filter(name -> name.type() != ScalarType.TEXT && name.origin() == Origin.WRITTEN)
                .ifPresent(name -> problems.invalid(
                        name.place(),
                        "is " + name.text() + " without quotes, which SAM's translator does not take for a text."
                                + " Put it into quotes."));
        version(fields);
        refuseWhatChangesAnswers(fields);
        return new ApiDraft(
                resource,
                stage.orElse(""),
                fields.mapping("Variables").map(this::variables).orElse(Map.of()),
                fields.mapping("Auth").map(auth::read).orElse(AuthDraft.NOTHING),
                fields.mapping("GatewayResponses").map(responses::read).orElse(Map.of()),
                fields.mapping("DefinitionBody").map(bodies::read),
                fields.writtenBool("MergeDefinitions").orElse(false),
                keySource(fields));
    }

    /** By it SAM's translator chooses where in the document it writes the authorizers. */
    private void version(Fields fields) {
        Optional<String> version = fields.text("OpenApiVersion", Origin.WRITTEN);
        boolean openApi = fields.node("DefinitionBody")
                .filter(body ->
                        body instanceof Mapping mapping && mapping.entries().containsKey("openapi"))
                .isPresent();
        if (version.isPresent() && !version.get().matches("3\\.0\\.\\d|2\\.0")) {
            problems.invalid(
                    fields.place("OpenApiVersion"),
                    "is " + version.get() + ". API Gateway imports OpenAPI 3.0 and Swagger 2.0: write 3.0.1.");
        } else if (openApi && version.equals(Optional.of("2.0"))) {
            problems.invalid(
                    fields.place("OpenApiVersion"),
                    "is 2.0, but DefinitionBody is OpenAPI 3. SAM would write the authorizers where API Gateway does not"
                            + " look for them: write 3.0.1.");
        }
    }

    private ApiKeys.Source keySource(Fields fields) {
        Optional<String> text = fields.text("ApiKeySourceType");
        Optional<ApiKeys.Source> source = text.flatMap(name -> Arrays.stream(ApiKeys.Source.values())
                .filter(value -> value.name().equals(name))
                .findFirst());
        if (text.isPresent() && source.isEmpty()) {
            problems.invalid(
                    fields.place("ApiKeySourceType"),
                    "is " + text.get() + ", which is no source of API keys. Write HEADER or AUTHORIZER.");
        }
        return source.orElse(ApiKeys.Source.HEADER);
    }

    private Map<String, String> variables(Mapping mapping) {
        Map<String, String> variables = GatewayResponsesReader.texts(mapping, problems);
        variables.forEach((name, value) -> {
            if (!name.matches("[A-Za-z0-9_]+") || !value.matches("[A-Za-z0-9-._~:/?#&=,]*")) {
                problems.invalid(
                        new Fields(mapping, problems).place(name),
                        "is " + value + ", which API Gateway refuses: a name is letters, digits and _, a value also"
                                + " -.~:/?#&=, characters. Change it.");
            }
        });
        return variables;
    }

    private void refuseWhatChangesAnswers(Fields fields) {
        endpoint(fields);
        if (fields.bool("CacheClusterEnabled").orElse(false)) {
            problems.unsupported(
                    fields.place("CacheClusterEnabled"),
                    "is true, which is not supported by the local gateway. Stage caching ignores Vary: leave it off.");
        }
        fields.mapping("Domain").ifPresent(domain -> DOMAIN.read(domain, resolver, problems));
        for (TemplateNode item :
                fields.list("MethodSettings").map(Sequence::items).orElse(List.of())) {
            Fields.asMapping(item, problems).ifPresent(mapping -> {
                Fields setting = new Fields(METHOD_SETTING.read(mapping, resolver, problems), problems);
                if (setting.bool("CachingEnabled").orElse(false)) {
                    problems.unsupported(
                            setting.place("CachingEnabled"),
                            "is true, which is not supported by the local gateway. Stage caching ignores Vary: leave it off.");
                }
            });
        }
    }

    /** A text, or a mapping with {@code Type}: SAM takes both. */
    private void endpoint(Fields fields) {
        Optional<TemplateNode> endpoint = fields.node("EndpointConfiguration");
        Optional<String> type = endpoint.filter(Mapping.class::isInstance).isPresent()
                ? fields.mapping("EndpointConfiguration")
                        .flatMap(mapping ->
                                new Fields(ENDPOINT.read(mapping, resolver, problems), problems).text("Type"))
                : fields.text("EndpointConfiguration");
        type.filter(text -> !text.equals("REGIONAL") && !text.equals("EDGE"))
                .ifPresent(text -> problems.unsupported(
                        fields.place("EndpointConfiguration"),
                        "is " + text + ", which is not supported by the local gateway. Use REGIONAL or EDGE."));
    }
}
