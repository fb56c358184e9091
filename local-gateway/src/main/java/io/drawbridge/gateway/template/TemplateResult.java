package io.drawbridge.gateway.template;

import io.drawbridge.gateway.api.RestApi;
import java.util.List;

/** What reading a template came to. */
public sealed interface TemplateResult {

    /**
     * The template can be served whole.
     *
     * @param api what to serve
     */
    record Valid(RestApi api) implements TemplateResult {}

    /**
     * The template cannot be served.
     *
     * @param problems every problem found, by line; never empty
     */
    record Invalid(List<TemplateProblem> problems) implements TemplateResult {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }
}
