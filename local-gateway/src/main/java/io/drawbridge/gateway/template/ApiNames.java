package io.drawbridge.gateway.template;

import io.drawbridge.gateway.template.TemplateNode.Mapping;
import io.drawbridge.gateway.template.TemplateNode.Scalar;
import java.util.Collection;
import java.util.Optional;

/**
 * Finds the API that an event means by {@code RestApiId}.
 *
 * <p>Only {@code !Ref Api} will do. SAM's translator refuses other functions; a logical id written as text it takes, and then
 * grants the permission to an API of that very id, which does not exist: measured.
 */
final class ApiNames {

    private final Collection<TemplateResource> resources;
    private final Problems problems;

    ApiNames(Collection<TemplateResource> resources, Problems problems) {
        this.resources = resources;
        this.problems = problems;
    }

    Optional<String> logicalId(TemplateNode written) {
        Optional<String> name =
                written instanceof Mapping call && call.entries().get("Ref") instanceof Scalar text
                        ? Optional.of(text.text())
                        : Optional.empty();
        Optional<String> found = name.filter(id -> resources.stream()
                .anyMatch(resource -> resource.is(TemplateResource.API)
                        && resource.logicalId().equals(id)));
        if (found.isEmpty()) {
            problems.invalid(
                    written.place(),
                    "is " + name.map(id -> "a Ref to " + id).orElse(written.kind())
                            + ", not a Ref to an AWS::Serverless::Api of this template. Write !Ref and its logical id.");
        }
        return found;
    }
}
