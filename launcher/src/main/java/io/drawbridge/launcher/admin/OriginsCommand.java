package io.drawbridge.launcher.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.Checked;
import io.drawbridge.registry.OriginPattern;
import io.drawbridge.registry.Problem;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code drawbridge origins}: what a tenant registered, named by its pattern. */
@Command(
        name = "origins",
        mixinStandardHelpOptions = true,
        description = "A tenant's origins: list, show, check, add, set, remove.",
        footer = {
            "",
            "A preview of a pull request, for two weeks; again after each push:",
            "  ./drawbridge origins set --tenant acme https://pr-12--app.example.com --expires-in 14d"
        })
final class OriginsCommand {

    private OriginsCommand() {}

    static CommandLine with(Access access) {
        return new CommandLine(new OriginsCommand())
                .addSubcommand(new ListOrigins(access))
                .addSubcommand(new ShowOrigin(access))
                .addSubcommand(new CheckOrigin(access))
                .addSubcommand(new AddOrigin(access))
                .addSubcommand(new SetOrigin(access))
                .addSubcommand(new RemoveOrigin(access));
    }

    /** What each of these has. */
    abstract static class OfTenant extends AdminCommand {

        @Option(names = "--tenant", paramLabel = "ID", required = true, description = "The tenant.")
        @SuppressWarnings("NullAway.Init") // picocli requires it
        private String tenant;

        OfTenant(Access access) {
            super(access);
        }

        final String checks() {
            return tenantPath(tenant) + "/origin-checks";
        }

        final String origins() {
            return tenantPath(tenant) + "/origins";
        }
    }

    /** One origin of the tenant. */
    private abstract static class OfOrigin extends OfTenant {

        @Parameters(paramLabel = "PATTERN", description = "Such as https://app.example.com or https://*.example.com.")
        @SuppressWarnings("NullAway.Init") // picocli requires it
        String pattern;

        OfOrigin(Access access) {
            super(access);
        }

        /** Where its registration is, or would be. */
        final String place() {
            Checked<OriginPattern> parsed = OriginPattern.parse(pattern);
            return parsed.value()
                    .map(p -> origins() + "/" + p.id())
                    .orElseThrow(() -> misuse(String.join(
                            System.lineSeparator(),
                            parsed.problems().stream()
                                    .map(Problem::text)
                                    .map(Output::printable)
                                    .toList())));
        }
    }

    /** What may be said about it. */
    private abstract static class WithFields extends OfOrigin {

        @Mixin
        final OriginFields fields = new OriginFields();

        WithFields(Access access) {
            super(access);
        }

        final ObjectNode registration() {
            return fields.on(object().put("pattern", pattern), access.clock());
        }

        final int register(AdminClient client) {
            JsonNode answer = client.create(origins(), registration()).body();
            String waits = answer.at("/origin/status").asText().equals("pending")
                    ? " It waits until the platform approves its domain, and allows nothing before."
                    : "";
            return written(answer, pattern + " is registered." + waits);
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists a tenant's origins.")
    static final class ListOrigins extends OfTenant {

        @Option(names = "--status", paramLabel = "S", description = "Only those that are active, disabled or pending.")
        private @Nullable String status;

        @Option(names = "--domain", paramLabel = "HOST", description = "Only this host and what is below it.")
        private @Nullable String domain;

        ListOrigins(Access access) {
            super(access);
        }

        @Override
        public Integer call() {
            String some = status == null ? origins() : AdminClient.with(origins(), "status", status);
            List<JsonNode> items = client().items(domain == null ? some : AdminClient.with(some, "domain", domain));
            output().list(out(), items, List.of("/pattern", "/status", "/expiresAt", "/description"));
            return 0;
        }
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows one origin.")
    static final class ShowOrigin extends OfOrigin {

        ShowOrigin(Access access) {
            super(access);
        }

        @Override
        public Integer call() {
            output().document(out(), client().get(place()).body());
            return 0;
        }
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description =
                    "Says what registering an origin would be answered. Nothing is written, and who may read may ask.")
    static final class CheckOrigin extends WithFields {

        CheckOrigin(Access access) {
            super(access);
        }

        @Override
        public Integer call() {
            JsonNode answer = client().ask(checks(), registration()).body();
            if (output() == Output.json) {
                output().document(out(), answer);
            }
            if (!answer.path("valid").asBoolean()) {
                throw Refusals.ofProblems(pattern + " cannot be registered:", answer.path("problems"));
            }
            boolean isThere = answer.path("exists").asBoolean();
            String status = answer.path("status").asText();
            output().say(
                            out(),
                            Output.printable(pattern
                                    + (isThere
                                            ? " is registered already."
                                            : " can be registered, and would be " + status + ".")));
            return 0;
        }
    }

    @Command(name = "add", mixinStandardHelpOptions = true, description = "Registers an origin.")
    static final class AddOrigin extends WithFields {

        AddOrigin(Access access) {
            super(access);
        }

        @Override
        public Integer call() {
            return register(client());
        }
    }

    @Command(
            name = "set",
            mixinStandardHelpOptions = true,
            description =
                    "Changes an origin, or registers it where it is not: reads it, changes what you name, and writes"
                            + " that version back. What is set twice is the same, so a pipeline may repeat it.")
    static final class SetOrigin extends WithFields {

        SetOrigin(Access access) {
            super(access);
        }

        @Override
        public Integer call() {
            String place = place();
            AdminClient client = client();
            Optional<Reply> read = client.find(place);
            if (read.isEmpty()) {
                return register(client);
            }
            ObjectNode origin = fields.on(read.get().body().deepCopy(), access.clock());
            Reply done = client.put(place, origin, read.get().etag());
            return written(done.body(), pattern + " is changed.");
        }
    }

    @Command(name = "remove", mixinStandardHelpOptions = true, description = "Removes an origin.")
    static final class RemoveOrigin extends OfOrigin {

        RemoveOrigin(Access access) {
            super(access);
        }

        @Override
        public Integer call() {
            String place = place();
            AdminClient client = client();
            String etag = client.get(place).etag();
            return written(client.delete(place, etag).body(), pattern + " is removed.");
        }
    }
}
