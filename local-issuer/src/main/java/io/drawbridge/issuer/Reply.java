package io.drawbridge.issuer;

import java.util.LinkedHashMap;
import java.util.Map;

/** An HTTP answer of the sign-in. Nothing of it may be kept, and no page may frame it. */
record Reply(int status, Map<String, String> headers, String body) {

    Reply {
        headers = Map.copyOf(headers);
    }

    static Reply json(int status, String body) {
        return new Reply(status, Map.of("Content-Type", "application/json"), body);
    }

    /** 303, so that the browser asks the target by GET whatever this was asked by (RFC 9700, section 2.6). */
    static Reply redirect(String target) {
        return new Reply(303, Map.of("Location", target), "");
    }

    Reply with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, more, body);
    }
}
