package io.drawbridge.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.admin.OpenApiExamples.Example;
import io.drawbridge.admin.openapi.ApiDocument;
import io.drawbridge.registry.AuditEntry;
import io.drawbridge.registry.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code openapi.json} says what the admin API does: all of it, and nothing else. */
final class OpenApiTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ApiDocument DOCUMENT = ApiDocument.bundled();
    private static final String SCOPE = "tag:drawbridge.io,2026:problem/" + Refusal.SCOPE.anchor();

    /** Definitions that both documents need, written down twice because each must stand alone. */
    private static final List<String> SHARED =
            List.of("label", "text", "name", "claim", "url", "instant", "cors", "headers", "routeRules", "scopes");

    static Stream<Example> examples() {
        return OpenApiExamples.all().stream().filter(e -> !e.request().isMissingNode());
    }

    /** {@code -Ddrawbridge.openapi=write} writes the answers that come now into the document instead. */
    @ParameterizedTest
    @MethodSource("examples")
    void each_example_of_an_answer_is_what_its_request_gets(Example example) throws IOException {
        AdminAnswer answer = OpenApiExamples.answer(example);

        String shown = OpenApiExamples.shown(answer.body());
        if ("write".equals(System.getProperty("drawbridge.openapi"))) {
            write(example.pointer(), MAPPER.readTree(shown));
            return;
        }
        example.status().ifPresent(s -> assertThat(answer.status()).as(shown).isEqualTo(s));
        assertThat(answer.headers()).containsEntry("Content-Type", example.mediaType());
        assertThat(MAPPER.readTree(shown))
                .isEqualTo(DOCUMENT.json().at(example.pointer()).path("value"));
    }

    @Test
    void each_example_of_a_request_has_its_answer() {
        Set<String> sent = new TreeSet<>();
        Set<String> shown = new TreeSet<>();
        OpenApiExamples.all().forEach(e -> {
            String operation = e.pointer().replaceFirst("/responses/.*", "");
            sent.add(operation + " " + e.name());
            e.bodies().fieldNames().forEachRemaining(name -> shown.add(operation + " " + name));
        });

        assertThat(shown).hasSizeGreaterThan(5);
        assertThat(sent).containsAll(shown);
    }

    @Test
    void what_no_request_gets_here_is_shown_as_it_is_made() throws IOException {
        Map<String, Refusal> faults = Map.of("internal", Refusal.INTERNAL, "unavailable", Refusal.UNAVAILABLE);
        for (Map.Entry<String, Refusal> fault : faults.entrySet()) {
            String pointer = "/components/responses/" + fault.getKey()
                    + "/content/application~1problem+json/examples/fault/value";
            assertThat(DOCUMENT.json().at(pointer))
                    .isEqualTo(MAPPER.readTree(fault.getValue().answer().body()));
        }
        // What the gateway answers by itself is asked for where the gateway is, in the launcher's tests over HTTP.
        assertThat(OpenApiExamples.all().stream()
                        .filter(e -> e.request().isMissingNode())
                        .map(e -> e.pointer().replaceFirst(".*/examples/", "")))
                .containsOnly("fault", "noToken", "origin", "full");
    }

    @Test
    void each_example_that_no_request_gets_has_the_form_that_is_described() {
        OpenApiExamples.all().stream()
                .filter(e -> e.request().isMissingNode())
                .forEach(e -> assertThat(DOCUMENT.problems(
                                e.pointer().replaceFirst("/examples/.*", "/schema"),
                                DOCUMENT.json().at(e.pointer()).path("value")))
                        .as(e.pointer())
                        .isEmpty());
    }

    @Test
    void what_is_served_is_documented_and_nothing_else() {
        List<String> routed = new ArrayList<>();
        new AdminSession()
                .methods()
                .forEach((resource, methods) -> methods.forEach(m -> routed.add(m + " " + resource)));

        assertThat(documented()).containsExactlyInAnyOrderElementsOf(routed);
    }

    @Test
    void what_needs_no_token_is_what_the_page_serves() {
        assertThat(documented().stream().filter(OpenApiTest::isPublic))
                .containsExactlyInAnyOrderElementsOf(
                        AdminPage.RESOURCES.stream().map(r -> "GET " + r).toList());
    }

    @Test
    void what_the_page_serves_is_as_described_and_needs_no_token() {
        AdminSession session = new AdminSession();
        for (String resource : AdminPage.RESOURCES) {
            AdminSession.Ask ask = session.ask(AdminSession.NOBODY, "GET", resource)
                    .of("version", PageFiles.load().version())
                    .of("file", "app.js");
            AdminAnswer answer = ask.answer();
            assertThat(answer.status()).as(resource).isEqualTo(200);
            if (!AdminSession.etag(answer).isEmpty()) {
                assertThat(ask.header("If-None-Match", AdminSession.etag(answer))
                                .answer()
                                .status())
                        .as(resource)
                        .isEqualTo(304);
            }
        }
    }

    private static boolean isPublic(String operation) {
        String[] parts = operation.split(" ", 2);
        return DOCUMENT.isPublic(DOCUMENT.operation(parts[0], parts[1]).orElseThrow());
    }

    @Test
    void every_resource_is_routed_by_the_template() throws IOException {
        Matcher paths = Pattern.compile("(?m)^          (/admin(?:/\\S*)?):$")
                .matcher(Files.readString(Path.of("../template.yaml")));
        Set<String> routed = new TreeSet<>();
        while (paths.find()) {
            routed.add(paths.group(1));
        }

        Set<String> documented = new TreeSet<>(Set.of("/admin/{proxy+}"));
        DOCUMENT.json().path("paths").fieldNames().forEachRemaining(documented::add);
        assertThat(routed).isEqualTo(documented);
    }

    static Stream<Example> successes() {
        return examples()
                .filter(e -> e.status().filter(s -> s < 300).isPresent())
                .filter(e -> !DOCUMENT.isPublic(e.pointer().replaceFirst("/responses/.*", "")));
    }

    @ParameterizedTest
    @MethodSource("successes")
    void exactly_the_scopes_that_are_named_count(Example example) {
        String operation = example.pointer().replaceFirst("/responses/.*", "");
        Set<String> named = new TreeSet<>();
        DOCUMENT.json()
                .at(operation + "/security")
                .forEach(s -> named.add(s.at("/bearer/0").asText()));

        for (String scope : List.of("registry:admin", "registry:write", "registry:read")) {
            Caller caller = AdminSession.caller(scope.equals("registry:admin") ? "" : "acme", scope, "", "");
            Example anybody = new Example(
                    example.pointer(),
                    example.name(),
                    ((ObjectNode) example.request().deepCopy()).without("token"),
                    example.bodies());
            AdminAnswer answer = OpenApiExamples.answer(new AdminSession(), anybody, caller);
            boolean counts = !AdminSession.json(answer).path("type").asText().equals(SCOPE);
            assertThat(counts).as("%s: %s", scope, answer).isEqualTo(named.contains(scope));
        }
    }

    @Test
    void every_kind_of_refusal_and_of_problem_is_named() {
        assertThat(texts("/components/schemas/problem/properties/type/enum"))
                .containsExactlyElementsOf(Arrays.stream(Refusal.values())
                        .map(r -> "tag:drawbridge.io,2026:problem/" + r.anchor())
                        .toList());
        assertThat(texts("/components/schemas/code/enum"))
                .containsExactlyElementsOf(Arrays.stream(ProblemCode.values())
                        .map(ProblemCode::anchor)
                        .toList());
    }

    @Test
    void every_action_of_the_audit_is_named() {
        assertThat(texts("/components/schemas/auditEntry/properties/action/enum"))
                .containsExactlyElementsOf(Arrays.stream(AuditEntry.Action.values())
                        .map(action -> action.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    @Test
    void what_the_registry_file_has_too_is_the_same() throws IOException {
        String file = Files.readString(Path.of("../docs/registry.schema.json"));
        JsonNode definitions = MAPPER.readTree(file.replace("#/$defs/", "#/components/schemas/"))
                .path("$defs");
        JsonNode schemas = DOCUMENT.json().at("/components/schemas");

        SHARED.forEach(name -> assertThat(schemas.path(name)).as(name).isEqualTo(definitions.path(name)));
        definitions
                .at("/issuer/properties")
                .fieldNames()
                .forEachRemaining(
                        name -> assertThat(schemas.at("/issuer/properties").has(name))
                                .as(name)
                                .isTrue());
    }

    private static List<String> documented() {
        List<String> documented = new ArrayList<>();
        DOCUMENT.json()
                .path("paths")
                .fieldNames()
                .forEachRemaining(
                        path -> DOCUMENT.methods(path).forEach(method -> documented.add(method + " " + path)));
        return documented;
    }

    private static List<String> texts(String pointer) {
        List<String> texts = new ArrayList<>();
        DOCUMENT.json().at(pointer).forEach(t -> texts.add(t.asText()));
        return texts;
    }

    private static void write(String pointer, JsonNode value) throws IOException {
        Path file = Path.of("src/main/resources/io/drawbridge/admin/openapi.json");
        JsonNode document = MAPPER.readTree(Files.readString(file));
        ((ObjectNode) document.at(pointer)).set("value", value);
        // Some readers of YAML, which JSON is, take no control characters as they are.
        Files.writeString(
                file,
                MAPPER.writer(SerializationFeature.INDENT_OUTPUT)
                                .with(JsonWriteFeature.ESCAPE_NON_ASCII)
                                .writeValueAsString(document)
                                .replace("\177", "\\u007F")
                        + "\n");
    }
}
