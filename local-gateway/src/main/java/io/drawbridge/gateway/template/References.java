package io.drawbridge.gateway.template;

import io.drawbridge.gateway.api.LocalAccount;
import io.drawbridge.gateway.template.TemplateNode.Scalar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What {@code Ref} and {@code Fn::GetAtt} of a resource yield in the pretended deployment. */
final class References {

    /** The API that SAM makes for events that name none. */
    static final String IMPLICIT_API = "ServerlessRestApi";

    private final Problems problems;
    private final Map<String, TemplateResource> resources = new HashMap<>();
    private final Set<String> open = new HashSet<>();
    private Optional<Resolver> names = Optional.empty();

    References(Problems problems) {
        this.problems = problems;
    }

    /**
     * Makes a resource known.
     *
     * @param resolver resolves the properties that hold physical names
     */
    void add(TemplateResource resource, Resolver resolver) {
        resources.put(resource.logicalId(), resource);
        names = Optional.of(resolver);
    }

    Optional<String> ref(String name, Place place) {
        int dot = name.indexOf('.');
        Optional<TemplateResource> found = existing(dot < 0 ? name : name.substring(0, dot), place);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        TemplateResource resource = found.get();
        if (dot >= 0) {
            return generated(resource, name.substring(dot + 1), place);
        }
        if (resource.is(TemplateResource.API)) {
            return Optional.of(LocalAccount.apiId(name));
        }
        return physicalName(resource)
                .map(physical -> PassiveResource.ofType(resource.type())
                        .map(passive -> passive.ref().isEmpty()
                                ? Deployment.arn(passive.arn(), physical)
                                : Deployment.fill(passive.ref(), physical))
                        .orElse(physical));
    }

    /** Whether the name is one that SAM's translator gives to the stage of an API, such as {@code Api.Stage}. */
    boolean isStage(String name) {
        TemplateResource resource = resources.get(name.replaceFirst("\\.Stage$", ""));
        return name.endsWith(".Stage") && resource != null && resource.is(TemplateResource.API);
    }

    Optional<String> attribute(String name, String attribute, Place place) {
        Optional<TemplateResource> found = existing(name, place);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        TemplateResource resource = found.get();
        String arn = resource.is(TemplateResource.FUNCTION)
                ? "lambda:%r:%a:function:%n"
                : PassiveResource.ofType(resource.type())
                        .map(PassiveResource::arn)
                        .orElse("");
        if (attribute.equals("Arn") && !arn.isEmpty()) {
            return physicalName(resource).map(text -> Deployment.arn(arn, text));
        }
        return unknownAttribute(name, attribute, place);
    }

    /** The function that a name or an unqualified ARN stands for. */
    Optional<TemplateResource> function(String nameOrArn) {
        String prefix = Deployment.arn("lambda:%r:%a:function:%n", "");
        String name = nameOrArn.startsWith(prefix) ? nameOrArn.substring(prefix.length()) : nameOrArn;
        return resources.values().stream()
                .filter(resource -> resource.is(TemplateResource.FUNCTION) && resource.active())
                .filter(resource -> physicalName(resource).equals(Optional.of(name)))
                .findFirst();
    }

    /** The layer that an ARN with its version stands for. */
    Optional<TemplateResource> layer(String arn) {
        return resources.values().stream()
                .filter(resource -> resource.is(TemplateResource.LAYER) && resource.active())
                .filter(resource -> PassiveResource.ofType(resource.type())
                        .flatMap(layer -> physicalName(resource).map(name -> Deployment.arn(layer.arn(), name)))
                        .equals(Optional.of(arn)))
                .findFirst();
    }

    /** The references that SAM's translator adds to its own resources: {@code !Ref Api.Stage}. */
    private Optional<String> generated(TemplateResource resource, String suffix, Place place) {
        if (resource.is(TemplateResource.API) && suffix.equals("Stage")) {
            return physicalName(resource, "StageName");
        }
        return unknownAttribute(resource.logicalId(), suffix, place);
    }

    private Optional<String> unknownAttribute(String name, String attribute, Place place) {
        problems.unresolved(
                place,
                "refers to " + name + "." + attribute
                        + ", which has no value here. Use the resource's name or Arn, or take the value from a parameter.");
        return Optional.empty();
    }

    private Optional<TemplateResource> existing(String name, Place place) {
        TemplateResource resource = resources.get(name);
        if (resource == null) {
            problems.unresolved(
                    place,
                    "refers to " + name + ", which is neither a parameter nor a resource of this template."
                            + " Declare it, or correct the name.");
            return Optional.empty();
        }
        if (!resource.active()) {
            problems.unresolved(
                    place,
                    "refers to " + name + ", which does not exist because its condition is false."
                            + " Guard this reference with the same condition.");
            return Optional.empty();
        }
        return Optional.of(resource);
    }

    private Optional<String> physicalName(TemplateResource resource) {
        return physicalName(
                resource,
                resource.is(TemplateResource.FUNCTION)
                        ? "FunctionName"
                        : PassiveResource.ofType(resource.type())
                                .map(PassiveResource::nameProperty)
                                .orElse(""));
    }

    /** CloudFormation invents a name where none is set; here the logical id serves. */
    private Optional<String> physicalName(TemplateResource resource, String property) {
        TemplateNode written = resource.properties().entries().get(property);
        if (written == null || names.isEmpty()) {
            return Optional.of(resource.logicalId());
        }
        if (!open.add(resource.logicalId())) {
            problems.invalid(written.place(), "refers to its own resource. Break the circle.");
            return Optional.empty();
        }
        Optional<TemplateNode> resolved = names.get().resolve(written);
        open.remove(resource.logicalId());
        if (resolved.isEmpty()) {
            return Optional.of(resource.logicalId());
        }
        return resolved.get() instanceof Scalar scalar ? Optional.of(scalar.text()) : Optional.empty();
    }
}
