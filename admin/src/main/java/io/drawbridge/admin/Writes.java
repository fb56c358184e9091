package io.drawbridge.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.ETag;
import io.drawbridge.registry.Problem;
import io.drawbridge.registry.ProblemCode;
import io.drawbridge.registry.TenantStore.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What each outcome of a write is answered as, in one place. */
final class Writes {

    private Writes() {}

    /**
     * The answer.
     *
     * @param claimed what is in the way where something is
     * @param done the answer where all is written
     */
    static AdminAnswer answer(Outcome outcome, List<Problem> claimed, Supplier<AdminAnswer> done) {
        return switch (outcome) {
            case DONE -> done.get();
            case ABSENT -> Refusal.NOT_FOUND.answer();
            case STALE -> Refusal.STALE.answer();
            case CLAIMED, EXISTS, FULL, REPEATED, APPROVAL_CHANGED -> Refusal.CONFLICT.answer(claimed);
            case IMPORTING, UNFINISHED -> Refusal.IMPORTING.answer();
            case KEY_TAKEN ->
                Refusal.DOCUMENT.answer(List.of(
                        Problem.of(ProblemCode.DUPLICATE, "…", "Another tenant has this key: give each its own.")
                                .under("/usageIdentifierKey")));
            case KEYLESS ->
                Refusal.DOCUMENT.answer(List.of(
                        Problem.of(ProblemCode.USAGE_KEY_MISSING, "the tenant").under("/usageIdentifierKey")));
        };
    }

    /**
     * The same of what has a version: where somebody else wrote between reading it and writing it, the one that is there now.
     *
     * @param current reads it again
     */
    static AdminAnswer answer(
            Outcome outcome, List<Problem> claimed, Supplier<Optional<ETag>> current, Supplier<AdminAnswer> done) {
        return outcome == Outcome.STALE
                ? current.get()
                        .map(etag -> Preconditions.stale(etag.toString()))
                        .orElseGet(Refusal.STALE::answer)
                : answer(outcome, claimed, done);
    }

    /** What is in the way of something whose name is taken. */
    static List<Problem> isThere(String pointer, String name) {
        return List.of(
                Problem.of(ProblemCode.DUPLICATE, name, "It is there already: choose another name, or replace it.")
                        .under(pointer));
    }

    /** The answer to a removal: there is nothing left to show but when that counts. */
    static AdminAnswer removed(Propagation propagation) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("inForce", propagation.ofChangeNow());
        return AdminAnswer.json(200, answer);
    }
}
