package io.drawbridge.launcher.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints documents of the API: as they are, or for a person. */
enum Output {
    /** Lines and columns. May change; scripts use the other one. */
    text,
    /** The API's own documents, one line each. */
    json;

    private static final String GAP = "  ";

    /** Text that cannot move a terminal's cursor: control characters are written out. */
    static String printable(String text) {
        StringBuilder printable = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (Character.isISOControl(c)) {
                printable.append(String.format("\\u%04x", c));
            } else {
                printable.appendCodePoint(c);
            }
        });
        return printable.toString();
    }

    /** One document: each member on a line. */
    void document(PrintWriter out, JsonNode document) {
        if (this == json) {
            out.println(document);
            return;
        }
        int width = document.properties().stream()
                .mapToInt(member -> member.getKey().length())
                .max()
                .orElse(0);
        document.properties()
                .forEach(member -> out.println(padded(member.getKey(), width) + GAP + cell(member.getValue())));
    }

    /**
     * A list: each document on a line.
     *
     * @param columns JSON pointers of what is shown of each
     */
    void list(PrintWriter out, List<JsonNode> items, List<String> columns) {
        if (this == json) {
            items.forEach(out::println);
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(columns.stream().map(Output::title).toList());
        items.forEach(
                item -> rows.add(columns.stream().map(c -> cell(item.at(c))).toList()));
        int[] widths = new int[columns.size()];
        rows.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        rows.forEach(row -> {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(padded(row.get(i), widths[i])).append(GAP);
            }
            out.println(line.toString().stripTrailing());
        });
    }

    /** When a change counts, for a person; a script reads it in the document. */
    void inForce(PrintWriter out, JsonNode answer) {
        JsonNode inForce = answer.path("inForce");
        if (this == text && inForce.isObject()) {
            out.println("In force everywhere by " + cell(inForce.path("everywhereBy")) + ", or "
                    + cell(inForce.path("duringOutageBy")) + " where the registry cannot be read.");
        }
    }

    /** A sentence for a person. */
    void say(PrintWriter out, String sentence) {
        if (this == text) {
            out.println(sentence);
        }
    }

    private static String title(String pointer) {
        return pointer.replaceFirst(".*/", "").toUpperCase(Locale.ROOT);
    }

    private static String cell(JsonNode value) {
        return printable(value.isContainerNode() ? value.toString() : value.asText());
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
