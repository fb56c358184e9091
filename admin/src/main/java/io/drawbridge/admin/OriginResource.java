package io.drawbridge.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.Checked;
import io.drawbridge.registry.OriginFilter;
import io.drawbridge.registry.OriginPattern;
import io.drawbridge.registry.Problem;
import io.drawbridge.registry.ProblemCode;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.RegisteredOrigin.Status;
import io.drawbridge.registry.Registrar;
import io.drawbridge.registry.Stored;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantStore;
import io.drawbridge.registry.TenantStore.Outcome;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** {@code …/origins} and {@code …/origins/{id}}: what a tenant registered, read, replaced and removed. */
final class OriginResource {

    static final String DOMAIN = "domain";

    private final TenantStore store;
    private final Registrar registrar;
    private final OriginForm form;
    private final OriginAnswers answers;
    private final Paging paging;

    OriginResource(TenantStore store, Registrar registrar, OriginForm form, OriginAnswers answers, Paging paging) {
        this.store = store;
        this.registrar = registrar;
        this.form = form;
        this.answers = answers;
        this.paging = paging;
    }

    AdminAnswer list(AdminRequest request, Stored<Tenant> tenant) {
        Optional<String> said = request.query().text(OriginJson.STATUS);
        Optional<Status> status = said.flatMap(OriginResource::status);
        if (said.isPresent() && status.isEmpty()) {
            return Paging.badParameter(OriginJson.STATUS, said.get(), "Write active, disabled or pending.");
        }
        Optional<String> domain = request.query().text(DOMAIN);
        if (domain.isPresent() && !OriginPattern.isHost(domain.get())) {
            return Paging.badParameter(DOMAIN, domain.get(), "Write a host in lower case, such as example.com.");
        }
        OriginFilter filter = new OriginFilter(status, domain);
        return paging.list(
                request,
                page -> store.origins(tenant.value().id(), filter, page).map(answers::document));
    }

    private static Optional<Status> status(String word) {
        return Arrays.stream(Status.values())
                .filter(s -> OriginJson.word(s).equals(word))
                .findFirst();
    }

    AdminAnswer read(AdminRequest request, Stored<Tenant> tenant) {
        return find(request, tenant.value().id())
                .map(o -> AdminAnswer.ok(answers.document(o), o.etag().toString()))
                .orElseGet(Refusal.NOT_FOUND::answer);
    }

    AdminAnswer replace(AdminRequest request, Stored<Tenant> tenant) {
        Documents.Body body = Documents.read(request);
        if (body.refusal().isPresent()) {
            return body.refusal().get();
        }
        return find(request, tenant.value().id())
                .map(current -> Preconditions.refusal(request, current.etag().toString())
                        .orElseGet(() -> replace(
                                request, tenant.value(), current, body.object().orElseThrow())))
                .orElseGet(Refusal.NOT_FOUND::answer);
    }

    private AdminAnswer replace(
            AdminRequest request, Tenant tenant, Stored<RegisteredOrigin> current, ObjectNode document) {
        Checked<RegisteredOrigin> origin = form.read(document, tenant, current.value());
        if (origin.value().isEmpty()) {
            return Refusal.DOCUMENT.answer(origin.problems());
        }
        RegisteredOrigin replacement = origin.value().get();
        if (isApproving(current.value(), replacement) && form.waits(request.caller())) {
            Problem problem =
                    Problem.of(ProblemCode.FIELD_RIGHT, OriginJson.STATUS).under("/" + OriginJson.STATUS);
            return Refusal.FIELD_RIGHTS.answer(List.of(problem));
        }
        return guarded(request, current, Optional.of(replacement))
                .orElseGet(() -> write(request, tenant, current, replacement));
    }

    private static boolean isApproving(RegisteredOrigin current, RegisteredOrigin replacement) {
        return current.status() == Status.PENDING && replacement.status() != Status.PENDING;
    }

    private AdminAnswer write(
            AdminRequest request, Tenant tenant, Stored<RegisteredOrigin> current, RegisteredOrigin replacement) {
        Outcome outcome =
                registrar.replace(replacement, current.etag(), !form.waits(request.caller()), request.change(now()));
        return answers.written(
                outcome,
                replacement,
                stored -> AdminAnswer.ok(
                        answers.replaced(stored, current.value(), tenant),
                        stored.etag().toString()));
    }

    AdminAnswer remove(AdminRequest request, Stored<Tenant> tenant) {
        Optional<Stored<RegisteredOrigin>> found = find(request, tenant.value().id());
        if (found.isEmpty()) {
            return Refusal.NOT_FOUND.answer();
        }
        Stored<RegisteredOrigin> current = found.get();
        return Preconditions.refusal(request, current.etag().toString())
                .or(() -> guarded(request, current, Optional.empty()))
                .orElseGet(() -> {
                    RegisteredOrigin origin = current.value();
                    Outcome outcome = store.removeOrigin(
                            origin.tenant(), origin.pattern(), current.etag(), request.change(now()));
                    return answers.removed(outcome, origin, tenant.value());
                });
    }

    private Optional<AdminAnswer> guarded(
            AdminRequest request, Stored<RegisteredOrigin> current, Optional<RegisteredOrigin> replacement) {
        boolean isOwn = SelfGuard.isOwnOrigin(request, current.value(), replacement, now());
        return SelfGuard.refusal(request, isOwn, "the registration of the page from which you came");
    }

    private Optional<Stored<RegisteredOrigin>> find(AdminRequest request, TenantId tenant) {
        return OriginPattern.ofId(request.parameter("id")).flatMap(pattern -> store.origin(tenant, pattern));
    }

    private Instant now() {
        return answers.propagation().clock().instant();
    }
}
