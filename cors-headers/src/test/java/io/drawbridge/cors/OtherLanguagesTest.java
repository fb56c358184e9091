package io.drawbridge.cors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The helper in other languages, on the events that the authorizer's tests record: each makes the same headers of them as
 * {@link CorsHeaders}.
 *
 * <p>A language that this machine lacks is named and skipped, unless the environment variable {@code DRAWBRIDGE_TOOLS} is
 * {@code required}.
 */
final class OtherLanguagesTest {

    private static final Path EVENTS = Path.of("examples/events");
    private static final Path README = Path.of("../README.md");
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @EnumSource
    void the_headers_are_those_of_the_helper_in_Java(Language language, @TempDir Path folder) throws IOException {
        require(language);
        List<Path> events = events();

        Map<String, Map<String, String>> headers =
                JSON.readValue(language.run(folder, events), new TypeReference<>() {});

        assertThat(headers).isEqualTo(inJava(events));
    }

    /** What the comparison above stands on: the events are told apart. */
    @Test
    void the_events_show_every_combination_that_a_grant_can_have() throws IOException {
        String origin = "Access-Control-Allow-Origin";
        String credentials = "Access-Control-Allow-Credentials";
        String exposed = "Access-Control-Expose-Headers";

        assertThat(inJava(events()).entrySet())
                .extracting(e -> Path.of(e.getKey()).getFileName() + " " + e.getValue())
                .containsExactlyInAnyOrder(
                        "registered-origin.json {Vary=Origin, " + origin + "=https://app.acme.example, " + credentials
                                + "=true, " + exposed + "=etag, x-request-id}",
                        "no-origin.json {Vary=Origin}",
                        "no-credentials.json {Vary=Origin, " + origin + "=https://app.globex.example, " + exposed
                                + "=etag}",
                        "no-expose-list.json {Vary=Origin, " + origin + "=https://app.umbrella.example, " + credentials
                                + "=true}",
                        "no-authorizer.json {Vary=Origin}");
    }

    @ParameterizedTest
    @EnumSource
    void the_readme_shows_the_very_example(Language language) throws IOException {
        String example = Files.readString(language.example()).replace("\r\n", "\n");
        String readme = Files.readString(README).replace("\r\n", "\n");

        assertThat(readme).contains("```" + language.block() + "\n" + example + "```\n");
    }

    private static void require(Language language) {
        language.missing().ifPresent(sentence -> {
            if ("required".equals(System.getenv("DRAWBRIDGE_TOOLS"))) {
                fail(sentence);
            }
            abort(sentence);
        });
    }

    private static List<Path> events() throws IOException {
        try (Stream<Path> files = Files.list(EVENTS)) {
            return files.sorted().toList();
        }
    }

    private static Map<String, Map<String, String>> inJava(List<Path> events) throws IOException {
        Map<String, Map<String, String>> headers = new LinkedHashMap<>();
        for (Path event : events) {
            Map<String, Object> parsed = JSON.readValue(Files.readString(event), new TypeReference<>() {});
            headers.put(event.toString(), CorsHeaders.ofEvent(parsed).addTo(null));
        }
        return headers;
    }
}
