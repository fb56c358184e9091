package io.drawbridge.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every message ends with an anchor of docs/problems.md: it must be there, and say what the message says. */
class ProblemsDocTest {

    private static final Path DOC = Path.of("../docs/problems.md");

    private static Map<String, String> sections() throws IOException {
        Map<String, String> sections = new LinkedHashMap<>();
        String[] parts = ("\n" + Files.readString(DOC)).split("\n### ", -1);
        for (String part : List.of(parts).subList(1, parts.length)) {
            // Those of SAM templates are the local gateway's, those of HTTP the admin API's.
            if (part.startsWith("template-") || part.startsWith("admin-")) {
                continue;
            }
            int end = part.indexOf('\n');
            sections.put(part.substring(0, end), part.substring(end).split("\n## ", -1)[0]);
        }
        return sections;
    }

    @Test
    void eachCodeHasItsAnchorInTheOrderOfTheEnumAndNoAnchorIsLeftOver() throws IOException {
        assertThat(sections().keySet())
                .containsExactlyElementsOf(Arrays.stream(ProblemCode.values())
                        .map(ProblemCode::anchor)
                        .toList());
    }

    @Test
    void eachSectionShowsTheMessageAsUsersSeeItThenTheReasonAndTheSolution() throws IOException {
        Map<String, String> sections = sections();
        for (ProblemCode code : ProblemCode.values()) {
            assertThat(sections.get(code.anchor()))
                    .as(code.anchor())
                    .matches(
                            "(?s)\n\n\\*\\*Symptom\\*\\* `\"[^`\n]*`\n\n\\*\\*Reason\\*\\* [^\n]{20,}\n\n\\*\\*Solution\\*\\* [^\n]{8,}\n\n?")
                    .contains("\" " + code.fault() + ". " + code.rule() + ".`\n");
        }
    }
}
