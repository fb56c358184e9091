package io.drawbridge.differential;

import com.fasterxml.jackson.databind.JsonNode;
import io.drawbridge.gateway.GatewaySettings;
import io.drawbridge.gateway.api.FunctionDefinition;
import io.drawbridge.gateway.api.RestApi;
import io.drawbridge.issuer.IssuerName;
import io.drawbridge.issuer.KeyStore;
import io.drawbridge.issuer.TokenMinter;
import io.drawbridge.issuer.TokenRequest;
import io.drawbridge.launcher.run.LaunchPlan;
import io.drawbridge.launcher.run.LocalPorts;
import io.drawbridge.launcher.run.LocalStack;
import io.drawbridge.launcher.run.SeedFile;
import io.drawbridge.registry.TenantSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** The same API from the same jar behind the local gateway and behind ministack, over one registry and one issuer. */
final class TwoGateways implements AutoCloseable {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Path JAR = ROOT.resolve("authorizer/target/drawbridge-authorizer.jar");

    private static final Path TESTS = Path.of("target/test-classes").toAbsolutePath();

    private final LocalStack stack;
    private final Ministack ministack;
    private final KeyStore keys;
    private final String issuer;
    private final String local;
    private final String other;

    private TwoGateways(
            LocalStack stack, Ministack ministack, KeyStore keys, String issuer, String local, String other) {
        this.stack = stack;
        this.ministack = ministack;
        this.keys = keys;
        this.issuer = issuer;
        this.local = local;
        this.other = other;
    }

    /**
     * Starts both.
     *
     * @param translator a Python with SAM's translator, which makes the API that ministack imports
     * @param python a Python with ministack
     * @param folder an empty one
     */
    static TwoGateways start(Path translator, Path python, Path folder) throws IOException {
        Path template = template(folder);
        JsonNode translated = new SamTranslator(translator)
                .translate(List.of(new SamTranslator.Request(template, Map.of())))
                .get(0);
        CloudFormation formation = new CloudFormation(translated.path("cloudformation"), Map.of());
        LocalPorts ports = freePorts();
        RestApi api = LaunchPlan.readTemplate(template, Map.of());
        KeyStore keys = KeyStore.inMemory();
        LocalStack stack = stack(template, api, ports, keys, registry(folder, ports));
        try {
            LocalStack.Running running = stack.start();
            Ministack ministack = Ministack.start(python, folder);
            try {
                String other = deploy(ministack, api, formation, running.dynamoDb(), folder);
                String local = "http://127.0.0.1:" + running.apiPort();
                return new TwoGateways(stack, ministack, keys, ports.issuerUrl(), local, other);
            } catch (RuntimeException | IOException e) {
                ministack.close();
                throw e;
            }
        } catch (RuntimeException | IOException e) {
            stack.close();
            throw e;
        }
    }

    private static Path template(Path folder) throws IOException {
        try (InputStream text =
                Objects.requireNonNull(TwoGateways.class.getResourceAsStream("templates/emulators.yaml"))) {
            String yaml = new String(text.readAllBytes(), StandardCharsets.UTF_8);
            return Files.writeString(folder.resolve("template.yaml"), yaml.replace("authorizer.jar", JAR.toString()));
        }
    }

    private static LocalStack stack(Path template, RestApi api, LocalPorts ports, KeyStore keys, Path registry) {
        LaunchPlan plan = new LaunchPlan(
                template,
                api,
                Optional.of(SeedFile.read(registry, TenantSource.ORIGIN)),
                true,
                Optional.empty(),
                Optional.empty(),
                ports);
        return new LocalStack(
                plan,
                keys,
                Clock.systemUTC(),
                () -> UUID.randomUUID().toString(),
                (port, name) -> GatewaySettings.defaults(port).withEnvironment(System.getenv()));
    }

    private static String deploy(
            Ministack ministack, RestApi api, CloudFormation formation, String dynamoDb, Path folder)
            throws IOException {
        String bootstrap = JavaBootstrap.of(List.of(JAR, TESTS), folder);
        for (FunctionDefinition function : api.functions()) {
            String handler =
                    function.logicalId().equals("Authorizer") ? CompletedEvents.class.getName() : function.handler();
            ministack.create(function, handler, environment(function, dynamoDb), bootstrap);
        }
        JsonNode properties = Objects.requireNonNull(
                formation.ofType("AWS::ApiGateway::RestApi").get("Api"));
        return ministack.deploy(formation.evaluate(properties).path("Body"), api.stage());
    }

    Answer local(String method, String path, Map<String, String> headers) {
        return Answer.to(method, local + path, headers);
    }

    Answer other(String method, String path, Map<String, String> headers) {
        return Answer.to(method, other + path, headers);
    }

    /** A token of tenant acme's, from the shared issuer. */
    String token(Duration expiresIn) {
        TokenRequest request = TokenRequest.from(IssuerName.PLATFORM.url(issuer))
                .withTenant("acme")
                .withExpiresIn(expiresIn);
        return new TokenMinter(
                        keys.keysOf(IssuerName.PLATFORM),
                        Clock.systemUTC(),
                        () -> UUID.randomUUID().toString())
                .mint(request);
    }

    private static Map<String, String> environment(FunctionDefinition function, String dynamoDb) {
        Map<String, String> environment = new HashMap<>(function.environment());
        // As the launcher does for the local gateway.
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb);
        environment.put("AWS_ACCESS_KEY_ID", "local");
        environment.put("AWS_SECRET_ACCESS_KEY", "local");
        environment.put("LOCAL_MODE", "true");
        return environment;
    }

    private static Path registry(Path folder, LocalPorts ports) throws IOException {
        String text = Files.readString(ROOT.resolve("examples/registry.json"))
                .replace("localhost:4000", "localhost:" + ports.issuer())
                .replace("localhost:4001", "localhost:" + ports.acme())
                .replace("localhost:4002", "localhost:" + ports.globex());
        return Files.writeString(folder.resolve("registry.json"), text);
    }

    /** Held together so that they differ. */
    private static LocalPorts freePorts() {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return new LocalPorts(
                    0,
                    held.get(0).getLocalPort(),
                    held.get(1).getLocalPort(),
                    held.get(2).getLocalPort(),
                    held.get(3).getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            held.forEach(TwoGateways::release);
        }
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        ministack.close();
        stack.close();
    }
}
