package io.drawbridge.launcher.admin;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the API makes of a pattern, so that its id is worked out in one place alone.
 *
 * @param id the id that its registration has or would have
 * @param exists whether it is registered
 */
record Checked(String id, boolean exists) {

    /** Asks; a pattern that can have no registration is refused with the reasons. */
    static Checked of(AdminClient client, String tenant, String pattern) {
        JsonNode answer = client.ask(
                        tenant + "/origin-checks", AdminCommand.object().put("pattern", pattern))
                .body();
        String id = answer.path("id").asText();
        if (id.isEmpty()) {
            throw Refusals.ofProblems("This is no origin and no pattern: " + pattern, answer.path("problems"));
        }
        return new Checked(id, answer.path("exists").booleanValue());
    }
}
