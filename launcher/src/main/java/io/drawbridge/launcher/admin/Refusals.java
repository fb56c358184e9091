package io.drawbridge.launcher.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Puts a refusal of the API into words for a person: everything that it says, and what to do next. */
final class Refusals {

    private static final int UNAUTHORIZED = 401;
    private static final int STALE = 412;

    private Refusals() {}

    static AdminApiException of(int status, JsonNode document) {
        List<String> lines = new ArrayList<>();
        lines.add("Refused (" + status + "): " + said(document, "title", "message") + " "
                + said(document, "detail", "none"));
        problems(document.path("problems"), lines);
        if (status == UNAUTHORIZED) {
            lines.add(
                    "The token does not count here: it has expired, was revoked, or is of an issuer or audience that this API"
                            + " does not know. Get another one.");
        }
        if (status == STALE) {
            lines.add(
                    "It was changed since it was read. Nothing was written: look at it again, then repeat the command.");
        }
        if (document.path("type").asText().endsWith("/admin-confirm-self")) {
            lines.add("For this command that is --confirm-self.");
        }
        String help = document.path("help").asText();
        if (!help.isEmpty()) {
            lines.add("See " + help);
        }
        return refused(lines);
    }

    /** A heading, and each problem below it. */
    static AdminApiException ofProblems(String heading, Iterable<JsonNode> problems) {
        List<String> lines = new ArrayList<>(List.of(heading));
        problems(problems, lines);
        return refused(lines);
    }

    /** Each problem on a line, below what has them. */
    static void problems(Iterable<JsonNode> problems, List<String> lines) {
        for (JsonNode problem : problems) {
            String pointer = problem.path("pointer").asText();
            lines.add("  " + (pointer.isEmpty() ? "" : pointer + ": ")
                    + problem.path("message").asText() + " "
                    + problem.path("hint").asText() + " See "
                    + problem.path("help").asText());
        }
    }

    private static AdminApiException refused(List<String> lines) {
        return AdminApiException.refused(
                lines.stream().map(Output::printable).map(String::stripTrailing).toList());
    }

    private static String said(JsonNode document, String name, String otherwise) {
        return document.path(name).asText(document.path(otherwise).asText());
    }
}
