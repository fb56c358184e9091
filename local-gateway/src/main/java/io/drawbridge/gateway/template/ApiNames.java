package io.drawbridge.gateway.template;

import io.drawbridge.gateway.api.LocalAccount;
import java.util.Collection;
import java.util.Optional;

/** Finds the API that an event means by {@code RestApiId}: {@code !Ref Api}, or its logical id as text. */
final class ApiNames {

    private final Collection<TemplateResource> resources;
    private final Problems problems;

    ApiNames(Collection<TemplateResource> resources, Problems problems) {
        this.resources = resources;
        this.problems = problems;
    }

    Optional<String> logicalId(String written, Place place) {
        Optional<String> found = resources.stream()
                .filter(resource -> resource.is(TemplateResource.API))
                .map(TemplateResource::logicalId)
                .filter(id -> id.equals(written) || LocalAccount.apiId(id).equals(written))
                .findFirst();
        if (found.isEmpty()) {
            problems.invalid(
                    place,
                    "is " + written
                            + ", which is not an AWS::Serverless::Api of this template. Write !Ref and its logical id.");
        }
        return found;
    }
}
