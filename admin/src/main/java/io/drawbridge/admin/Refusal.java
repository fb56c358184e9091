package io.drawbridge.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.Problem;
import java.util.List;
import java.util.Locale;

/**
 * Every answer that is no success, as a problem document.
 *
 * <p>Each has an anchor in {@code docs/problems.md}, {@code admin-} and its name; a test keeps the two lists equal. The type is a
 * {@code tag:} URI, which names a kind of problem without promising a page.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457, problem details for HTTP APIs</a>
 */
enum Refusal {
    SYNTAX(400, "The body is not one JSON object of unique names.", "Correct it at the places named."),
    PARAMETER(
            400,
            "The query says something that this does not take.",
            "Correct the parameters named, or leave them out."),
    CURSOR(
            400,
            "This is not a cursor of this list.",
            "Start again without one, and take each next one from the answer before it."),
    IDEMPOTENCY_KEY_FORM(
            400,
            "This is not an Idempotency-Key.",
            "Send one line of 1 to 255 printable ASCII characters without spaces."),
    SCOPE(403, "The token's scopes do not allow this.", "Ask for a token with the scope that the detail names."),
    FIELD_RIGHTS(
            403,
            "Only the platform may change what these fields say.",
            "Send them as they were read, or ask the platform."),
    NOT_FOUND(404, "There is nothing here.", "Compare the path with a list of what is there."),
    METHOD(405, "This resource does not have this method.", "Use one that Allow names."),
    CONFLICT(409, "This cannot stand beside what is there.", "Look at the problems named."),
    CHANGED_MEANWHILE(409, "Somebody else changed this at the same time.", "Read it again and repeat the request."),
    IMPORTING(
            409,
            "An import of the tenant is under way.",
            "Wait until it is committed, aborted or one hour old; a list of imports shows it."),
    IMPORT_ENDED(409, "This import takes nothing more.", "Look at its state, and begin another one."),
    CONFIRM_SELF(
            409,
            "This would end the access by which you came.",
            "If you have another way in, repeat the request with ?confirm=self."),
    IDEMPOTENCY_KEY_GONE(
            409, "What this Idempotency-Key made is no longer there.", "Send another key to make it again."),
    STALE(412, "This is not the version that is there now.", "Read it again, look at what changed, and repeat."),
    TOO_LARGE(413, "The body is too large.", "Send 64 KB at most: only what the document's description names."),
    MEDIA_TYPE(415, "The body is not said to be JSON.", "Send Content-Type: application/json."),
    DOCUMENT(422, "The document has problems.", "Correct the places named."),
    IDEMPOTENCY_KEY(
            422,
            "This Idempotency-Key came with another request before.",
            "Send another key, or the very request that it came with."),
    IF_MATCH(
            428,
            "This would overwrite a version that you have not seen.",
            "Send If-Match with the ETag that reading it gave. A * names no version."),
    INTERNAL(500, "This could not be answered.", "Try again; if it stays so, look into the log for the request's id."),
    UNAVAILABLE(503, "The registry cannot be read or written now.", "Try again in a few seconds.");

    private static final String TYPE = "tag:drawbridge.io,2026:problem/";
    private static final String DOC = "docs/problems.md#";

    private final int status;
    private final String title;
    private final String hint;

    Refusal(int status, String title, String hint) {
        this.status = status;
        this.title = title;
        this.hint = hint;
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    /** The anchor in {@code docs/problems.md}, such as {@code admin-if-match}. */
    String anchor() {
        return "admin-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The answer where its title says it all. */
    AdminAnswer answer() {
        return answer(hint, List.of());
    }

    /** The answer with a sentence of its own that says what to do. */
    AdminAnswer answer(String detail) {
        return answer(detail, List.of());
    }

    /** The answer with every problem of a document. */
    AdminAnswer answer(List<Problem> problems) {
        return answer(hint, problems);
    }

    private AdminAnswer answer(String detail, List<Problem> problems) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("type", TYPE + anchor());
        document.put("title", title);
        document.put("status", status);
        document.put("detail", detail);
        document.put("help", DOC + anchor());
        if (!problems.isEmpty()) {
            document.set("problems", list(problems));
        }
        return AdminAnswer.json(status, document).with("Content-Type", "application/problem+json");
    }

    /** Problems as they stand in answers, warnings too. */
    static ArrayNode list(List<Problem> problems) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (Problem problem : problems) {
            ObjectNode node = list.addObject();
            node.put("pointer", problem.pointer());
            node.put("code", problem.code().anchor());
            node.put("value", problem.value());
            node.put("message", problem.message());
            node.put("hint", problem.hint());
            node.put("help", DOC + problem.code().anchor());
        }
        return list;
    }
}
