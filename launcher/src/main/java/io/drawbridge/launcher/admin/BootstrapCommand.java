package io.drawbridge.launcher.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.launcher.run.LaunchException;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code drawbridge bootstrap}: writes the platform's first issuer into an empty table, by the rights of this machine's AWS
 * credentials. It runs the admin API's own code from its jar, so that no rule is written twice.
 */
@Command(
        name = "bootstrap",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes the platform's first issuer into a table that has no settings yet.",
            "",
            "By this machine's AWS credentials and region, which need dynamodb:GetItem, Query, PutItem, UpdateItem and"
                    + " ConditionCheckItem on the table. From then on whoever that issuer gives the scope registry:admin is"
                    + " an administrator of the platform; there is no password.",
            ""
        },
        footer = {
            "",
            "  ./drawbridge bootstrap --table drawbridge-RegistryTable-1ABC --issuer https://id.example.com \\",
            "    --audience https://api.example.com --tenant-claim tenant"
        })
final class BootstrapCommand implements Callable<Integer> {

    private static final Set<String> SOURCES = Set.of("origin", "host", "path");
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int FIRST_REFUSAL = 300;

    private final Path home;
    private final Map<String, String> environment;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--table",
            paramLabel = "NAME",
            required = true,
            description = "The table, as the stack's output names it.")
    @SuppressWarnings("NullAway.Init") // picocli requires it
    private String table;

    @Option(names = "--issuer", paramLabel = "URL", required = true, description = "The iss of its tokens.")
    @SuppressWarnings("NullAway.Init") // picocli requires it
    private URI issuer;

    @Option(
            names = "--audience",
            paramLabel = "AUD",
            required = true,
            description = "What its tokens for this API are for; may be repeated.")
    @SuppressWarnings("NullAway.Init") // picocli requires it
    private List<String> audiences;

    @Option(
            names = "--tenant-claim",
            paramLabel = "NAME",
            description = "The claim that names the tenant of everybody who is no administrator of the platform.")
    private @Nullable String tenantClaim;

    @Option(
            names = "--provider",
            paramLabel = "NAME",
            description = "cognito, auth0, okta, entra, keycloak or google: what it documents of its tokens.")
    private @Nullable String provider;

    @Option(
            names = "--id",
            paramLabel = "ID",
            defaultValue = "platform",
            description = "What this issuer is called in the registry. Default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init") // picocli sets the default
    private String id;

    @Option(
            names = "--tenant-source",
            paramLabel = "origin|host|path",
            defaultValue = "origin",
            description = "The stack's TenantSource. Default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init") // picocli sets the default
    private String tenantSource;

    @Mixin
    private Edits edits = new Edits();

    BootstrapCommand(Path home, Map<String, String> environment) {
        this.home = home;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        if (!SOURCES.contains(tenantSource)) {
            throw new ParameterException(
                    spec.commandLine(), "--tenant-source \"" + tenantSource + "\" is none. Give origin, host or path.");
        }
        JsonNode answer = answer(document());
        int status = answer.path("status").asInt();
        JsonNode document = answer.path("document");
        if (status >= FIRST_REFUSAL) {
            throw Refusals.of(status, document);
        }
        Output.text.say(
                spec.commandLine().getOut(),
                Output.printable(issuer + " is the platform's issuer " + id
                        + ": its tokens with the scope registry:admin administer everything."));
        for (JsonNode warning : document.path("warnings")) {
            Output.text.say(
                    spec.commandLine().getOut(),
                    Output.printable("Warning: " + warning.path("message").asText() + " "
                            + warning.path("hint").asText()));
        }
        return 0;
    }

    private ObjectNode document() {
        ObjectNode document = AdminCommand.object().put("iss", issuer.toString());
        audiences.forEach(document.putArray("audiences")::add);
        if (tenantClaim != null) {
            document.put("tenantClaim", tenantClaim);
        }
        if (provider != null) {
            document.put("provider", provider);
        }
        edits.apply(document);
        return document;
    }

    private JsonNode answer(ObjectNode document) {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        home.resolve("admin/target/drawbridge-admin.jar").toString(),
                        "io.drawbridge.admin.Bootstrap",
                        id,
                        System.getProperty("user.name"))
                .redirectError(Redirect.INHERIT);
        builder.environment().putAll(environment);
        builder.environment().put("TABLE_NAME", table);
        builder.environment().put("TENANT_SOURCE", tenantSource);
        // An issuer of this machine is for trying it out, and only then are its addresses allowed.
        builder.environment()
                .put("LOCAL_MODE", Boolean.toString("http".equals(issuer.getScheme()) && Access.isLocal(issuer)));
        try {
            Process process = builder.start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(document.toString().getBytes(StandardCharsets.UTF_8));
            }
            byte[] out = process.getInputStream().readAllBytes();
            if (process.waitFor() != 0) {
                throw AdminApiException.unreachable("Nothing was written.");
            }
            return MAPPER.readTree(out);
        } catch (IOException e) {
            throw new LaunchException("The admin API's jar cannot be run (" + e + "). Build it: mvn -B package.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("Interrupted; whether the table was written is not known.", e);
        }
    }
}
