package io.drawbridge.gateway.template;

import io.drawbridge.gateway.template.TemplateNode.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the {@code Resources} section: types, conditions and Globals, but not yet what the properties mean. */
final class ResourceSection {

    private static final PropertyList ATTRIBUTES = new PropertyList()
            .served("Type", "Properties", "Condition")
            .withoutLocalEffect("notes for tools", "Metadata")
            .withoutLocalEffect(
                    "order and life cycle of a deployment",
                    "DependsOn",
                    "DeletionPolicy",
                    "UpdateReplacePolicy",
                    "CreationPolicy",
                    "UpdatePolicy")
            .refused("Write the properties out.", "IgnoreGlobals")
            .refused("Connectors make IAM rights, which are not evaluated here: write Policies.", "Connectors");

    private static final List<String> SERVED = List.of(
            TemplateResource.API,
            TemplateResource.FUNCTION,
            TemplateResource.PERMISSION,
            TemplateResource.API_KEY,
            TemplateResource.USAGE_PLAN,
            TemplateResource.USAGE_PLAN_KEY);

    private final Conditions conditions;
    private final Globals globals;
    private final Problems problems;

    ResourceSection(Conditions conditions, Globals globals, Problems problems) {
        this.conditions = conditions;
        this.globals = globals;
        this.problems = problems;
    }

    List<TemplateResource> read(Mapping section) {
        List<TemplateResource> resources = new ArrayList<>();
        for (Map.Entry<String, TemplateNode> entry : section.entries().entrySet()) {
            Fields.asMapping(entry.getValue(), problems)
                    .flatMap(mapping -> resource(entry.getKey(), mapping))
                    .ifPresent(resources::add);
        }
        return resources;
    }

    private Optional<TemplateResource> resource(String logicalId, Mapping raw) {
        if (!logicalId.matches("[A-Za-z0-9]+")) {
            problems.invalid(raw.place(), "is not a logical id: letters and digits only. Rename it.");
        }
        Fields fields = new Fields(ATTRIBUTES.keep(raw, problems), problems);
        Optional<String> type = fields.requiredText("Type");
        boolean active = !fields.has("Condition")
                || fields.text("Condition")
                        .flatMap(name -> conditions.holds(name, fields.place("Condition")))
                        .orElse(false);
        if (type.isEmpty()) {
            return Optional.empty();
        }
        if (active
                && !SERVED.contains(type.get())
                && PassiveResource.ofType(type.get()).isEmpty()) {
            problems.unsupported(
                    fields.place("Type"),
                    "is " + type.get() + ", which is not supported by the local gateway. "
                            + PassiveResource.insteadOf(type.get()));
        }
        Mapping own = fields.has("Properties")
                ? fields.mapping("Properties").orElse(Mapping.empty(fields.place("Properties")))
                : Mapping.empty(fields.place("Properties"));
        return Optional.of(
                new TemplateResource(logicalId, type.get(), raw.place(), globals.mergedInto(own, type.get()), active));
    }
}
