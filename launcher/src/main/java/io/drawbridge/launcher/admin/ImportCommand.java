package io.drawbridge.launcher.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code drawbridge import}: stages a whole tenant, shows what it would change, and switches to it, all or nothing. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Replaces a tenant by an exported document, all or nothing, after showing what that changes.")
final class ImportCommand extends AdminCommand {

    private static final int MOST_SHOWN = 50;

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

    @Option(
            names = "--confirm-self",
            description = "Import it even if that ends the access of the token that this command uses.")
    private boolean confirmSelf;

    ImportCommand(Access access) {
        super(access);
    }

    @Override
    public Integer call() {
        if (dryRun && yes) {
            throw misuse("--dry-run changes nothing, so there is nothing that --yes could agree to. Leave one out.");
        }
        ImportFile imported = ImportFile.read(file);
        AdminClient client = client();
        String imports = tenantPath(tenant) + "/imports";
        Reply begun = client.create(imports, imported.tenant());
        String job = imports + "/" + AdminClient.encoded(begun.body().path("id").asText());
        try {
            stage(client, job, imported.parts());
            String etag = difference(client, job);
            if (!dryRun && agreed()) {
                commit(client, job, etag);
                return 0;
            }
        } catch (AdminApiException first) {
            abortAfter(first, client, job);
            throw first;
        }
        abort(client, job);
        return dryRun ? 0 : AdminApiException.REFUSED;
    }

    /** Brings the origins, all of them even where some have problems, so that all problems are told at once. */
    private static void stage(AdminClient client, String job, List<ImportFile.Part> parts) {
        List<JsonNode> problems = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            ImportFile.Part part = parts.get(i);
            client.offer(job + "/parts/" + (i + 1), part.body()).forEach(p -> problems.add(part.inFile(p)));
        }
        if (!problems.isEmpty()) {
            throw Refusals.ofProblems("The file has problems:", problems);
        }
    }

    /**
     * Shows what would change.
     *
     * @return the version of the profile that it would change
     */
    private String difference(AdminClient client, String job) {
        List<JsonNode> items = new ArrayList<>();
        ObjectNode totals = object();
        client.pages(job + "/difference?limit=100", page -> {
            if (totals.isEmpty()) {
                // The same on every page.
                for (String name :
                        List.of("added", "removed", "changed", "unchanged", "pending", "profile", "problems")) {
                    totals.set(name, page.path(name));
                }
            }
            page.path("items").forEach(items::add);
            return true;
        });
        if (output() == Output.json) {
            totals.putArray("items").addAll(items);
            out().println(totals);
        } else {
            describe(totals, items);
        }
        List<JsonNode> problems = new ArrayList<>();
        totals.path("problems").forEach(problems::add);
        if (!problems.isEmpty()) {
            throw Refusals.ofProblems("It cannot be imported:", problems);
        }
        return totals.at("/profile/etag").asText();
    }

    private void describe(JsonNode totals, List<JsonNode> items) {
        out().println(totals.path("added").asInt() + " added, "
                + totals.path("removed").asInt() + " removed, "
                + totals.path("changed").asInt() + " changed, "
                + totals.path("unchanged").asInt() + " unchanged.");
        int pending = totals.path("pending").asInt();
        if (pending > 0) {
            out().println(pending
                    + " of them wait until the platform approves their domains, and allow nothing before.");
        }
        for (JsonNode item : items.subList(0, Math.min(items.size(), MOST_SHOWN))) {
            JsonNode shown = item.path(item.has("after") ? "after" : "before");
            out().println("  "
                    + Output.printable(
                            String.format("%-7s  ", item.path("change").asText())
                                    + shown.path("pattern").asText()));
        }
        if (items.size() > MOST_SHOWN) {
            out().println("  and " + (items.size() - MOST_SHOWN) + " more, all of them with --output json.");
        }
        describe(totals.path("profile"));
    }

    /** The fields of the profile that become others, where any do. */
    private void describe(JsonNode profile) {
        Set<String> names = new LinkedHashSet<>();
        profile.path("before").fieldNames().forEachRemaining(names::add);
        profile.path("after").fieldNames().forEachRemaining(names::add);
        names.removeIf(name ->
                profile.path("before").path(name).equals(profile.path("after").path(name)));
        for (String name : names) {
            out().println(Output.printable(
                    "  profile  " + name + ": " + said(profile.path("before").path(name)) + " becomes "
                            + said(profile.path("after").path(name))));
        }
    }

    private static String said(JsonNode value) {
        return value.isMissingNode() ? "nothing" : value.toString();
    }

    private boolean agreed() {
        if (yes) {
            return true;
        }
        err().print("Import this? Type yes: ");
        err().flush();
        if (access.terminal().get().filter("yes"::equals).isPresent()) {
            return true;
        }
        err().println();
        err().println("Nothing was imported. Without a terminal to ask, --yes agrees.");
        return false;
    }

    private void commit(AdminClient client, String job, String etag) {
        String path = job + "/commit" + (confirmSelf ? "?confirm=self" : "");
        Reply done = client.finish(
                path,
                etag,
                status -> err().println("It was not brought to its end (" + status
                        + "). It is asked for again, and goes on where it was."));
        written(done.body(), "Tenant " + tenant + " is imported.");
    }

    /** What is not committed is never in force; giving it up only lets the next write begin at once. */
    private static void abort(AdminClient client, String job) {
        client.delete(job, client.get(job).etag());
    }

    /** The same after something else went wrong, which stays what the command ends with. */
    private void abortAfter(AdminApiException first, AdminClient client, String job) {
        try {
            abort(client, job);
        } catch (AdminApiException second) {
            first.addSuppressed(second);
            err().println("The import was not aborted either. It ends by itself, an hour after it began:");
            err().println(second.getMessage());
        }
    }
}
