package io.drawbridge.launcher.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.Checked;
import io.drawbridge.registry.OriginPattern;
import io.drawbridge.registry.Problem;
import java.util.ArrayList;
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
        description = "A tenant's origins: list, show, add, set, remove.",
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

        final String origins() {
            return tenantPath(tenant) + "/origins";
        }

        /** Where the registration of a pattern is, or would be. */
        final String place(String pattern) {
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
            List<JsonNode> items = new ArrayList<>();
            String filters = (status == null ? "" : "&status=" + AdminClient.encoded(status))
                    + (domain == null ? "" : "&domain=" + AdminClient.encoded(domain));
            client().pages(
                            origins() + "?limit=100" + filters,
                            page -> page.path("items").forEach(items::add));
            output().list(out(), items, List.of("/pattern", "/status", "/expiresAt", "/description"));
            return 0;
        }
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows one origin.")
    static final class ShowOrigin extends OfTenant {

        @Parameters(paramLabel = "PATTERN", description = "The origin or pattern, as it is registered.")
        @SuppressWarnings("NullAway.Init") // picocli requires it
        private String pattern;

        ShowOrigin(Access access) {
            super(access);
        }

        @Override
        public Integer call() {
            output().document(out(), client().get(place(pattern)).body());
            return 0;
        }
    }

    @Command(name = "add", mixinStandardHelpOptions = true, description = "Registers an origin.")
    static final class AddOrigin extends OfTenant {

        @Parameters(paramLabel = "PATTERN", description = "Such as https://app.example.com or https://*.example.com.")
        @SuppressWarnings("NullAway.Init") // picocli requires it
        private String pattern;

        @Mixin
        private OriginFields fields = new OriginFields();

        AddOrigin(Access access) {
            super(access);
        }

        @Override
        public Integer call() {
            return written(
                    client().create(origins(), fields.on(object().put("pattern", pattern), access.clock()))
                            .body(),
                    pattern + " is registered.");
        }
    }

    @Command(
            name = "set",
            mixinStandardHelpOptions = true,
            description =
                    "Changes an origin, or registers it where it is not: reads it, changes what you name, and writes"
                            + " that version back. What is set twice is the same, so a pipeline may repeat it.")
    static final class SetOrigin extends OfTenant {

        @Parameters(paramLabel = "PATTERN", description = "The origin or pattern.")
        @SuppressWarnings("NullAway.Init") // picocli requires it
        private String pattern;

        @Mixin
        private OriginFields fields = new OriginFields();

        SetOrigin(Access access) {
            super(access);
        }

        @Override
        public Integer call() {
            String place = place(pattern);
            AdminClient client = client();
            Optional<Reply> read = client.find(place);
            if (read.isEmpty()) {
                JsonNode added = client.create(origins(), fields.on(object().put("pattern", pattern), access.clock()))
                        .body();
                return written(added, pattern + " is registered.");
            }
            ObjectNode origin = fields.on(read.get().body().deepCopy(), access.clock());
            Reply done = client.put(place, origin, read.get().etag());
            return written(done.body(), pattern + " is changed.");
        }
    }

    @Command(name = "remove", mixinStandardHelpOptions = true, description = "Removes an origin.")
    static final class RemoveOrigin extends OfTenant {

        @Parameters(paramLabel = "PATTERN", description = "The origin or pattern, as it is registered.")
        @SuppressWarnings("NullAway.Init") // picocli requires it
        private String pattern;

        RemoveOrigin(Access access) {
            super(access);
        }

        @Override
        public Integer call() {
            String place = place(pattern);
            AdminClient client = client();
            String etag = client.get(place).etag();
            return written(client.delete(place, etag).body(), pattern + " is removed.");
        }
    }
}
