package io.drawbridge.launcher.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code drawbridge audit}: who changed what, newest first, or one change with before and after. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "Who changed what and when: the newest changes, or one with before and after.")
final class AuditCommand extends AdminCommand {

    @Option(names = "--tenant", paramLabel = "ID", description = "The tenant. Default: the platform's own changes.")
    private @Nullable String tenant;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many at most; 0 for all. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Parameters(paramLabel = "ID", arity = "0..1", description = "One change, by its id in the list.")
    private @Nullable String id;

    AuditCommand(Access access) {
        super(access);
    }

    @Override
    public Integer call() {
        if (limit < 0) {
            throw misuse("--limit " + limit + " is no number of changes. Give 1 or more, or 0 for all.");
        }
        String path = (tenant == null ? "/admin/platform" : tenantPath(tenant)) + "/audit";
        AdminClient client = client();
        if (id != null) {
            output().document(
                            out(),
                            client.get(path + "/" + AdminClient.encoded(id)).body());
            return 0;
        }
        List<JsonNode> items = limit == 0 ? client.items(path) : client.items(path, limit);
        if (output() == Output.text) {
            items.forEach(this::name);
        }
        output().list(out(), items, List.of("/at", "/action", "/what", "/by/subject", "/id"));
        return 0;
    }

    /** Names for a person what was changed: an origin by its pattern, which its resource has in base64url. */
    private void name(JsonNode change) {
        String resource = change.path("resource").asText();
        String other = resource.isEmpty() ? tenant == null ? "settings" : "profile" : resource;
        String before = change.at("/before/pattern").asText(other);
        ((ObjectNode) change).put("what", change.at("/after/pattern").asText(before));
    }
}
