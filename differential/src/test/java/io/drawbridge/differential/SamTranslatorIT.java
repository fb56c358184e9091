package io.drawbridge.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.drawbridge.gateway.api.RestApi;
import io.drawbridge.launcher.routes.RoutesJson;
import io.drawbridge.launcher.run.LaunchException;
import io.drawbridge.launcher.run.LaunchPlan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the local gateway serves is what SAM's translator would have deployed: every route, authorizer, integration, gateway
 * response, stage, usage plan, function and permission.
 */
final class SamTranslatorIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** Where a template names no OpenApiVersion, SAM leaves a second stage behind. Clients of the local gateway name no stage. */
    private static final String STAGE = "stage Stage: SAM {}, local gateway absent";

    /** Deployed, and asked by nobody. */
    private static final String UNUSED = "authorizer Unused, which no method asks: SAM {\"name\":\"Unused\","
            + "\"type\":\"REQUEST\",\"function\":\"Guard\",\"identitySources\":[\"method.request.header.origin\"],"
            + "\"ttlSeconds\":300}, local gateway absent";

    private static final String UNASKED = "authorizer Other, which no method asks: SAM {\"name\":\"Other\","
            + "\"type\":\"REQUEST\",\"function\":\"Guard\",\"identitySources\":[],\"ttlSeconds\":0}, local gateway absent";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @BeforeEach
    void code() throws IOException {
        try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(folder.resolve("code.jar")))) {
            jar.putNextEntry(new ZipEntry("a/Handler.class"));
            jar.closeEntry();
        }
    }

    /**
     * A template and in what the two are known to differ.
     *
     * @param least how many facts must have been compared, so that nothing is equal for want of facts
     */
    private record Case(
            String name, Path template, Map<String, String> parameters, int least, List<String> differences) {}

    @TestFactory
    Stream<DynamicTest> everyTemplateIsServedAsItWouldBeDeployed() throws IOException {
        List<Case> cases = new ArrayList<>(product());
        cases.addAll(written());
        SamTranslator translator = new SamTranslator(Tool.TRANSLATOR.python());
        List<JsonNode> deployed = translator.translate(cases.stream()
                .map(one -> new SamTranslator.Request(one.template(), one.parameters()))
                .toList());
        return IntStream.range(0, cases.size())
                .mapToObj(i -> dynamicTest(cases.get(i).name(), () -> compare(cases.get(i), deployed.get(i))));
    }

    @TestFactory
    Stream<DynamicTest> whatIsRefusedHereWouldBeDeployed() throws IOException {
        return refusals(Refusal.HERE_ALONE);
    }

    @TestFactory
    Stream<DynamicTest> whatIsRefusedThereIsRefusedHere() throws IOException {
        return refusals(Refusal.BOTH);
    }

    private Stream<DynamicTest> refusals(List<Refusal> refusals) throws IOException {
        String plain = Files.readString(written("plain", 0).template());
        List<SamTranslator.Request> requests = new ArrayList<>();
        requests.add(new SamTranslator.Request(folder.resolve("plain.yaml"), Map.of()));
        for (Refusal refusal : refusals) {
            assertThat(plain).contains(refusal.from());
            Path file = folder.resolve("refused-" + requests.size() + ".yaml");
            Files.writeString(file, plain.replace(refusal.from(), refusal.to()));
            requests.add(new SamTranslator.Request(file, Map.of()));
        }
        List<JsonNode> answers = new SamTranslator(Tool.TRANSLATOR.python()).translate(requests);
        return Stream.concat(
                Stream.of(dynamicTest("both take it unchanged", () -> {
                    assertThat(answers.get(0).has("cloudformation")).isTrue();
                    assertThat(LaunchPlan.readTemplate(requests.get(0).template(), Map.of())
                                    .routes())
                            .hasSize(1);
                })),
                IntStream.range(0, refusals.size())
                        .mapToObj(i -> dynamicTest(
                                refusals.get(i).to().isEmpty()
                                        ? "without " + refusals.get(i).from().strip()
                                        : refusals.get(i).to().strip(),
                                () -> refused(refusals.get(i), requests.get(i + 1), answers.get(i + 1)))));
    }

    private static void refused(Refusal refusal, SamTranslator.Request request, JsonNode answer) {
        assertThatThrownBy(() -> LaunchPlan.readTemplate(request.template(), request.parameters()))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining(refusal.message());
        assertThat(answer.has("refusal"))
                .as("SAM: %s", answer.path("refusal").asText("accepted"))
                .isEqualTo(refusal.bySam());
    }

    private static void compare(Case one, JsonNode answer) {
        assertThat(answer.path("refusal").asText("")).as("SAM's refusal").isEmpty();
        RestApi api = LaunchPlan.readTemplate(one.template(), one.parameters());
        Facts local = Served.facts(RoutesJson.of(api, ROOT));
        Facts sam = Deployed.facts(new CloudFormation(answer.path("cloudformation"), one.parameters()));
        assertThat(Facts.differences(sam, local)).isEqualTo(one.differences());
        assertThat(local.size()).isGreaterThanOrEqualTo(one.least());
    }

    private static List<Case> product() {
        Map<String, String> keys =
                Map.of("AcmeApiKey", "acme-0123456789abcdef", "GlobexApiKey", "globex-0123456789abcd");
        return List.of(
                product("template.yaml", Map.of()),
                product("template.yaml", Map.of("TenantSource", "host")),
                product("examples/path-tenants/template.yaml", Map.of()),
                product("examples/usage-plans/template.yaml", keys),
                product("examples/cached/template.yaml", Map.of("AuthorizerCacheSeconds", "30")));
    }

    private static Case product(String template, Map<String, String> parameters) {
        return new Case(template + " " + parameters, ROOT.resolve(template), parameters, 40, List.of());
    }

    private List<Case> written() throws IOException {
        return List.of(
                written("implicit-api", 17, STAGE),
                written("events", 14),
                written("identity-sources", 10, UNUSED),
                written("definition-body", 14),
                written("public-preflights", 9),
                written("gateway-responses", 10),
                written("gateway-responses", 10, Map.of("Stage", "v2", "Extra", "no")),
                written("merge", 17),
                written("api-keys", 14),
                written("conditions", 9),
                written("conditions", 13, Map.of("Mode", "large")),
                written("conditional-body", 8, UNASKED),
                written("conditional-body", 11, Map.of("Mode", "large")),
                written("keyed-events", 19),
                written("keyed-body", 14),
                written("permissions", 18),
                written("swagger", 7, STAGE),
                written("names", 9),
                written("names", 9, Map.of("Prefix", "globex")),
                written("implicit-conditions", 7, STAGE),
                written("implicit-conditions", 7, Map.of("Mode", "large"), STAGE));
    }

    private Case written(String name, int least, String... differences) throws IOException {
        return written(name, least, Map.of(), differences);
    }

    private Case written(String name, int least, Map<String, String> parameters, String... differences)
            throws IOException {
        Path file = folder.resolve(name + ".yaml");
        try (InputStream template =
                Objects.requireNonNull(SamTranslatorIT.class.getResourceAsStream("templates/" + name + ".yaml"))) {
            Files.write(file, template.readAllBytes());
        }
        return new Case(name + " " + parameters, file, parameters, least, List.of(differences));
    }
}
