package io.drawbridge.admin;

import io.drawbridge.registry.ImportJob;
import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.Platform;
import io.drawbridge.registry.Problem;
import io.drawbridge.registry.RouteRule;
import io.drawbridge.registry.Stored;
import io.drawbridge.registry.Tenant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an import may do: what single writes by the one who began it could, no more.
 *
 * <p>It is looked at when an import begins and again when it is committed, against what is there then: between the two the
 * platform can have suspended the tenant, or taken back what it had delegated.
 */
final class ImportRights {

    private ImportRights() {}

    /** What only the platform may change of a profile, where somebody else imports it. */
    static List<Problem> changed(Tenant current, Tenant imported) {
        List<Problem> problems = new ArrayList<>(TenantResource.changedRights(current, imported));
        if (!current.delegateIssuers() && !set(current).equals(set(imported))) {
            problems.add(TenantResource.right("issuers"));
        }
        return problems;
    }

    /** In whatever order they stand. */
    private static Set<Issuer> set(Tenant tenant) {
        return new HashSet<>(tenant.issuers());
    }

    /** Why an import may not be committed as things are now. */
    static Optional<AdminAnswer> refusal(ImportJob job, Stored<Tenant> current, Platform platform) {
        List<Problem> rights = rights(job, current.value());
        if (!rights.isEmpty()) {
            return Optional.of(Refusal.FIELD_RIGHTS.answer(rights));
        }
        List<Problem> wider = wider(job, platform);
        return wider.isEmpty() ? Optional.empty() : Optional.of(Refusal.DOCUMENT.answer(wider));
    }

    /** The same as a list. */
    static List<Problem> problems(ImportJob job, Stored<Tenant> current, Platform platform) {
        List<Problem> problems = new ArrayList<>(rights(job, current.value()));
        problems.addAll(wider(job, platform));
        return problems;
    }

    private static List<Problem> rights(ImportJob job, Tenant current) {
        return job.byPlatform() ? List.of() : changed(current, job.profile());
    }

    private static List<Problem> wider(ImportJob job, Platform platform) {
        return RouteRule.wider(job.profile().routeRules(), platform.routeRules());
    }

    /** Nobody else puts anything into an import of the platform's, whose registrations need no approval. */
    static Optional<AdminAnswer> ofJob(AdminRequest request, ImportJob job) {
        return job.byPlatform() && !request.caller().isPlatform()
                ? Optional.of(Refusal.SCOPE.answer("The platform began this import: it needs registry:admin."))
                : Optional.empty();
    }
}
