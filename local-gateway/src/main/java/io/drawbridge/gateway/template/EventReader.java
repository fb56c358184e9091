package io.drawbridge.gateway.template;

import io.drawbridge.gateway.api.LogFilter;
import io.drawbridge.gateway.template.TemplateNode.Broken;
import io.drawbridge.gateway.template.TemplateNode.Mapping;
import io.drawbridge.gateway.template.TemplateNode.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the {@code Events} of a function.
 *
 * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-api.html">
 *     Api event</a>
 * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-cloudwatchlogs.html">
 *     CloudWatchLogs event</a>
 */
final class EventReader {

    private static final PropertyList EVENT = new PropertyList().served("Type").servedAsWritten("Properties");

    private static final String API = "Api";
    private static final String LOGS = "CloudWatchLogs";

    private static final PropertyList LOG_EVENT = new PropertyList().served("LogGroupName", "FilterPattern");

    private static final PropertyList API_EVENT = new PropertyList()
            .served("Path", "Method", "TimeoutInMillis")
            .servedAsWritten("RestApiId", "Auth")
            .refused("Models and request validators are not served: check the request in the function.", "RequestModel")
            .refused("Request validators are not served: check the request in the function.", "RequestParameters")
            .refused("Streamed answers are not served: remove it.", "ResponseTransferMode");

    private static final PropertyList AUTH = new PropertyList()
            .served("Authorizer")
            .refused("API keys are not served event by event: set it under Auth of the API.", "ApiKeyRequired")
            .refused(
                    "Scopes of user pools are not served: let the Lambda authorizer check them.", "AuthorizationScopes")
            .refused("Resource policies are not served: remove it.", "ResourcePolicy")
            .refused("IAM authorization is not served: remove it.", "InvokeRole")
            .refused("Write `security` at the method in DefinitionBody instead.", "OverrideApiAuth");

    private final Resolver resolver;
    private final Problems problems;
    private final ApiNames apis;

    EventReader(Resolver resolver, ApiNames apis, Problems problems) {
        this.resolver = resolver;
        this.apis = apis;
        this.problems = problems;
    }

    /**
     * What a function is invoked by.
     *
     * @param api the requests
     * @param logs the lines of logs
     */
    record Drafts(List<EventDraft> api, List<SubscriptionDraft> logs) {}

    Drafts read(String function, Mapping events) {
        Drafts drafts = new Drafts(new ArrayList<>(), new ArrayList<>());
        events.entries()
                .forEach((name, node) ->
                        Fields.asMapping(node, problems).ifPresent(event -> event(function, event, drafts)));
        return drafts;
    }

    private void event(String function, Mapping raw, Drafts drafts) {
        TemplateNode type = raw.entries().get("Type");
        String text = type instanceof TemplateNode.Scalar scalar ? scalar.text() : API;
        if (!text.equals(API) && !text.equals(LOGS)) {
            problems.unsupported(
                    raw.entries().getOrDefault("Type", raw).place(),
                    "is " + text + ", which is not supported by the local gateway. Only events of type Api and"
                            + " CloudWatchLogs are served: keep the function in a template of its own.");
            return;
        }
        Fields event = new Fields(EVENT.read(raw, resolver, problems), problems);
        event.requiredText("Type");
        Mapping none = Mapping.empty(raw.place().missing("Properties"));
        Optional<Mapping> properties = event.has("Properties") ? event.mapping("Properties") : Optional.of(none);
        if (text.equals(LOGS)) {
            properties.flatMap(mapping -> logEvent(function, mapping)).ifPresent(drafts.logs()::add);
        } else {
            properties
                    .flatMap(mapping -> apiEvent(function, raw.place(), mapping))
                    .ifPresent(drafts.api()::add);
        }
    }

    private Optional<SubscriptionDraft> logEvent(String function, Mapping raw) {
        Fields fields = new Fields(LOG_EVENT.read(raw, resolver, problems), problems);
        Optional<String> logGroup = fields.requiredText("LogGroupName");
        Optional<String> pattern = fields.requiredText("FilterPattern");
        Optional<LogFilter> filter = pattern.flatMap(LogFilter::parse);
        if (pattern.isPresent() && filter.isEmpty()) {
            problems.unsupported(
                    fields.place("FilterPattern"),
                    "is " + pattern.get() + ", which is not supported by the local gateway. Only patterns of the form"
                            + " { $.name = \"value\" } are served: write one, or filter in the function.");
        }
        return logGroup.isPresent() && filter.isPresent()
                ? Optional.of(
                        new SubscriptionDraft(fields.place("LogGroupName"), function, logGroup.get(), filter.get()))
                : Optional.empty();
    }

    private Optional<EventDraft> apiEvent(String function, Place place, Mapping raw) {
        Fields fields = new Fields(API_EVENT.read(raw, resolver, problems), problems);
        fields.requiredText("Path");
        fields.requiredText("Method");
        Optional<String> path = fields.text("Path", Origin.WRITTEN);
        Optional<String> method =
                fields.text("Method", Origin.WRITTEN).flatMap(text -> method(text, fields.place("Method")));
        Optional<Duration> timeout =
                fields.integer("TimeoutInMillis", 50, 29_000).map(Duration::ofMillis);
        Optional<MethodSecurity> security = fields.mapping("Auth").flatMap(this::security);
        Optional<String> api = Optional.empty();
        if (fields.has("RestApiId")) {
            api = fields.node("RestApiId").flatMap(apis::logicalId);
            if (api.isEmpty()) {
                return Optional.empty();
            }
        }
        if (path.isEmpty() || method.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new EventDraft(place, function, api, path.get(), method.get(), security, timeout));
    }

    private Optional<String> method(String text, Place place) {
        Optional<String> verb = MethodDraft.verbOfEvent(text);
        if (verb.isEmpty()) {
            problems.invalid(
                    place,
                    "is " + text + ", which is not a method of API Gateway. Use get, put, post, delete, options, head,"
                            + " patch or any.");
        }
        return verb;
    }

    private Optional<MethodSecurity> security(Mapping raw) {
        Mapping auth = AUTH.read(raw, resolver, problems);
        if (auth.entries().get("Authorizer") instanceof Broken) {
            return Optional.empty();
        }
        return new Fields(auth, problems).text("Authorizer", Origin.WRITTEN).map(MethodSecurity::named);
    }
}
