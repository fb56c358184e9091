package io.drawbridge.gateway.template;

import io.drawbridge.gateway.api.Authorizer;
import io.drawbridge.gateway.api.MappingExpression;
import io.drawbridge.gateway.template.TemplateNode.Mapping;
import io.drawbridge.gateway.template.TemplateNode.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the {@code Auth} of an API.
 *
 * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-apiauth.html">
 *     ApiAuth</a>
 */
final class AuthReader {

    private static final PropertyList AUTH = new PropertyList()
            .served(
                    "DefaultAuthorizer",
                    "AddDefaultAuthorizerToCorsPreflight",
                    "ApiKeyRequired",
                    "AddApiKeyRequiredToCorsPreflight")
            .servedAsWritten("Authorizers")
            .refused("IAM authorization is not served: remove it.", "InvokeRole")
            .refused(
                    "It makes one key for all callers: declare AWS::ApiGateway::UsagePlan, ApiKey and UsagePlanKey.",
                    "UsagePlan")
            .refused("Resource policies are not served: remove it.", "ResourcePolicy");

    private static final PropertyList AUTHORIZER = new PropertyList()
            .served("FunctionArn", "FunctionPayloadType", "DisableFunctionDefaultPermissions")
            .servedAsWritten("Identity")
            .refused("User pools are not served: use a Lambda authorizer.", "UserPoolArn", "AuthorizationScopes")
            .refused("Let a Lambda permission allow the call instead.", "FunctionInvokeRole");

    private static final List<String> SOURCES = List.of("Headers", "QueryStrings", "StageVariables", "Context");

    private static final PropertyList IDENTITY = new PropertyList()
            .served("ReauthorizeEvery")
            .servedAsWritten("Headers", "QueryStrings", "StageVariables", "Context")
            .refused("It belongs to TOKEN authorizers, which are not served.", "Header", "ValidationExpression");

    /** API Gateway's default, and its longest. */
    private static final int DEFAULT_TTL_SECONDS = 300;

    private static final int LONGEST_TTL_SECONDS = 3600;

    private final Resolver resolver;
    private final References references;
    private final Problems problems;

    AuthReader(Resolver resolver, References references, Problems problems) {
        this.resolver = resolver;
        this.references = references;
        this.problems = problems;
    }

    /**
     * An API's authorizers.
     *
     * @param declared every name, those with problems included
     * @param invokers the authorizers that get a permission to be invoked from SAM
     * @param keys which methods need an API key unless they opt out
     */
    record AuthDraft(
            Map<String, Optional<Authorizer>> declared,
            Optional<String> defaultName,
            boolean defaultOnPreflight,
            List<Authorizer> invokers,
            KeyNeed keys) {

        static final AuthDraft NOTHING = new AuthDraft(Map.of(), Optional.empty(), true, List.of(), KeyNeed.NONE);
    }

    /** Which methods need an API key. */
    enum KeyNeed {
        NONE,
        ALL_BUT_PREFLIGHTS,
        ALL
    }

    AuthDraft read(Mapping raw) {
        Fields auth = new Fields(AUTH.read(raw, resolver, problems), problems);
        Map<String, Optional<Authorizer>> declared = new LinkedHashMap<>();
        List<Authorizer> invokers = new ArrayList<>();
        auth.mapping("Authorizers")
                .ifPresent(authorizers -> authorizers
                        .entries()
                        .forEach((name, node) -> declared.put(
                                name,
                                Fields.asMapping(node, problems)
                                        .flatMap(mapping -> authorizer(name, mapping, invokers)))));
        Optional<String> defaultName = auth.text("DefaultAuthorizer", Origin.PARAMETER);
        if (defaultName.isPresent() && !declared.containsKey(defaultName.get())) {
            problems.invalid(
                    auth.place("DefaultAuthorizer"),
                    "is " + defaultName.get()
                            + ", which Authorizers does not declare. Declare it there, or correct the name.");
        }
        // SAM's default: preflights are authorized too.
        boolean onPreflight =
                auth.writtenBool("AddDefaultAuthorizerToCorsPreflight").orElse(true);
        return new AuthDraft(declared, defaultName, onPreflight, invokers, keys(auth));
    }

    /** SAM's default here too: preflights need a key as well. */
    private static KeyNeed keys(Fields auth) {
        boolean required = auth.writtenBool("ApiKeyRequired").orElse(false);
        boolean onPreflight =
                auth.writtenBool("AddApiKeyRequiredToCorsPreflight").orElse(true);
        return !required ? KeyNeed.NONE : onPreflight ? KeyNeed.ALL : KeyNeed.ALL_BUT_PREFLIGHTS;
    }

    private Optional<Authorizer> authorizer(String name, Mapping raw, List<Authorizer> invokers) {
        Fields fields = new Fields(AUTHORIZER.read(raw, resolver, problems), problems);
        // Without a payload type SAM makes a TOKEN authorizer.
        if (!fields.has("FunctionPayloadType")
                || fields.text("FunctionPayloadType", Origin.PARAMETER)
                        .filter(type -> !type.equals("REQUEST"))
                        .isPresent()) {
            problems.unsupported(
                    fields.place("FunctionPayloadType"),
                    "is " + fields.text("FunctionPayloadType").orElse("TOKEN by default")
                            + ", which is not supported by the local gateway. Write REQUEST.");
        }
        Optional<String> function =
                fields.requiredText("FunctionArn").flatMap(arn -> function(arn, fields.place("FunctionArn")));
        Optional<Mapping> identity = fields.mapping("Identity");
        Fields identityFields = new Fields(
                IDENTITY.read(identity.orElse(Mapping.empty(fields.place("Identity"))), resolver, problems), problems);
        List<MappingExpression> sources = sources(identityFields);
        int ttl = timeToLive(identityFields, namesNoSource(identityFields));
        if (function.isEmpty()) {
            return Optional.empty();
        }
        Authorizer authorizer = new Authorizer(name, function.get(), sources, Duration.ofSeconds(ttl));
        if (!fields.writtenBool("DisableFunctionDefaultPermissions").orElse(false)) {
            invokers.add(authorizer);
        }
        return Optional.of(authorizer);
    }

    private Optional<String> function(String arn, Place place) {
        Optional<String> function = references.function(arn).map(TemplateResource::logicalId);
        if (function.isEmpty()) {
            problems.invalid(
                    place, "is " + arn + ", which is no function of this template. Write !GetAtt Function.Arn.");
        }
        return function;
    }

    /** In the order in which SAM's translator writes them: the cache key depends on it. */
    private List<MappingExpression> sources(Fields identity) {
        List<MappingExpression> sources = new ArrayList<>();
        source(identity, "Headers", "method.request.header.", sources);
        source(identity, "QueryStrings", "method.request.querystring.", sources);
        source(identity, "StageVariables", "stageVariables.", sources);
        source(identity, "Context", "context.", sources);
        return sources;
    }

    private void source(Fields identity, String key, String prefix, List<MappingExpression> sources) {
        for (String name : identity.texts(key, Origin.PARAMETER, resolver)) {
            Optional<MappingExpression> source = MappingExpressions.parse(prefix + name);
            if (source.isEmpty()) {
                problems.invalid(
                        identity.place(key), "holds " + name + ", which is not a name that can be mapped. Correct it.");
            }
            source.ifPresent(sources::add);
        }
    }

    /** As SAM's translator counts: an empty list is no source, one with a mistake in it is. */
    private static boolean namesNoSource(Fields identity) {
        return SOURCES.stream()
                .allMatch(key -> !identity.has(key)
                        || identity.list(key)
                                .filter(list -> list.items().isEmpty())
                                .isPresent());
    }

    private int timeToLive(Fields identity, boolean withoutSources) {
        Optional<Integer> written = identity.integer("ReauthorizeEvery", 0, LONGEST_TTL_SECONDS);
        int ttl = written.orElse(DEFAULT_TTL_SECONDS);
        if (!withoutSources || (identity.has("ReauthorizeEvery") && written.isEmpty())) {
            return ttl;
        }
        // SAM's translator looks at the value itself and cannot evaluate !If: measured.
        boolean computed = identity.scalar("ReauthorizeEvery")
                .filter(scalar -> scalar.origin() == Origin.FUNCTION)
                .isPresent();
        if (ttl > 0 || computed) {
            problems.invalid(
                    identity.place("ReauthorizeEvery"),
                    "is " + (computed ? "a function" : written.isEmpty() ? ttl + " by default" : String.valueOf(ttl))
                            + ", and the authorizer has no identity source. SAM takes an authorizer without"
                            + " Headers, QueryStrings, StageVariables or Context only with ReauthorizeEvery: 0,"
                            + " written so or as a Ref to a parameter.");
        }
        return ttl;
    }
}
