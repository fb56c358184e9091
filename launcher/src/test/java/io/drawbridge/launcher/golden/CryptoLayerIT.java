package io.drawbridge.launcher.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drawbridge.authorizer.golden.CaseRequest.HeaderLine;
import io.drawbridge.gateway.GatewaySettings;
import io.drawbridge.gateway.LocalGateway;
import io.drawbridge.gateway.api.FunctionDefinition;
import io.drawbridge.gateway.api.RestApi;
import io.drawbridge.gateway.template.TemplateReader;
import io.drawbridge.gateway.template.TemplateResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The layer of the template: what is in it, and that the packaged function finds it, names it, and runs without it too. */
final class CryptoLayerIT {

    private static final Path TEMPLATE = Path.of("../template.yaml");
    private static final String MACHINE = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    private static final Map<String, String> ARCHITECTURES = Map.of("Linux amd64", "x86_64", "Linux aarch64", "arm64");

    /** The machine is that of ELF's header: EM_X86_64 or EM_AARCH64. */
    @ParameterizedTest
    @CsvSource({"x86_64,linux-x86_64,62", "arm64,linux-aarch_64,183"})
    void each_layer_holds_the_published_jar_for_its_processor(String layer, String classifier, int machine)
            throws IOException {
        String jar = "java/lib/AmazonCorrettoCryptoProvider-2.5.0-" + classifier + ".jar";
        Path zip = Path.of("../crypto-layer/target/corretto-crypto-layer-" + layer + ".zip");

        try (ZipFile content = new ZipFile(zip.toFile())) {
            assertThat(content.stream().filter(e -> !e.isDirectory()).map(ZipEntry::getName))
                    .containsExactlyInAnyOrder(jar, "LICENSE");
            byte[] bytes = content.getInputStream(content.getEntry(jar)).readAllBytes();
            assertThat(Path.of("../crypto-layer/target/" + layer).resolve(jar)).hasBinaryContent(bytes);
            assertThat(entry(bytes, "META-INF/PROVIDER.RSA")).isNotEmpty();
            byte[] library = entry(bytes, "com/amazon/corretto/crypto/provider/libamazonCorrettoCryptoProvider.so");
            assertThat(Byte.toUnsignedInt(library[18])).isEqualTo(machine);
        }
    }

    @Test
    void the_parameter_turns_it_on_and_the_start_of_the_log_says_so() throws IOException, InterruptedException {
        assumeTrue(ARCHITECTURES.containsKey(MACHINE), "skipped: no layer for " + MACHINE);
        String architecture = ARCHITECTURES.getOrDefault(MACHINE, "");

        assertThat(startLine(Map.of("CryptoProvider", "corretto", "Architecture", architecture), Map.of()))
                .isEqualTo("{\"event\":\"start\",\"crypto\":\"AmazonCorrettoCryptoProvider 2.5.0\"}");
    }

    @Test
    void without_it_the_java_runtime_computes() throws IOException, InterruptedException {
        assertThat(startLine(Map.of(), Map.of())).matches("\\{\"event\":\"start\",\"crypto\":\"JDK [^,]*\"}");
        assertThat(startLine(Map.of(), Map.of("CRYPTO_PROVIDER", "corretto")))
                .matches("\\{\"event\":\"start\",\"crypto\":\"JDK [^,]*, because AmazonCorrettoCryptoProvider is not on"
                        + " the class path\"}");
    }

    /** The authorizer's first line; there is no table, which it survives. */
    private static String startLine(Map<String, String> parameters, Map<String, String> settings)
            throws IOException, InterruptedException {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        RestApi api = ((TemplateResult.Valid) TemplateReader.read(TEMPLATE, parameters)).api();
        try (LocalGateway gateway = LocalGateway.start(
                api.withEnvironments(function -> environment(function, settings)),
                GatewaySettings.defaults(0).withMaxProcesses(1).withFunctionLog((function, invocation, text) -> {
                    if (text.contains("\"event\":\"start\"")) {
                        lines.add(text);
                    }
                }))) {
            RawExchange answer = RawExchange.send(
                    gateway.port(), "GET", "/orders", List.of(new HeaderLine("Host", "api.example.com")), "");
            assertThat(answer.status()).isEqualTo(401);
            String line = lines.poll(60, TimeUnit.SECONDS);
            return line == null ? "no line" : line;
        }
    }

    private static Map<String, String> environment(FunctionDefinition function, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(function.environment());
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:1");
        environment.putAll(settings);
        return environment;
    }

    private static byte[] entry(byte[] jar, String name) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry next = zip.getNextEntry(); next != null; next = zip.getNextEntry()) {
                if (next.getName().equals(name)) {
                    return ((InputStream) zip).readAllBytes();
                }
            }
        }
        throw new AssertionError("no " + name);
    }
}
