package io.drawbridge.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.Checked;
import io.drawbridge.registry.PatternRules;
import io.drawbridge.registry.Problem;
import io.drawbridge.registry.ProblemCode;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.RegisteredOrigin.Status;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.json.RegistryParts;
import java.util.ArrayList;
import java.util.List;

/**
 * What a document makes of a registration: the rules of the registry file, and that nobody writes {@code pending}, which is
 * the registry's own word for what waits for the platform.
 *
 * @param rules what may be registered here
 */
record OriginForm(PatternRules rules) {

    /** A new registration. */
    Checked<RegisteredOrigin> read(ObjectNode document, Tenant tenant) {
        Checked<RegisteredOrigin> origin =
                RegistryParts.origin(OriginJson.written(document), tenant.id(), tenant.cors(), rules);
        return with(origin, said(document, Status.PENDING) ? List.of(pending()) : List.of());
    }

    /** What replaces a registration: all of it but its pattern, which is its name. */
    Checked<RegisteredOrigin> read(ObjectNode document, Tenant tenant, RegisteredOrigin current) {
        ObjectNode whole = OriginJson.written(document);
        String pattern = current.pattern().text();
        List<Problem> problems = new ArrayList<>();
        if (whole.path(OriginJson.PATTERN).isTextual()
                && !whole.path(OriginJson.PATTERN).textValue().equals(pattern)) {
            problems.add(Problem.of(
                            ProblemCode.ID_OF_PATH,
                            whole.path(OriginJson.PATTERN).textValue(),
                            "Register the other pattern, and remove this one.")
                    .under("/" + OriginJson.PATTERN));
            whole.put(OriginJson.PATTERN, pattern);
        } else if (!whole.has(OriginJson.PATTERN)) {
            whole.put(OriginJson.PATTERN, pattern);
        }
        if (current.status() != Status.PENDING && said(whole, Status.PENDING)) {
            problems.add(pending());
        } else if (current.status() == Status.PENDING && !whole.has(OriginJson.STATUS)) {
            whole.put(OriginJson.STATUS, OriginJson.word(Status.PENDING));
        }
        return with(RegistryParts.origin(whole, tenant.id(), tenant.cors(), rules), problems);
    }

    private static Checked<RegisteredOrigin> with(Checked<RegisteredOrigin> origin, List<Problem> more) {
        List<Problem> problems = new ArrayList<>(origin.problems());
        problems.addAll(more);
        return problems.isEmpty() ? origin : new Checked.Invalid<>(problems);
    }

    private static boolean said(ObjectNode document, Status status) {
        return OriginJson.word(status).equals(document.path(OriginJson.STATUS).textValue());
    }

    private static Problem pending() {
        return Problem.of(
                        ProblemCode.TENANT_STATUS,
                        OriginJson.word(Status.PENDING),
                        "Write active or disabled: what waits for an approval becomes pending by itself.")
                .under("/" + OriginJson.STATUS);
    }

    /** Whether what a caller registers needs the platform's word: where an origin names its tenant, nobody takes one alone. */
    boolean waits(Caller caller) {
        return rules.tenantSource().claims() && !caller.isPlatform();
    }
}
