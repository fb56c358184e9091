package io.drawbridge.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every refusal has its section in docs/problems.md, with the very words that callers read. */
final class RefusalsDocTest {

    @Test
    void each_refusal_has_its_section_in_the_order_of_the_enum_and_none_is_left_over() throws IOException {
        assertThat(sections().keySet())
                .containsExactlyElementsOf(
                        Arrays.stream(Refusal.values()).map(Refusal::anchor).toList());
    }

    @Test
    void each_section_shows_the_title_as_callers_see_it_then_the_reason_and_the_solution() throws IOException {
        Map<String, String> sections = sections();
        for (Refusal refusal : Refusal.values()) {
            assertThat(sections.get(refusal.anchor()))
                    .as(refusal.anchor())
                    .matches("(?s)\n\n\\*\\*Symptom\\*\\* `[^`\n]*`\n\n\\*\\*Reason\\*\\* [^\n]{20,}\n\n"
                            + "\\*\\*Solution\\*\\* [^\n]{20,}\n\n?")
                    .contains("`" + refusal.title() + "`\n");
        }
    }

    private static Map<String, String> sections() throws IOException {
        Map<String, String> sections = new LinkedHashMap<>();
        String[] parts = Files.readString(Path.of("../docs/problems.md")).split("\n### ", -1);
        for (String part : List.of(parts).subList(1, parts.length)) {
            int end = part.indexOf('\n');
            if (part.startsWith("admin-")) {
                sections.put(part.substring(0, end), part.substring(end).split("\n## ", -1)[0]);
            }
        }
        return sections;
    }
}
