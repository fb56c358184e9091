package io.drawbridge.launcher.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import picocli.CommandLine.Option;

/** {@code --set NAME=JSON}: any field of a document, a dot between a field and one inside it. */
final class Edits {

    @Option(
            names = "--set",
            paramLabel = "NAME=JSON",
            converter = NamedJson.Converter.class,
            description = "Set any field, or remove it with null; a dot leads into it: 'cors.maxAgeSeconds=600'. May be"
                    + " repeated.")
    private List<NamedJson> edits = List.of();

    /** Makes the changes; the API judges them. */
    void apply(ObjectNode document) {
        for (NamedJson edit : edits) {
            String[] names = edit.name().split("\\.", -1);
            ObjectNode holder = document;
            for (int i = 0; i < names.length - 1; i++) {
                holder = holder.path(names[i]) instanceof ObjectNode inner ? inner : holder.putObject(names[i]);
            }
            put(holder, names[names.length - 1], edit.value());
        }
    }

    private static void put(ObjectNode holder, String name, JsonNode value) {
        if (value.isNull()) {
            holder.remove(name);
        } else {
            holder.set(name, value);
        }
    }
}
