package io.drawbridge.gateway.template;

import io.drawbridge.gateway.api.ApiKey;
import io.drawbridge.gateway.api.UsagePlan;
import io.drawbridge.gateway.api.UsagePlan.Period;
import io.drawbridge.gateway.api.UsagePlan.Quota;
import io.drawbridge.gateway.api.UsagePlan.Throttle;
import io.drawbridge.gateway.template.TemplateNode.Mapping;
import io.drawbridge.gateway.template.TemplateNode.Origin;
import io.drawbridge.gateway.template.TemplateNode.Scalar;
import io.drawbridge.gateway.template.TemplateNode.Sequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code AWS::ApiGateway::UsagePlan}, {@code ApiKey} and {@code UsagePlanKey}.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-usageplan.html">
 *     AWS::ApiGateway::UsagePlan</a>
 */
final class UsagePlanReader {

    private static final PropertyList PLAN = new PropertyList()
            .served("ApiStages", "Throttle", "Quota")
            .withoutLocalEffect("text for people", "UsagePlanName", "Description", "Tags");

    private static final PropertyList STAGE = new PropertyList()
            .served("ApiId", "Stage")
            .refused("Limits of single methods are not served: write Throttle at the plan.", "Throttle");

    private static final PropertyList THROTTLE = new PropertyList().served("RateLimit", "BurstLimit");

    private static final PropertyList QUOTA = new PropertyList().served("Limit", "Period", "Offset");

    private static final PropertyList LINK = new PropertyList().served("KeyId", "KeyType", "UsagePlanId");

    private final Resolver resolver;
    private final Problems problems;
    private final ApiKeyReader keyReader;

    UsagePlanReader(Resolver resolver, Problems problems) {
        this.resolver = resolver;
        this.problems = problems;
        this.keyReader = new ApiKeyReader(resolver, problems);
    }

    /**
     * The plans that hold for a stage, each with its keys.
     *
     * @param apiId what a {@code Ref} of the API yields
     */
    List<UsagePlan> read(List<TemplateResource> resources, String apiId, String stage) {
        Map<String, UsagePlan> plans = new LinkedHashMap<>();
        ofType(resources, TemplateResource.USAGE_PLAN)
                .forEach(resource -> plans.put(resource.logicalId(), plan(resource, apiId, stage)));
        Map<String, Optional<ApiKey>> keys = keyReader.read(ofType(resources, TemplateResource.API_KEY));
        Map<String, List<ApiKey>> members = new LinkedHashMap<>();
        Map<String, TemplateResource> linked = new LinkedHashMap<>();
        for (TemplateResource resource : ofType(resources, TemplateResource.USAGE_PLAN_KEY)) {
            link(resource, plans, keys, members, linked);
        }
        return plans.values().stream()
                .map(plan -> new UsagePlan(
                        plan.logicalId(),
                        plan.throttle(),
                        plan.quota(),
                        members.getOrDefault(plan.logicalId(), List.of())))
                .toList();
    }

    private static List<TemplateResource> ofType(List<TemplateResource> resources, String type) {
        return resources.stream().filter(resource -> resource.is(type)).toList();
    }

    private UsagePlan plan(TemplateResource resource, String apiId, String stage) {
        Fields fields = new Fields(PLAN.read(resource.properties(), resolver, problems), problems);
        List<TemplateNode> stages =
                fields.list("ApiStages").map(Sequence::items).orElse(List.of());
        if (stages.isEmpty()) {
            problems.invalid(
                    fields.place("ApiStages"),
                    "names no stage, so the plan's keys count nowhere. Name the API and its stage: ApiId: !Ref Api and"
                            + " Stage: !Ref Api.Stage.");
        }
        stages.forEach(item -> Fields.asMapping(item, problems).ifPresent(mapping -> stage(mapping, apiId, stage)));
        return new UsagePlan(
                resource.logicalId(),
                fields.mapping("Throttle").flatMap(this::throttle),
                fields.mapping("Quota").flatMap(this::quota),
                List.of());
    }

    private void stage(Mapping raw, String apiId, String stage) {
        Fields fields = new Fields(STAGE.read(raw, resolver, problems), problems);
        Optional<Scalar> api = fields.scalar("ApiId");
        if (api.isEmpty()
                || api.get().origin() != Origin.FUNCTION
                || !api.get().text().equals(apiId)) {
            problems.invalid(
                    fields.place("ApiId"), "does not name the API of this template. Write !Ref and its logical id.");
        }
        if (!fields.text("Stage").equals(Optional.of(stage))) {
            problems.invalid(
                    fields.place("Stage"),
                    "does not name the stage " + stage + ". Write !Ref and the API's logical id with .Stage.");
        }
    }

    private Optional<Throttle> throttle(Mapping raw) {
        Fields fields = new Fields(THROTTLE.read(raw, resolver, problems), problems);
        // What one without the other means is not documented.
        fields.requiredText("RateLimit");
        fields.requiredText("BurstLimit");
        Optional<Integer> burst = fields.integer("BurstLimit", 0, Integer.MAX_VALUE);
        return rate(fields).flatMap(rate -> burst.map(size -> new Throttle(rate, size)));
    }

    private Optional<Double> rate(Fields fields) {
        return fields.text("RateLimit").flatMap(text -> {
            if (text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
                return Optional.of(Double.valueOf(text));
            }
            problems.invalid(
                    fields.place("RateLimit"), "is " + text + ", which is not a number of at least 0. Correct it.");
            return Optional.empty();
        });
    }

    private Optional<Quota> quota(Mapping raw) {
        Fields fields = new Fields(QUOTA.read(raw, resolver, problems), problems);
        fields.requiredText("Limit");
        Optional<String> text = fields.requiredText("Period");
        Optional<Period> period = text.flatMap(name -> Arrays.stream(Period.values())
                .filter(value -> value.name().equals(name))
                .findFirst());
        if (text.isPresent() && period.isEmpty()) {
            problems.invalid(
                    fields.place("Period"), "is " + text.get() + ", which is no period. Write DAY, WEEK or MONTH.");
        }
        if (fields.integer("Offset", 0, Integer.MAX_VALUE).orElse(0) != 0) {
            problems.unsupported(
                    fields.place("Offset"),
                    "is not 0, which is not supported by the local gateway. It concerns a plan's first period only:"
                            + " remove it.");
        }
        Optional<Integer> limit = fields.integer("Limit", 0, Integer.MAX_VALUE);
        return limit.flatMap(most -> period.map(span -> new Quota(most, span)));
    }

    private void link(
            TemplateResource resource,
            Map<String, UsagePlan> plans,
            Map<String, Optional<ApiKey>> keys,
            Map<String, List<ApiKey>> members,
            Map<String, TemplateResource> linked) {
        Fields fields = new Fields(LINK.read(resource.properties(), resolver, problems), problems);
        fields.requiredText("KeyType")
                .filter(type -> !type.equals("API_KEY"))
                .ifPresent(type -> problems.invalid(
                        fields.place("KeyType"), "is " + type + ", which is no type of key. Write API_KEY."));
        Optional<String> key = named(fields, "KeyId", keys, TemplateResource.API_KEY);
        Optional<String> plan = named(fields, "UsagePlanId", plans, TemplateResource.USAGE_PLAN);
        if (key.isEmpty() || plan.isEmpty()) {
            return;
        }
        TemplateResource before = linked.putIfAbsent(key.get(), resource);
        if (before != null) {
            problems.invalid(
                    resource.place(),
                    "puts " + key.get() + " into a usage plan, as line "
                            + before.place().line()
                            + " does. A key belongs to one plan of a stage: remove one of them.");
            return;
        }
        keys.getOrDefault(key.get(), Optional.empty())
                .ifPresent(found -> members.computeIfAbsent(plan.get(), none -> new ArrayList<>())
                        .add(found));
    }

    /** The logical id behind a {@code Ref}: ids of keys and plans are made by API Gateway, so nobody can write one down. */
    private Optional<String> named(Fields fields, String property, Map<String, ?> known, String type) {
        if (!fields.has(property)) {
            problems.invalid(fields.place(property), "is missing. It is required: add it.");
            return Optional.empty();
        }
        Optional<Scalar> id = fields.scalar(property);
        boolean found = id.filter(scalar -> scalar.origin() == Origin.FUNCTION && known.containsKey(scalar.text()))
                .isPresent();
        if (id.isPresent() && !found) {
            problems.invalid(
                    fields.place(property),
                    "is no Ref to an " + type + " of this template. Write !Ref and its logical id.");
        }
        return found ? id.map(Scalar::text) : Optional.empty();
    }
}
