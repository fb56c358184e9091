package io.drawbridge.launcher;

import io.drawbridge.gateway.GatewaySettings;
import io.drawbridge.gateway.api.RestApi;
import io.drawbridge.gateway.traffic.Traffic;
import io.drawbridge.gateway.traffic.TrafficPage;
import io.drawbridge.launcher.demo.DemoSettings;
import io.drawbridge.launcher.run.Console;
import io.drawbridge.launcher.run.LaunchPlan;
import io.drawbridge.launcher.run.LocalPorts;
import io.drawbridge.launcher.run.LocalStack;
import io.drawbridge.launcher.run.SeedFile;
import io.drawbridge.registry.TenantSource;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code drawbridge up}: starts everything, says what is where, and runs until it is stopped. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        versionProvider = LauncherVersion.class,
        sortOptions = false,
        description = {
            "Runs a SAM template's REST API on this machine, until Ctrl-C.",
            "",
            "A template with a function whose handler is " + LaunchPlan.AUTHORIZER_HANDLER + " is Drawbridge's: then"
                    + " DynamoDB Local with the registry, a local issuer on port 4000 and the demo's front ends on ports"
                    + " 4001 (tenant acme), 4002 (tenant globex) and 4003 (nobody's) run beside it. For any other"
                    + " template the local gateway runs by itself.",
            "",
            "The last line printed while starting is \"ready\".",
            ""
        })
final class UpCommand implements Callable<Integer> {

    private static final int LAST_FIRST_PORT = 65_532;

    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "" + LocalPorts.DEFAULT_API,
            description = "The API's port on 127.0.0.1; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--first-port",
            paramLabel = "N",
            defaultValue = "" + LocalPorts.DEFAULT_FIRST,
            description =
                    "The local issuer's port; the front ends take the next three. Your --registry has to name them."
                            + " Default: ${DEFAULT-VALUE}.")
    private int firstPort;

    @Option(
            names = "--template",
            paramLabel = "FILE",
            description = "The SAM template. Default: template.yaml, or examples/path-tenants/template.yaml with"
                    + " --tenant-source path.")
    private @Nullable Path template;

    @Option(
            names = "--parameter",
            paramLabel = "NAME=VALUE",
            description = "A value for a parameter of the template, instead of its default. May be given again.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(
            names = "--registry",
            paramLabel = "FILE",
            description = "The registry file that fills an empty table. Default: examples/registry.json.")
    private @Nullable Path registry;

    @Option(
            names = "--tenant-source",
            paramLabel = "host|path|origin",
            converter = TenantSourceConverter.class,
            description = "How a request names its tenant: by the first label of the host (acme.localhost), the path"
                    + " (/acme/orders) or the Origin. Default: as the template says.")
    private @Nullable TenantSource tenantSource;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keeps the table in this folder between runs; once it holds a registry, it is used as it is."
                    + " Each tenant source has a table of its own. Default: in memory.")
    private @Nullable Path data;

    UpCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (port < 0 || port > 65_535) {
            throw new ParameterException(
                    spec.commandLine(), "--port " + port + " is no TCP port. Give a number from 0 to 65535.");
        }
        if (firstPort < 1 || firstPort > LAST_FIRST_PORT) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--first-port " + firstPort + " leaves no room for four TCP ports. Give a number from 1 to "
                            + LAST_FIRST_PORT + ".");
        }
        LaunchPlan plan = plan();
        PrintWriter out = spec.commandLine().getOut();
        Console console = new Console(out, surroundings.clock().withZone(ZoneId.systemDefault()));
        Traffic traffic = new Traffic();
        LocalStack.Gateways gateways = (free, name) -> GatewaySettings.defaults(free)
                .withFunctionLog((function, requestId, text) -> console.function(name, function, text))
                .withListener(exchange -> console.exchange(name, exchange))
                .withTraffic(traffic)
                .withEnvironment(surroundings.environment());
        try (LocalStack stack =
                new LocalStack(plan, surroundings.keys(), surroundings.clock(), surroundings.ids(), gateways)) {
            Thread stop = new Thread(stack::close, "stop");
            Runtime.getRuntime().addShutdownHook(stop);
            describe(plan, stack.start(), out);
            out.println("ready");
            out.flush();
            surroundings.untilStopped().run();
        }
        return 0;
    }

    private LaunchPlan plan() {
        Path file = Optional.ofNullable(template).orElseGet(this::defaultTemplate);
        RestApi api = LaunchPlan.readTemplate(file, parameters);
        boolean drawbridge = LaunchPlan.authorizerOf(api).isPresent();
        if (!drawbridge && (registry != null || data != null || tenantSource != null)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--registry, --data and --tenant-source are for Drawbridge's authorizer, and the template " + file
                            + " has no function with the handler " + LaunchPlan.AUTHORIZER_HANDLER
                            + ". Leave them out to run its gateway alone.");
        }
        Optional<SeedFile> seed = drawbridge ? Optional.of(seed(api)) : Optional.empty();
        return new LaunchPlan(
                file,
                api,
                seed,
                registry != null,
                Optional.ofNullable(tenantSource),
                Optional.ofNullable(data).map(Path::toAbsolutePath),
                LocalPorts.of(port, firstPort));
    }

    private Path defaultTemplate() {
        Path home = surroundings.home();
        return tenantSource == TenantSource.PATH
                ? home.resolve("examples").resolve("path-tenants").resolve("template.yaml")
                : home.resolve("template.yaml");
    }

    private SeedFile seed(RestApi api) {
        TenantSource effective = LaunchPlan.effectiveSource(api, Optional.ofNullable(tenantSource));
        return SeedFile.read(Optional.ofNullable(registry).orElseGet(surroundings::defaultRegistry), effective);
    }

    private static void describe(LaunchPlan plan, LocalStack.Running running, PrintWriter out) {
        out.println();
        for (DemoSettings.Front front : running.fronts()) {
            out.println("  Demo page  " + front.origin() + "   "
                    + front.tenant().map(tenant -> "tenant " + tenant).orElse("nobody's: every request is refused"));
        }
        out.println("  API        http://127.0.0.1:" + running.apiPort() + "   " + plan.template());
        out.println(
                "  Traffic    http://127.0.0.1:" + running.apiPort() + TrafficPage.PATH + "   the last requests, live");
        if (!running.table().isEmpty()) {
            if (plan.hasAdminApi()) {
                out.println(
                        "  Admin page http://127.0.0.1:" + running.apiPort() + "/admin   sign in as whoever you like");
            }
            out.println("  Issuer     " + plan.ports().issuerUrl() + "   /platform and /tenants/TENANT");
            out.println("  Registry   " + running.table() + ", DynamoDB on " + running.dynamoDb());
            out.println();
            out.println("  Try        curl -i http://127.0.0.1:" + running.apiPort()
                    + "/orders -H \"Authorization: Bearer $(./drawbridge token --tenant acme)\"");
        }
        out.println("  Stop       Ctrl-C");
        out.println();
    }
}
