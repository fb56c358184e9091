package io.drawbridge.authorizer.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What must come of a request.
 *
 * @param decision what the authorizer answers to API Gateway
 * @param reason the reason's code, as it stands in the context and the log
 * @param context values of the authorizer's context by name, beside those that every case implies
 * @param policy the policy's resource and usage key, beside what every case implies
 * @param status the HTTP status
 * @param headers HTTP response headers by their name in lower case; of the CORS headers each one that is there
 * @param body fields that the response's body must have, among others
 * @param sameAs the title of a case whose answer must be the same, byte for byte
 */
public record Expectation(
        Decision decision,
        String reason,
        Map<String, ExpectedText> context,
        Policy policy,
        int status,
        Map<String, ExpectedText> headers,
        Optional<JsonNode> body,
        Optional<String> sameAs) {

    public Expectation {
        context = new LinkedHashMap<>(context);
        headers = new LinkedHashMap<>(headers);
    }

    /** What must be of the policy; what is empty is implied. */
    public record Policy(Optional<String> resource, Optional<String> usageIdentifierKey) {}

    /** The four ways an authorizer can answer, and that it is not asked. */
    public enum Decision {
        ALLOW,
        DENY,
        /** Thrown: API Gateway answers 401 and has no context. */
        UNAUTHORIZED,
        /** Never asked, because an identity source is missing: API Gateway answers 401 and has no context. */
        UNASKED,
        /** Thrown otherwise: API Gateway answers 500 and has no context. */
        ERROR;

        /** Whether a response of this status can follow. */
        boolean canAnswer(int status) {
            return switch (this) {
                case ALLOW -> status != 401 && status != 403 && status != 500;
                case DENY -> status == 403;
                case UNAUTHORIZED, UNASKED -> status == 401;
                case ERROR -> status == 500;
            };
        }

        /** As a case file spells it. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a header of this name, in lower case, must be; absent unless the case names it. */
    public ExpectedText header(String name) {
        return headers.getOrDefault(name, new ExpectedText.Absent());
    }
}
