package io.drawbridge.launcher.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.launcher.run.LaunchException;
import io.drawbridge.registry.ImportJob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code export} wrote, as an import takes it.
 *
 * @param tenant the whole profile
 * @param parts the origins, in their order
 */
record ImportFile(JsonNode tenant, List<Part> parts) {

    private static final Set<String> MEMBERS = Set.of("tenant", "origins");
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    ImportFile {
        parts = List.copyOf(parts);
    }

    /**
     * As many origins as one request may bring.
     *
     * @param first which of the file's the first one is, counted from 0
     * @param body the request's body
     */
    record Part(int first, ObjectNode body) {

        private static final Pattern PLACE = Pattern.compile("/origins/([0-9]{1,9})(/.*)?");

        /** A problem of the part with the place that it has in the file. */
        JsonNode inFile(JsonNode problem) {
            Matcher place = PLACE.matcher(problem.path("pointer").asText());
            if (!place.matches()) {
                return problem;
            }
            String below = place.group(2) == null ? "" : place.group(2);
            ObjectNode moved = problem.deepCopy();
            return moved.put("pointer", "/origins/" + (first + Integer.parseInt(place.group(1))) + below);
        }
    }

    /**
     * Reads a file.
     *
     * @throws LaunchException if it is none that {@code export} wrote, or has more than an import takes
     */
    static ImportFile read(Path file) {
        JsonNode document = parse(file);
        JsonNode origins = document.path("origins");
        if (!document.path("tenant").isObject() || !origins.isArray()) {
            throw new LaunchException("The file " + file + " has no \"tenant\" with its \"origins\". Name one that"
                    + " ./drawbridge export wrote.");
        }
        document.fieldNames().forEachRemaining(name -> {
            if (!MEMBERS.contains(name)) {
                throw new LaunchException(Output.printable("The file " + file + " has \"" + name
                        + "\", which would not be imported. Keep \"tenant\" and \"origins\" alone."));
            }
        });
        List<Part> parts = parts(origins);
        if (parts.size() > ImportJob.MAX_PARTS) {
            throw new LaunchException("The file " + file + " has " + origins.size() + " origins, which come to "
                    + parts.size() + " parts of at most " + ImportJob.MAX_PART + " origins and "
                    + (ImportJob.MAX_PART_BYTES >> 10) + " KB. An import takes " + ImportJob.MAX_PARTS + ".");
        }
        return new ImportFile(document.path("tenant"), parts);
    }

    private static JsonNode parse(Path file) {
        try {
            return MAPPER.readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw new LaunchException(Output.printable("The file " + file + " is not JSON of unique names: "
                    + e.getOriginalMessage() + ". Name one that ./drawbridge export wrote."));
        } catch (IOException e) {
            throw new LaunchException(
                    "The file " + file + " cannot be read (" + e + "). Name one that ./drawbridge export wrote.", e);
        }
    }

    private static List<Part> parts(JsonNode origins) {
        List<Part> parts = new ArrayList<>();
        ArrayNode some = AdminCommand.object().arrayNode();
        int room = 0;
        for (int i = 0; i < origins.size(); i++) {
            // The comma before it counts, too.
            int size = bytes(origins.get(i)) + 1;
            if (some.size() == ImportJob.MAX_PART || size > room) {
                ObjectNode body = AdminCommand.object();
                some = body.putArray("origins");
                room = ImportJob.MAX_PART_BYTES - bytes(body);
                parts.add(new Part(i, body));
            }
            some.add(origins.get(i));
            room -= size;
        }
        return parts;
    }

    private static int bytes(JsonNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8).length;
    }
}
