package io.drawbridge.authorizer.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drawbridge.authorizer.golden.GoldenCase.HeaderNames;
import io.drawbridge.authorizer.golden.GoldenCase.World;
import io.drawbridge.issuer.IssuerName;
import io.drawbridge.issuer.SigningAlgorithm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads one case file. {@code decisions/README.md} describes it. */
final class CaseReader {

    private static final int LAST_ROW = 18;
    private static final String DEFAULT_HOST = "api.example.com";

    private final String file;
    private final Function<String, RegistrySource> registries;

    /**
     * A reader of one file.
     *
     * @param file its name, for messages
     * @param registries finds the registry file of a name
     */
    CaseReader(String file, Function<String, RegistrySource> registries) {
        this.file = file;
        this.registries = registries;
    }

    List<GoldenCase> read(JsonNode document) {
        CaseFields fields = new CaseFields(document, file);
        fields.requiredText("about");
        World world = world(fields, Optional.empty());
        List<GoldenCase> cases = new ArrayList<>();
        int index = 0;
        for (JsonNode node : fields.list("cases")) {
            for (JsonNode one : eachOf(node, file + "/cases/" + index)) {
                cases.add(goldenCase(new CaseFields(one, file + "/cases/" + index), world));
            }
            index++;
        }
        fields.finish();
        return cases;
    }

    /** A case with the list {@code each} is one case for each of its texts, which replaces {@code ${each}}. */
    private static List<JsonNode> eachOf(JsonNode node, String place) {
        if (!node.has("each")) {
            return List.of(node);
        }
        CaseFields fields = new CaseFields(node, place);
        List<JsonNode> cases = new ArrayList<>();
        for (JsonNode value : fields.list("each")) {
            String text = fields.text(value, "each");
            if (!node.toString().contains("${each}")) {
                throw fields.mistake("has \"each\" and no ${each}");
            }
            Map<String, JsonNode> members = new LinkedHashMap<>();
            node.properties().forEach(e -> members.put(e.getKey(), replaced(e.getValue(), text)));
            members.remove("each");
            String title = fields.requiredText("title") + ": " + text;
            members.put("title", JsonNodeFactory.instance.textNode(title));
            cases.add(JsonNodeFactory.instance.objectNode().setAll(members));
        }
        return cases;
    }

    private static JsonNode replaced(JsonNode node, String text) {
        if (node.isTextual()) {
            return JsonNodeFactory.instance.textNode(node.textValue().replace("${each}", text));
        }
        if (node.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> array.add(replaced(element, text)));
            return array;
        }
        if (node.isObject()) {
            var object = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(e -> object.set(e.getKey(), replaced(e.getValue(), text)));
            return object;
        }
        return node;
    }

    private GoldenCase goldenCase(CaseFields fields, World ofFile) {
        String title = fields.requiredText("title");
        int row = fields.requiredNumber("row");
        if (row < 1 || row > LAST_ROW) {
            throw fields.mistake("has a row that is not 1 to " + LAST_ROW + ": " + row);
        }
        World world = world(fields, Optional.of(ofFile));
        CaseRequest request = request(fields.requiredObject("request"));
        Expectation expect = new ExpectationReader(fields.requiredObject("expect")).read();
        fields.finish();
        return new GoldenCase(file, title, row, world, request, expect);
    }

    /** A file's world, or that of one of its cases, which says only what differs. */
    private World world(CaseFields fields, Optional<World> around) {
        Optional<RegistrySource> registry = fields.node("registry").map(this::registry);
        Map<String, String> environment = new LinkedHashMap<>();
        around.ifPresent(w -> environment.putAll(w.environment()));
        fields.members("environment").forEach((name, value) -> environment.put(name, fields.text(value, name)));
        fields.node("environment");
        Optional<HeaderNames> names = fields.text("headerNames").map(text -> switch (text) {
            case "lower-case" -> HeaderNames.LOWER_CASE;
            case "as-received" -> HeaderNames.AS_RECEIVED;
            default -> throw fields.mistake("has headerNames other than lower-case and as-received: " + text);
        });
        boolean isCached = fields.text("template")
                .map(text -> switch (text) {
                    case "cached" -> true;
                    default -> throw fields.mistake("has a template other than cached: " + text);
                })
                .or(() -> around.map(World::isCached))
                .orElse(false);
        return new World(
                isCached,
                registry.or(() -> around.map(World::registry)).orElseThrow(() -> fields.mistake("lacks \"registry\"")),
                environment,
                names.or(() -> around.map(World::headerNames)).orElse(HeaderNames.LOWER_CASE));
    }

    private RegistrySource registry(JsonNode node) {
        if (node.isObject()) {
            return new RegistrySource.Document(file, node.toString());
        }
        return node.textValue().equals("unreadable")
                ? new RegistrySource.Unreadable()
                : registries.apply(node.textValue());
    }

    private static CaseRequest request(CaseFields fields) {
        List<CaseRequest.HeaderLine> headers = new ArrayList<>();
        fields.node("headers")
                .ifPresent(lines -> lines.forEach(line -> {
                    if (line.size() != 2) {
                        throw fields.mistake("has a header that is not a pair of name and value");
                    }
                    headers.add(new CaseRequest.HeaderLine(
                            fields.text(line.get(0), "headers"), fields.text(line.get(1), "headers")));
                }));
        CaseRequest request = new CaseRequest(
                fields.requiredText("method"),
                fields.requiredText("path"),
                fields.text("host").orElse(DEFAULT_HOST),
                headers,
                fields.object("token").map(CaseReader::token),
                fields.text("body"));
        fields.finish();
        return request;
    }

    private static TokenRecipe token(CaseFields fields) {
        TokenRecipe recipe = new TokenRecipe(
                new IssuerName(fields.requiredText("issuer")),
                fields.text("tenant"),
                fields.text("subject"),
                fields.texts("audience"),
                fields.texts("scopes"),
                fields.number("expiresIn").map(Duration::ofSeconds),
                fields.text("algorithm").map(SigningAlgorithm::valueOf),
                fields.members("claims"),
                fields.members("header"),
                fields.text("signedBy").map(IssuerName::new),
                fields.text("kidOf").map(IssuerName::new),
                fields.flag("hmacOfPublicKey"),
                fields.text("parts").orElse(TokenRecipe.UNCHANGED),
                fields.text("authorization").orElse(TokenRecipe.BEARER));
        fields.node("claims");
        fields.node("header");
        fields.finish();
        return recipe;
    }
}
