package io.drawbridge.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.Checked;
import io.drawbridge.registry.json.RegistryParts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads a request's body as one JSON object, or says why not. */
final class Documents {

    /** The table's own bound for a profile: a document that is larger could never be stored. */
    private static final int MAX_BYTES = 64 << 10;

    private Documents() {}

    /** What came of reading: an object, or the answer that refuses it. */
    record Body(Optional<ObjectNode> object, Optional<AdminAnswer> refusal) {
        static Body refused(AdminAnswer answer) {
            return new Body(Optional.empty(), Optional.of(answer));
        }
    }

    static Body read(AdminRequest request) {
        return read(request, MAX_BYTES, Refusal.TOO_LARGE.answer());
    }

    /** The same of a body that may have another size. */
    static Body read(AdminRequest request, int maxBytes, AdminAnswer tooLarge) {
        if (!isJson(request.headers().lines("content-type"))) {
            return Body.refused(Refusal.MEDIA_TYPE.answer());
        }
        if (request.body().getBytes(StandardCharsets.UTF_8).length > maxBytes) {
            return Body.refused(tooLarge);
        }
        Checked<ObjectNode> object = RegistryParts.object(request.body());
        return object.value()
                .map(node -> new Body(Optional.of(node), Optional.empty()))
                .orElseGet(() -> Body.refused(Refusal.SYNTAX.answer(object.problems())));
    }

    /** JSON is UTF-8 (RFC 8259, section 8.1): a parameter that says so is harmless, and no other one is. */
    private static boolean isJson(List<String> lines) {
        if (lines.size() != 1) {
            return false;
        }
        String type = lines.get(0).toLowerCase(Locale.ROOT).replaceAll("[ \t]", "");
        return type.equals("application/json")
                || type.equals("application/json;charset=utf-8")
                || type.equals("application/json;charset=\"utf-8\"");
    }
}
