package io.drawbridge.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.Grant;
import io.drawbridge.registry.Problem;
import io.drawbridge.registry.ProblemCode;
import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.Stored;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantStore;
import io.drawbridge.registry.TenantStore.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is said of a registration that was asked for or written.
 *
 * @param store the registry
 * @param suffixes where strangers can register the neighbouring name
 * @param propagation when a change counts
 */
record OriginAnswers(TenantStore store, PublicSuffixList suffixes, Propagation propagation) {

    /** The registration itself. */
    ObjectNode document(Stored<RegisteredOrigin> origin) {
        return OriginJson.write(origin, suffixes);
    }

    /** The registration as it is now, when that counts, and which others of the same tenant meet it. */
    ObjectNode changed(Stored<RegisteredOrigin> origin) {
        return changed(origin, propagation.ofChangeNow());
    }

    /** The same of one that replaced another: for a while browsers go on with what they were told of that one. */
    ObjectNode replaced(Stored<RegisteredOrigin> origin, RegisteredOrigin before, Tenant tenant) {
        return changed(origin, propagation.ofGrantsChangedNow(told(before, tenant)));
    }

    private ObjectNode changed(Stored<RegisteredOrigin> origin, ObjectNode inForce) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("origin", document(origin));
        answer.set("inForce", inForce);
        ArrayNode overlaps = answer.putArray("overlaps");
        new Overlaps(store, suffixes).of(origin.value()).forEach(overlaps::add);
        return answer;
    }

    /** What browsers may have been told of a registration; nothing where it allowed nothing. */
    static List<Grant> told(RegisteredOrigin origin, Tenant tenant) {
        return origin.status() == RegisteredOrigin.Status.ACTIVE
                ? List.of(origin.cors().or(tenant.cors()).toGrant().orThrow())
                : List.of();
    }

    /** The answer to a write, which shows what is there since. */
    AdminAnswer written(
            Outcome outcome, RegisteredOrigin origin, Function<Stored<RegisteredOrigin>, AdminAnswer> done) {
        return switch (outcome) {
            // Somebody may have removed it again already.
            case DONE -> current(origin).map(done).orElseGet(Refusal.CHANGED_MEANWHILE::answer);
            case STALE ->
                current(origin)
                        .map(c -> Preconditions.stale(c.etag().toString()))
                        .orElseGet(Refusal.STALE::answer);
            case APPROVAL_CHANGED -> Refusal.CHANGED_MEANWHILE.answer();
            case EXISTS ->
                Refusal.CONFLICT.answer(Writes.isThere(
                        "/" + OriginJson.PATTERN, origin.pattern().text()));
            case CLAIMED -> conflict(ProblemCode.PATTERN_CLAIMED, origin);
            case FULL -> conflict(ProblemCode.PATTERN_CROWDED, origin);
            case ABSENT, KEYLESS, KEY_TAKEN, REPEATED, IMPORTING, UNFINISHED ->
                Writes.answer(outcome, List.of(), Refusal.INTERNAL::answer);
        };
    }

    /** The answer to a removal. */
    AdminAnswer removed(Outcome outcome, RegisteredOrigin origin, Tenant tenant) {
        if (outcome != Outcome.DONE) {
            return written(outcome, origin, stored -> Refusal.CHANGED_MEANWHILE.answer());
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("inForce", propagation.ofGrantsChangedNow(told(origin, tenant)));
        return AdminAnswer.json(200, answer);
    }

    private Optional<Stored<RegisteredOrigin>> current(RegisteredOrigin origin) {
        return store.origin(origin.tenant(), origin.pattern());
    }

    private static AdminAnswer conflict(ProblemCode code, RegisteredOrigin origin) {
        return Refusal.CONFLICT.answer(
                List.of(Problem.of(code, origin.pattern().text()).under("/" + OriginJson.PATTERN)));
    }
}
