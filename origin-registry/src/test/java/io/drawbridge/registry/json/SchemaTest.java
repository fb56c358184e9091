package io.drawbridge.registry.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.drawbridge.registry.PatternRules;
import io.drawbridge.registry.Problem;
import io.drawbridge.registry.ProblemCode;
import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.TenantSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published schema says what the reader does, as far as a schema can. */
class SchemaTest {

    private static final Path DOCS = Path.of("../docs");
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final PatternRules RULES = new PatternRules(PublicSuffixList.bundled(), TenantSource.ORIGIN, false);
    private static final JsonSchema SCHEMA = schema();

    /** What needs the Public Suffix List, two places of a document, or the grammar of origins and URLs. */
    private static final Set<ProblemCode> BEYOND_A_SCHEMA = EnumSet.of(
            ProblemCode.JSON_SYNTAX,
            ProblemCode.JSON_DUPLICATE_KEY,
            ProblemCode.DUPLICATE,
            ProblemCode.ORIGIN_PORT,
            ProblemCode.ORIGIN_DEFAULT_PORT,
            ProblemCode.ORIGIN_HOST,
            ProblemCode.ORIGIN_IPV4,
            ProblemCode.ORIGIN_IPV6,
            ProblemCode.PATTERN_WILDCARD_PLACE,
            ProblemCode.PATTERN_WILDCARD_IP,
            ProblemCode.PATTERN_WILDCARD_HOST,
            ProblemCode.PATTERN_PUBLIC_SUFFIX,
            ProblemCode.PATTERN_SHARED_SUFFIX,
            ProblemCode.PATTERN_ANY_PORT,
            ProblemCode.PATTERN_ANY_PORT_MODE,
            ProblemCode.PATTERN_TOO_DEEP,
            ProblemCode.PATTERN_CLAIMED,
            ProblemCode.PATTERN_CROWDED,
            ProblemCode.GRANT_HEADER_FORBIDDEN,
            ProblemCode.GRANT_EXPOSED_FORBIDDEN,
            ProblemCode.GRANT_HEADER_CORS,
            ProblemCode.GRANT_STAR_ALONE,
            ProblemCode.GRANT_HTTP_CREDENTIALS,
            ProblemCode.INSTANT,
            ProblemCode.ISSUER_URL,
            ProblemCode.ISSUER_JWKS,
            ProblemCode.ISSUER_LOCAL,
            ProblemCode.ISSUER_RESERVED,
            ProblemCode.ISSUER_CLAIMED,
            ProblemCode.ROUTE_PATH,
            ProblemCode.USAGE_KEY_MISSING,
            ProblemCode.REVOCATION_ISSUER,
            ProblemCode.REVOCATION_TOKEN_ID,
            ProblemCode.REVOCATION_END,
            ProblemCode.ROUTE_WIDER);

    private static JsonSchema schema() {
        try {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(Files.readString(DOCS.resolve("registry.schema.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isValid(JsonNode document) {
        return SCHEMA.validate(document).isEmpty();
    }

    static Stream<String> examples() throws IOException {
        List<String> examples = new ArrayList<>();
        Matcher blocks =
                Pattern.compile("(?s)```json\n(.*?)```").matcher(Files.readString(DOCS.resolve("registry-format.md")));
        while (blocks.find()) {
            examples.add(blocks.group(1));
        }
        assertThat(examples).hasSizeGreaterThan(4);
        examples.add(RegistryFileTest.EVERYTHING);
        return examples.stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsReadAndValidAndSurvivesBeingWritten(String example) throws JsonProcessingException {
        Registry registry = RegistryFile.read(example, RULES).orThrow();
        String written = RegistryFile.write(registry);

        assertThat(isValid(MAPPER.readTree(example))).isTrue();
        assertThat(isValid(MAPPER.readTree(written))).isTrue();
        assertThat(RegistryFile.read(written, RULES).orThrow()).isEqualTo(registry);
    }

    static Stream<EveryProblemTest.Mistake> mistakes() {
        return EveryProblemTest.mistakes().filter(m -> !BEYOND_A_SCHEMA.contains(m.code()));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeThatASchemaCanSeeIsInvalidToo(EveryProblemTest.Mistake mistake) throws JsonProcessingException {
        // Two whose fault lies between a tenant's defaults and its origin's overrides.
        boolean between = mistake.pointer().endsWith("/origins/0/cors/credentials");
        assertThat(isValid(MAPPER.readTree(mistake.document()))).isEqualTo(between);
    }

    @Test
    void readerAndSchemaAgreeOnEveryChangeOfOneField() throws JsonProcessingException {
        List<JsonNode> replacements = List.of(
                MAPPER.readTree("null"),
                MAPPER.readTree("true"),
                MAPPER.readTree("-5"),
                MAPPER.readTree("1.5"),
                MAPPER.readTree("\"\""),
                MAPPER.readTree("\"x\\ny\""),
                MAPPER.readTree("[]"),
                MAPPER.readTree("[null]"),
                MAPPER.readTree("[\"\"]"),
                MAPPER.readTree("{}"),
                MAPPER.readTree("{\"x\": 1}"));
        List<String> pointers = new ArrayList<>();
        collect(MAPPER.readTree(RegistryFileTest.EVERYTHING), "", pointers);
        assertThat(pointers).hasSizeGreaterThan(50);
        for (String pointer : pointers) {
            for (JsonNode replacement : replacements) {
                agree(pointer, changed(pointer, replacement));
            }
            agree(pointer + " removed", changed(pointer, null));
        }
    }

    /** The schema never refuses what is read, and sees every mistake of form. */
    private static void agree(String what, JsonNode document) {
        List<ProblemCode> codes = RegistryFile.read(document.toString(), RULES).problems().stream()
                .map(Problem::code)
                .toList();
        boolean valid = isValid(document);
        if (codes.isEmpty()) {
            assertThat(SCHEMA.validate(document)).as("%s: %s", what, document).isEmpty();
        }
        if (codes.stream()
                .anyMatch(c -> c == ProblemCode.JSON_WRONG_TYPE
                        || c == ProblemCode.JSON_UNKNOWN_FIELD
                        || c == ProblemCode.JSON_MISSING_FIELD)) {
            assertThat(valid).as("%s: %s", what, document).isFalse();
        }
    }

    private static void collect(JsonNode node, String pointer, List<String> pointers) {
        if (!pointer.isEmpty()) {
            pointers.add(pointer);
        }
        if (node instanceof ObjectNode object) {
            object.properties().forEach(f -> collect(f.getValue(), Fields.pointer(pointer, f.getKey()), pointers));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                collect(array.get(i), pointer + "/" + i, pointers);
            }
        }
    }

    private static JsonNode changed(String pointer, @Nullable JsonNode replacement) throws JsonProcessingException {
        JsonNode document = MAPPER.readTree(RegistryFileTest.EVERYTHING);
        int slash = pointer.lastIndexOf('/');
        JsonNode parent = document.at(pointer.substring(0, slash));
        String name = pointer.substring(slash + 1);
        if (parent instanceof ObjectNode object) {
            if (replacement == null) {
                object.remove(name);
            } else {
                object.set(name, replacement);
            }
        } else if (parent instanceof ArrayNode array) {
            if (replacement == null) {
                array.remove(Integer.parseInt(name));
            } else {
                array.set(Integer.parseInt(name), replacement);
            }
        }
        return document;
    }
}
