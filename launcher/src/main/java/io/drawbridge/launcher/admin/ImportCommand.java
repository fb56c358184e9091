package io.drawbridge.launcher.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.launcher.run.LaunchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code drawbridge import}: stages a whole tenant, shows what it would change, and switches to it, all or nothing. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Replaces a tenant by an exported document, all or nothing, after showing what that changes.")
final class ImportCommand extends AdminCommand {

    private static final int MOST_OF_A_PART = 500;
    private static final int MOST_SHOWN = 50;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Option(names = "--tenant", paramLabel = "ID", required = true, description = "The tenant.")
    @SuppressWarnings("NullAway.Init") // picocli requires it
    private String tenant;

    @Parameters(paramLabel = "FILE", description = "What export wrote.")
    @SuppressWarnings("NullAway.Init") // picocli requires it
    private Path file;

    @Option(names = "--dry-run", description = "Only show what it would change.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Do not ask; for scripts.")
    private boolean yes;

    ImportCommand(Access access) {
        super(access);
    }

    @Override
    public Integer call() {
        if (dryRun && yes) {
            throw misuse("--dry-run changes nothing, so there is nothing that --yes could agree to. Leave one out.");
        }
        JsonNode document = read();
        AdminClient client = client();
        String path = tenantPath(tenant);
        Reply begun = client.create(path + "/imports", document.path("tenant"));
        String job =
                path + "/imports/" + AdminClient.encoded(begun.body().path("id").asText());
        boolean done = false;
        try {
            stage(client, job, document.path("origins"));
            String etag = client.get(path).etag();
            boolean possible = difference(client, job);
            done = !dryRun && possible && agreed() && commit(client, job, etag);
        } finally {
            if (!done) {
                abort(client, job);
            }
        }
        return done || dryRun ? 0 : AdminApiException.REFUSED;
    }

    private JsonNode read() {
        try {
            JsonNode document = MAPPER.readTree(Files.readString(file));
            if (document.path("tenant").isObject() && document.path("origins").isArray()) {
                return document;
            }
        } catch (JsonProcessingException e) {
            throw new LaunchException("The file " + file + " is not JSON: " + e.getOriginalMessage()
                    + ". Name one that ./drawbridge export wrote.");
        } catch (IOException e) {
            throw new LaunchException(
                    "The file " + file + " cannot be read (" + e + "). Name one that export wrote.", e);
        }
        throw new LaunchException("The file " + file + " has no \"tenant\" with its \"origins\". Name one that"
                + " ./drawbridge export wrote.");
    }

    private static void stage(AdminClient client, String job, JsonNode origins) {
        for (int part = 0; part * MOST_OF_A_PART < origins.size(); part++) {
            ObjectNode body = object();
            ArrayNode some = body.putArray("origins");
            for (int i = part * MOST_OF_A_PART; i < Math.min(origins.size(), (part + 1) * MOST_OF_A_PART); i++) {
                some.add(origins.get(i));
            }
            client.put(job + "/parts/" + (part + 1), body, null);
        }
    }

    /** Shows what would change; false where that is impossible. */
    private boolean difference(AdminClient client, String job) {
        List<JsonNode> items = new ArrayList<>();
        List<JsonNode> problems = new ArrayList<>();
        ObjectNode totals = object();
        client.pages(job + "/difference", page -> {
            for (String count : List.of("added", "removed", "changed", "unchanged", "profile")) {
                totals.set(count, page.path(count));
            }
            page.path("items").forEach(items::add);
            page.path("problems").forEach(problems::add);
        });
        if (output() == Output.json) {
            totals.putArray("items").addAll(items);
            totals.putArray("problems").addAll(problems);
            out().println(totals);
        } else {
            describe(totals, items);
        }
        if (!problems.isEmpty()) {
            ArrayNode list = totals.arrayNode().addAll(problems);
            throw Refusals.ofProblems("It cannot be imported:", list);
        }
        return true;
    }

    private void describe(JsonNode totals, List<JsonNode> items) {
        out().println(totals.path("added").asInt() + " added, "
                + totals.path("removed").asInt() + " removed, "
                + totals.path("changed").asInt() + " changed, "
                + totals.path("unchanged").asInt() + " unchanged.");
        for (JsonNode item : items.subList(0, Math.min(items.size(), MOST_SHOWN))) {
            JsonNode shown = item.path(item.has("after") ? "after" : "before");
            out().println("  "
                    + Output.printable(item.path("change").asText() + "  "
                            + shown.path("pattern").asText()));
        }
        if (items.size() > MOST_SHOWN) {
            out().println("  and " + (items.size() - MOST_SHOWN) + " more, all of them with --output json.");
        }
        JsonNode profile = totals.path("profile");
        if (!profile.path("before").equals(profile.path("after"))) {
            out().println("The profile changes, too:");
            out().println("  before  " + Output.printable(profile.path("before").toString()));
            out().println("  after   " + Output.printable(profile.path("after").toString()));
        }
    }

    private boolean agreed() {
        if (yes) {
            return true;
        }
        out().print("Import this? Type yes: ");
        out().flush();
        if (access.terminal().get().filter("yes"::equals).isPresent()) {
            return true;
        }
        out().println();
        output().say(out(), "Nothing was imported. Without a terminal to ask, --yes agrees.");
        return false;
    }

    private boolean commit(AdminClient client, String job, String etag) {
        written(client.post(job + "/commit", object(), etag).body(), "Tenant " + tenant + " is imported.");
        return true;
    }

    /** What is not committed is never in force; giving it up only lets the next import begin at once. */
    private static void abort(AdminClient client, String job) {
        client.delete(job, client.get(job).etag());
    }
}
