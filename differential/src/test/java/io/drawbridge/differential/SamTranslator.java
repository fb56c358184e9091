package io.drawbridge.differential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** SAM's own translator, all templates in one process: importing it takes longer than translating. */
final class SamTranslator {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path python;

    SamTranslator(Path python) {
        this.python = python;
    }

    /** A template with values for some of its parameters. */
    record Request(Path template, Map<String, String> parameters) {}

    /** CloudFormation in the member {@code cloudformation}, or why not in {@code refusal}; in the order of the requests. */
    List<JsonNode> translate(List<Request> requests) {
        ArrayNode input = JSON.createArrayNode();
        for (Request request : requests) {
            ObjectNode one = input.addObject();
            one.put("template", request.template().toString());
            request.parameters().forEach(one.putObject("parameters")::put);
        }
        try {
            Process process = new ProcessBuilder(python.toString(), "-c", script())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(JSON.writeValueAsBytes(input));
            }
            JsonNode output = JSON.readTree(process.getInputStream());
            if (output.size() != requests.size()) {
                throw new IllegalStateException("SAM's translator did not answer; run translate.py by hand to see why");
            }
            List<JsonNode> answers = new ArrayList<>();
            output.forEach(answers::add);
            return answers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String script() throws IOException {
        try (InputStream script = Objects.requireNonNull(SamTranslator.class.getResourceAsStream("translate.py"))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
