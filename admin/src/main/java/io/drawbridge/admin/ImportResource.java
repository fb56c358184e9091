package io.drawbridge.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.BegunImport;
import io.drawbridge.registry.Change;
import io.drawbridge.registry.Checked;
import io.drawbridge.registry.IdempotencyKey;
import io.drawbridge.registry.ImportJob;
import io.drawbridge.registry.PatternRules;
import io.drawbridge.registry.Problem;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.Stored;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantStore;
import io.drawbridge.registry.TenantStore.Outcome;
import io.drawbridge.registry.json.ImportParts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code …/imports}, {@code …/imports/{job}} and its parts: what shall become of a whole tenant is brought together, and counts
 * for nothing before it is committed.
 */
final class ImportResource {

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]?");
    private static final Pattern JOB = Pattern.compile("[0-9a-f]{24}");

    private final TenantStore store;
    private final PatternRules rules;
    private final Creations creations;

    ImportResource(TenantStore store, PatternRules rules, Creations creations) {
        this.store = store;
        this.rules = rules;
        this.creations = creations;
    }

    /** The import that is running: there is one at most. */
    AdminAnswer list(AdminRequest request, Stored<Tenant> tenant) {
        Instant now = now();
        return Paging.whole(store.runningImport(tenant.value().id())
                .filter(job -> job.isOpen(now))
                .map(job -> ImportJson.write(job, now))
                .map(List::of)
                .orElse(List.of()));
    }

    AdminAnswer begin(AdminRequest request, Stored<Tenant> tenant) {
        Documents.Body body = Documents.read(request);
        if (body.refusal().isPresent()) {
            return body.refusal().get();
        }
        TenantId id = tenant.value().id();
        return creations.answer(
                request, Optional.of(id), made -> store.importJob(id, made).map(this::created), key -> {
                    Tenant current = tenant.value();
                    ObjectNode document = TenantJson.unmasked(body.object().orElseThrow(), current);
                    Checked<Tenant> profile =
                            ImportParts.profile(document, id, store.platform().value(), rules.localMode());
                    return profile.value()
                            .map(p -> begin(request, current, p, key))
                            .orElseGet(() -> Optional.of(Refusal.DOCUMENT.answer(profile.problems())));
                });
    }

    private Optional<AdminAnswer> begin(
            AdminRequest request, Tenant current, Tenant profile, Optional<IdempotencyKey> key) {
        boolean byPlatform = request.caller().isPlatform();
        List<Problem> rights = byPlatform ? List.of() : ImportRights.changed(current, profile);
        if (!rights.isEmpty()) {
            return Optional.of(Refusal.FIELD_RIGHTS.answer(rights));
        }
        BegunImport begun = store.beginImport(profile, byPlatform, change(request), key);
        return begun.outcome() == Outcome.REPEATED
                ? Optional.empty()
                : Optional.of(Writes.answer(
                        begun.outcome(), List.of(), () -> created(begun.job().orElseThrow())));
    }

    private AdminAnswer created(ImportJob job) {
        ObjectNode document = ImportJson.write(job, now());
        return AdminAnswer.created("imports/" + job.id(), document, Paging.tag(document));
    }

    AdminAnswer read(AdminRequest request, Stored<Tenant> tenant) {
        return find(store, request, tenant).map(this::shown).orElseGet(Refusal.NOT_FOUND::answer);
    }

    private AdminAnswer shown(ImportJob job) {
        return Paging.whole(ImportJson.write(job, now()));
    }

    /** A tenant's import by the id in the path; empty for what can be no id. */
    static Optional<ImportJob> find(TenantStore store, AdminRequest request, Stored<Tenant> tenant) {
        String id = request.parameter("job");
        return JOB.matcher(id).matches() ? store.importJob(tenant.value().id(), id) : Optional.empty();
    }

    /** Puts a part in the place of the one of its number; nobody reads a part, so it has no version. */
    AdminAnswer putPart(AdminRequest request, Stored<Tenant> tenant) {
        Optional<ImportJob> found = find(store, request, tenant);
        Optional<Integer> number = Optional.of(request.parameter("part"))
                .filter(n -> NUMBER.matcher(n).matches())
                .map(Integer::valueOf)
                .filter(n -> n <= ImportJob.MAX_PARTS);
        if (found.isEmpty() || number.isEmpty()) {
            return Refusal.NOT_FOUND.answer();
        }
        ImportJob job = found.get();
        Documents.Body body = Documents.read(request, ImportJob.MAX_PART_BYTES, tooLarge());
        Optional<AdminAnswer> refusal = ImportRights.ofJob(request, job).or(body::refusal);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Checked<List<RegisteredOrigin>> origins =
                ImportParts.origins(written(body.object().orElseThrow()), job.profile(), rules);
        return origins.value()
                .map(o -> put(request, job, number.get(), o))
                .orElseGet(() -> Refusal.DOCUMENT.answer(origins.problems()));
    }

    /** The part without what only the registry writes. */
    private static ObjectNode written(ObjectNode part) {
        for (JsonNode origin : part.path("origins")) {
            if (origin instanceof ObjectNode object) {
                object.remove(OriginJson.READ_ONLY);
            }
        }
        return part;
    }

    private AdminAnswer put(AdminRequest request, ImportJob job, int number, List<RegisteredOrigin> origins) {
        TenantId tenant = job.profile().id();
        Outcome outcome = store.putPart(tenant, job.id(), number, origins, change(request));
        return switch (outcome) {
            case STALE -> Refusal.IMPORT_ENDED.answer();
            case FULL -> tooLarge();
            default ->
                Writes.answer(
                        outcome,
                        List.of(),
                        () -> store.importJob(tenant, job.id()).map(this::shown).orElseGet(Refusal.NOT_FOUND::answer));
        };
    }

    private static AdminAnswer tooLarge() {
        return Refusal.TOO_LARGE.answer("A part of an import has at most 300 KB: make more parts of it.");
    }

    AdminAnswer abort(AdminRequest request, Stored<Tenant> tenant) {
        Optional<ImportJob> found = find(store, request, tenant);
        if (found.isEmpty()) {
            return Refusal.NOT_FOUND.answer();
        }
        ImportJob job = found.get();
        return Preconditions.refusal(request, Paging.tag(ImportJson.write(job, now())))
                .or(() -> ImportRights.ofJob(request, job))
                .orElseGet(() -> {
                    Outcome outcome = store.abortImport(tenant.value().id(), job.id(), change(request));
                    return outcome == Outcome.STALE
                            ? Refusal.IMPORT_ENDED.answer()
                            : Writes.answer(
                                    outcome,
                                    List.of(),
                                    () -> find(store, request, tenant)
                                            .map(this::shown)
                                            .orElseGet(Refusal.NOT_FOUND::answer));
                });
    }

    private Change change(AdminRequest request) {
        return request.change(now());
    }

    private Instant now() {
        return creations.clock().instant();
    }
}
