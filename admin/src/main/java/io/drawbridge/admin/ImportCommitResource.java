package io.drawbridge.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.Grant;
import io.drawbridge.registry.ImportCounts;
import io.drawbridge.registry.ImportDifference;
import io.drawbridge.registry.ImportJob;
import io.drawbridge.registry.ImportOutcome;
import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.OriginPattern;
import io.drawbridge.registry.Page;
import io.drawbridge.registry.PageRequest;
import io.drawbridge.registry.Problem;
import io.drawbridge.registry.ProblemCode;
import io.drawbridge.registry.Stored;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantStore;
import io.drawbridge.registry.TenantStore.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code …/imports/{job}/difference}, which says what committing would do, and {@code …/commit}, which does exactly that. */
final class ImportCommitResource {

    private final TenantStore store;
    private final OriginAnswers origins;
    private final Paging paging;

    ImportCommitResource(TenantStore store, OriginAnswers origins, Paging paging) {
        this.store = store;
        this.origins = origins;
        this.paging = paging;
    }

    AdminAnswer difference(AdminRequest request, Stored<Tenant> tenant) {
        Optional<ImportJob> job = ImportResource.find(store, request, tenant);
        if (job.isEmpty()) {
            return Refusal.NOT_FOUND.answer();
        }
        if (!job.get().isOpen(now())) {
            return Refusal.IMPORT_ENDED.answer();
        }
        return compare(job.get())
                .map(d -> paging.list(
                        request, page -> items(d, page), document -> describe(document, job.get(), tenant, d)))
                .orElseGet(Refusal.NOT_FOUND::answer);
    }

    private Optional<ImportDifference> compare(ImportJob job) {
        return store.difference(job.profile().id(), job.id(), now());
    }

    private Page<ObjectNode> items(ImportDifference difference, PageRequest page) {
        List<ImportDifference.Item> rest = difference.items().stream()
                .filter(i -> page.after().map(a -> key(i).compareTo(a) > 0).orElse(true))
                .toList();
        boolean isLast = rest.size() <= page.limit();
        List<ImportDifference.Item> shown = isLast ? rest : rest.subList(0, page.limit());
        return new Page<>(
                shown.stream().map(this::write).toList(),
                isLast ? Optional.empty() : Optional.of(key(shown.get(shown.size() - 1))));
    }

    private static String key(ImportDifference.Item item) {
        return item.pattern().key();
    }

    private ObjectNode write(ImportDifference.Item item) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("change", item.before().isEmpty() ? "added" : item.after().isEmpty() ? "removed" : "changed");
        node.put("id", item.pattern().id());
        item.before().ifPresent(b -> node.set("before", origins.document(b)));
        item.after().ifPresent(a -> node.set("after", OriginJson.write(a, origins.suffixes())));
        return node;
    }

    private void describe(ObjectNode document, ImportJob job, Stored<Tenant> tenant, ImportDifference difference) {
        document.setAll(ImportJson.counts(difference.counts()));
        ObjectNode profile = document.putObject("profile");
        profile.set("before", TenantJson.writeWhole(tenant.value()));
        profile.set("after", TenantJson.writeWhole(job.profile()));
        profile.put("etag", tenant.etag().toString());
        document.set("problems", Refusal.list(problems(job, tenant, difference)));
    }

    /** What would keep it from being committed, as far as the tenant's own registry says. */
    private List<Problem> problems(ImportJob job, Stored<Tenant> tenant, ImportDifference difference) {
        List<Problem> problems = new ArrayList<>(
                ImportRights.problems(job, tenant, store.platform().value()));
        problems.addAll(repeated(job, difference));
        return problems;
    }

    /** Registrations that are in two parts: which of the two is meant nobody can tell. */
    private static List<Problem> repeated(ImportJob job, ImportDifference difference) {
        ImportCounts counts = difference.counts();
        int distinct = counts.added() + counts.changed() + counts.unchanged();
        int twice = job.origins() - distinct;
        return twice == 0
                ? List.of()
                : List.of(Problem.of(
                                ProblemCode.DUPLICATE,
                                twice + " of " + job.origins() + " registrations",
                                "They are in two parts: put these parts again, with each registration in one.")
                        .under("/origins"));
    }

    /**
     * Puts the import in force, all or nothing: in several requests where it is larger than one has time for. Repeated after an
     * interruption it goes on, after success it says the same.
     */
    AdminAnswer commit(AdminRequest request, Stored<Tenant> tenant) {
        Optional<ImportJob> found = ImportResource.find(store, request, tenant);
        if (found.isEmpty()) {
            return Refusal.NOT_FOUND.answer();
        }
        ImportJob job = found.get();
        Optional<AdminAnswer> refusal = ImportRights.ofJob(request, job).or(() -> ofBody(request));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (!Preconditions.isConditional(request)) {
            return Refusal.IF_MATCH.answer();
        }
        if (job.state() == ImportJob.State.COMMITTED) {
            // What an interruption left is cleared away by asking again.
            return write(request, job, tenant, origins.propagation()::ofUnknownGrantsChangedNow);
        }
        if (!job.isOpen(now())) {
            return Refusal.IMPORT_ENDED.answer();
        }
        return Preconditions.refusal(request, tenant.etag().toString())
                .or(() -> ImportRights.refusal(job, tenant, store.platform().value()))
                .orElseGet(() -> compare(job)
                        .map(difference -> commit(request, job, tenant, difference))
                        .orElseGet(Refusal.NOT_FOUND::answer));
    }

    /** It says everything by its path and its version: a body has nothing to add. */
    private static Optional<AdminAnswer> ofBody(AdminRequest request) {
        if (request.body().isEmpty()) {
            return Optional.empty();
        }
        Documents.Body body = Documents.read(request);
        return body.refusal().or(() -> {
            List<Problem> problems = body.object().orElseThrow().properties().stream()
                    .map(e -> Problem.of(ProblemCode.JSON_UNKNOWN_FIELD, e.getKey(), "Leave it out: this takes none.")
                            .under("/" + e.getKey()))
                    .toList();
            return problems.isEmpty() ? Optional.empty() : Optional.of(Refusal.DOCUMENT.answer(problems));
        });
    }

    private AdminAnswer commit(
            AdminRequest request, ImportJob job, Stored<Tenant> tenant, ImportDifference difference) {
        List<Problem> repeated = repeated(job, difference);
        if (!repeated.isEmpty()) {
            return Refusal.DOCUMENT.answer(repeated);
        }
        List<Grant> told = told(job, tenant.value(), difference);
        return guarded(request, job, tenant.value(), difference)
                .orElseGet(() ->
                        write(request, job, tenant, () -> origins.propagation().ofGrantsChangedNow(told)));
    }

    /** An import could remove the page's own registration among ten thousand others. */
    private Optional<AdminAnswer> guarded(
            AdminRequest request, ImportJob job, Tenant tenant, ImportDifference difference) {
        boolean isOwnOrigin = difference.items().stream()
                .anyMatch(i -> i.before()
                        .map(b -> SelfGuard.isOwnOrigin(request, b.value(), i.after(), now()))
                        .orElse(false));
        boolean isOwnIssuer = tenant.issuers().stream()
                .anyMatch(i -> SelfGuard.isOwnIssuer(request, i, issuer(job.profile(), i.id())));
        return SelfGuard.refusal(request, isOwnOrigin, "the registration of the page from which you came")
                .or(() -> SelfGuard.refusal(request, isOwnIssuer, "the issuer record that vouches for your token"));
    }

    private static Optional<Issuer> issuer(Tenant tenant, String id) {
        return tenant.issuers().stream().filter(i -> i.id().equals(id)).findFirst();
    }

    /** What browsers may have been told of what changes. */
    private List<Grant> told(ImportJob job, Tenant tenant, ImportDifference difference) {
        return tenant.cors().equals(job.profile().cors())
                ? difference.items().stream()
                        .flatMap(i -> i.before().stream())
                        .flatMap(b -> OriginAnswers.told(b.value(), tenant).stream())
                        .toList()
                : store.origins(tenant.id()).stream()
                        .flatMap(o -> OriginAnswers.told(o.value(), tenant).stream())
                        .toList();
    }

    private AdminAnswer write(
            AdminRequest request, ImportJob job, Stored<Tenant> tenant, Supplier<ObjectNode> inForce) {
        ImportOutcome outcome = store.commitImport(tenant.value().id(), job.id(), tenant.etag(), request.change(now()));
        return switch (outcome.outcome()) {
            case DONE -> done(outcome.counts(), tenant, inForce.get());
            case UNFINISHED -> unfinished(job);
            case STALE ->
                store.tenant(tenant.value().id())
                        .filter(now -> !now.etag().equals(tenant.etag()))
                        .map(now -> Preconditions.stale(now.etag().toString()))
                        .orElseGet(Refusal.IMPORT_ENDED::answer);
            case APPROVAL_CHANGED ->
                Refusal.CHANGED_MEANWHILE.answer(
                        "Approvals changed since this was first committed: abort it, and import again.");
            default ->
                Writes.answer(outcome.outcome(), conflicts(outcome, job, tenant.value()), Refusal.INTERNAL::answer);
        };
    }

    /** What was asked for goes on when it is asked for again; the import's state says whether it is in force by now. */
    private AdminAnswer unfinished(ImportJob before) {
        ImportJob job = store.importJob(before.profile().id(), before.id()).orElse(before);
        ObjectNode document = ImportJson.write(job, now());
        return AdminAnswer.json(202, document).with("ETag", Paging.tag(document));
    }

    private AdminAnswer done(ImportCounts counts, Stored<Tenant> before, ObjectNode inForce) {
        ObjectNode answer = ImportJson.counts(counts);
        answer.set("inForce", inForce);
        String etag = store.tenant(before.value().id()).orElse(before).etag().toString();
        return AdminAnswer.ok(answer, etag);
    }

    /** What is in the way, in the same words whoever has it: patterns, or else an issuer that is new. */
    private static List<Problem> conflicts(ImportOutcome outcome, ImportJob job, Tenant tenant) {
        if (outcome.conflicts().isEmpty()) {
            return job.profile().issuers().stream()
                    .filter(i ->
                            tenant.issuers().stream().noneMatch(t -> t.iss().equals(i.iss())))
                    .map(i -> Problem.of(ProblemCode.ISSUER_CLAIMED, i.iss()).under("/issuers"))
                    .toList();
        }
        ProblemCode code =
                outcome.outcome() == Outcome.FULL ? ProblemCode.PATTERN_CROWDED : ProblemCode.PATTERN_CLAIMED;
        return outcome.conflicts().stream()
                .map(OriginPattern::text)
                .map(pattern -> Problem.of(code, pattern).under("/origins"))
                .toList();
    }

    private Instant now() {
        return origins.propagation().clock().instant();
    }
}
