package io.drawbridge.authorizer.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What would let a case go unasserted is a mistake that stops the run. */
final class GoldenFolderTest {

    private static final String EXPECT = "{\"decision\":\"deny\",\"reason\":\"forbidden\",\"http\":{\"status\":403}}";
    private static final String REQUEST = "{\"method\":\"GET\",\"path\":\"/orders\"}";

    @TempDir
    private Path folder;

    @Test
    void a_case_is_read_with_what_its_file_says_for_all() throws IOException {
        write("registries/r.json", "{}");
        write(
                "deep/down.json",
                file(
                        "\"registry\":\"registries/r.json\",\"environment\":{\"TENANT_SOURCE\":\"host\"}",
                        one("A", EXPECT)));

        List<GoldenCase> cases = GoldenFolder.load(folder);

        assertThat(cases).hasSize(1);
        assertThat(cases.get(0).file()).isEqualTo("deep/down.json");
        assertThat(cases.get(0).world().tenantSource()).isEqualTo("host");
        assertThat(cases.get(0).request().host()).isEqualTo("api.example.com");
        assertThat(cases.get(0).expect().header("access-control-allow-origin")).isEqualTo(new ExpectedText.Absent());
    }

    @Test
    void each_makes_one_case_of_each_text() throws IOException {
        String request = "{\"method\":\"GET\",\"path\":\"/${each}\"}";
        write(
                "a.json",
                file(
                        "\"registry\":\"unreadable\"",
                        "{\"title\":\"T\",\"row\":1,\"each\":[\"x\",\"y\"],\"request\":" + request + ",\"expect\":"
                                + EXPECT + "}"));

        assertThat(GoldenFolder.load(folder)).extracting(GoldenCase::title).containsExactly("T: x", "T: y");
        assertThat(GoldenFolder.load(folder))
                .extracting(c -> c.request().path())
                .containsExactly("/x", "/y");
    }

    @Test
    void the_worked_example_of_the_documentation_is_a_case() throws IOException {
        String readme = Files.readString(Path.of("../decisions/README.md"));
        int start = readme.indexOf("```json") + "```json".length();
        write("example.json", readme.substring(start, readme.indexOf("```", start)));

        assertThat(GoldenFolder.load(folder)).hasSize(1);
    }

    @Test
    void a_folder_without_cases_is_a_mistake() {
        refused("the folder " + folder + " has no case");
    }

    @Test
    void a_file_that_no_runner_reads_is_a_mistake() throws IOException {
        write("notes.txt", "");

        refused("notes.txt is neither a case file, *.json, nor a text about them, *.md");
    }

    @Test
    void a_file_with_an_empty_list_is_a_mistake() throws IOException {
        write("a.json", file("\"registry\":\"unreadable\"", ""));

        refused("a.json has a \"cases\" that is not a list with elements");
    }

    @Test
    void a_key_that_nobody_knows_is_a_mistake() throws IOException {
        String expect = EXPECT.replace("\"status\":403", "\"status\":403,\"haeders\":{}");
        write("a.json", file("\"registry\":\"unreadable\"", one("A", expect)));

        refused("a.json/cases/0/expect/http has a key that no runner asserts: \"haeders\"");
    }

    @Test
    void an_empty_expectation_is_a_mistake() throws IOException {
        write("a.json", file("\"registry\":\"unreadable\"", one("A", "{}")));

        refused("a.json/cases/0/expect is empty");
    }

    @Test
    void an_expectation_without_a_reason_is_a_mistake() throws IOException {
        write("a.json", file("\"registry\":\"unreadable\"", one("A", EXPECT.replace("\"reason\":\"forbidden\",", ""))));

        refused("a.json/cases/0/expect lacks \"reason\"");
    }

    @Test
    void an_expectation_that_contradicts_itself_is_a_mistake() throws IOException {
        write("a.json", file("\"registry\":\"unreadable\"", one("A", EXPECT.replace("403", "401"))));

        refused("a.json/cases/0/expect says deny and status 401");
    }

    @Test
    void two_cases_of_one_title_are_a_mistake() throws IOException {
        write("a.json", file("\"registry\":\"unreadable\"", one("A", EXPECT) + "," + one("A", EXPECT)));

        refused("two cases have the title \"A\"");
    }

    @Test
    void a_registry_that_no_case_uses_is_a_mistake() throws IOException {
        write("registries/r.json", "{}");
        write("a.json", file("\"registry\":\"unreadable\"", one("A", EXPECT)));

        refused("no case uses registries/r.json");
    }

    @Test
    void a_comparison_with_a_case_that_is_not_there_is_a_mistake() throws IOException {
        write(
                "a.json",
                file(
                        "\"registry\":\"unreadable\"",
                        one("A", EXPECT.replace("{\"decision\"", "{\"sameAs\":\"B\",\"decision\""))));

        refused("\"A\" is to be the same as \"B\", which its world does not have");
    }

    private void refused(String message) {
        assertThatThrownBy(() -> GoldenFolder.load(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static String file(String world, String cases) {
        return "{\"about\":\"a test\"," + world + ",\"cases\":[" + cases + "]}";
    }

    private static String one(String title, String expect) {
        return "{\"title\":\"" + title + "\",\"row\":16,\"request\":" + REQUEST + ",\"expect\":" + expect + "}";
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent() == null ? folder : file.getParent());
        Files.writeString(file, text);
    }
}
