package io.drawbridge.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.Change;
import io.drawbridge.registry.Checked;
import io.drawbridge.registry.IdempotencyKey;
import io.drawbridge.registry.OriginPattern;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.Registrar;
import io.drawbridge.registry.Stored;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantStore;
import io.drawbridge.registry.TenantStore.Outcome;
import java.util.Optional;

/**
 * POST of {@code …/origins}, and {@code …/origin-checks}, which says what it would be answered: the same rules, with nothing
 * written.
 */
final class OriginCreation {

    private final TenantStore store;
    private final OriginForm form;
    private final OriginAnswers answers;
    private final Creations creations;
    private final Registrar registrar;

    OriginCreation(
            TenantStore store, Registrar registrar, OriginForm form, OriginAnswers answers, Creations creations) {
        this.store = store;
        this.registrar = registrar;
        this.form = form;
        this.answers = answers;
        this.creations = creations;
    }

    AdminAnswer add(AdminRequest request, Stored<Tenant> tenant) {
        Documents.Body body = Documents.read(request);
        if (body.refusal().isPresent()) {
            return body.refusal().get();
        }
        TenantId id = tenant.value().id();
        return creations.answer(request, Optional.of(id), made -> made(id, made), key -> {
            Checked<RegisteredOrigin> origin = form.read(body.object().orElseThrow(), tenant.value());
            return origin.value()
                    .map(o -> add(request, o, key))
                    .orElseGet(() -> Optional.of(Refusal.DOCUMENT.answer(origin.problems())));
        });
    }

    private Optional<AdminAnswer> add(AdminRequest request, RegisteredOrigin origin, Optional<IdempotencyKey> key) {
        Outcome outcome = form.waits(request.caller())
                ? registrar.register(origin, change(request), key)
                : store.addOrigin(origin, change(request), key);
        return outcome == Outcome.REPEATED
                ? Optional.empty()
                : Optional.of(answers.written(outcome, origin, this::created));
    }

    private Change change(AdminRequest request) {
        return request.change(answers.propagation().clock().instant());
    }

    private Optional<AdminAnswer> made(TenantId tenant, String id) {
        return OriginPattern.ofId(id)
                .flatMap(pattern -> store.origin(tenant, pattern))
                .map(this::created);
    }

    private AdminAnswer created(Stored<RegisteredOrigin> origin) {
        return AdminAnswer.created(
                "origins/" + origin.value().pattern().id(),
                answers.changed(origin),
                origin.etag().toString());
    }

    AdminAnswer check(AdminRequest request, Stored<Tenant> tenant) {
        Documents.Body body = Documents.read(request);
        if (body.refusal().isPresent()) {
            return body.refusal().get();
        }
        Checked<RegisteredOrigin> origin = form.read(body.object().orElseThrow(), tenant.value());
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("valid", origin.value().isPresent());
        answer.set("problems", Refusal.list(origin.problems()));
        origin.value().ifPresent(o -> {
            RegisteredOrigin stands = form.waits(request.caller()) ? registrar.standing(o, change(request)) : o;
            answer.put(OriginJson.STATUS, OriginJson.word(stands.status()));
            answer.put("id", o.pattern().id());
            answer.put("exists", store.origin(o.tenant(), o.pattern()).isPresent());
        });
        return Paging.whole(answer);
    }
}
