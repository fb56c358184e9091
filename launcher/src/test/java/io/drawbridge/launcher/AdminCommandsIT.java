package io.drawbridge.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.launcher.admin.AdminStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every command of the admin API, as it is typed, against {@code template.yaml} as it is deployed. */
@SuppressWarnings("NullAway.Init")
final class AdminCommandsIT {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final AtomicInteger TENANTS = new AtomicInteger();

    /** What is drawn at random or depends on the time. */
    private static final String INSTANT = "20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z";

    private static final String IN_FORCE =
            "In force everywhere by INSTANT, or INSTANT where the registry cannot be read.\n";

    private static AdminStack stack;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws IOException {
        stack = new AdminStack();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void a_tenant_is_added_shown_listed_changed_and_suspended() {
        String tenant = "shown-" + TENANTS.incrementAndGet();
        CommandRun added = run("tenants", "add", tenant, "--display-name=Shown", "--set=cors.maxAgeSeconds=60");
        CommandRun again = run("tenants", "add", tenant);
        CommandRun renamed = run("tenants", "set", tenant, "--display-name=Renamed", "--status=suspended");

        assertDone(added, "Tenant " + tenant + " is added.\n" + IN_FORCE);
        assertRefused(again, 1, """
                Refused (409): This cannot stand beside what is there. Look at the problems named.
                  /id: "TENANT" is there twice. Ids, patterns and list elements are unique. It is there already: choose \
                another name, or replace it. See docs/problems.md#duplicate
                See docs/problems.md#admin-conflict
                """.replace("TENANT", tenant));
        assertDone(renamed, "Tenant " + tenant + " is changed.\n" + IN_FORCE);
        assertDone(run("tenants", "show", tenant), """
                id           TENANT
                displayName  Renamed
                status       suspended
                cors         {"maxAgeSeconds":60}
                """.replace("TENANT", tenant));
        assertDone(run("tenants", "list", "--prefix=" + tenant), """
                ID       STATUS     DISPLAYNAME
                TENANT  suspended  Renamed
                """.replace("TENANT", tenant)
                .replace("ID     ", "ID" + " ".repeat(tenant.length() - 2)));
        JsonNode line = json(run("tenants", "list", "--prefix=" + tenant, "--output=json"));
        assertThat(line.path("status").asText()).isEqualTo("suspended");
        assertThat(run("tenants", "list").out()).contains("\nacme ").contains("\nglobex ");
    }

    @Test
    void a_pull_request_has_a_preview_by_one_line_after_each_push_and_none_when_it_is_closed() {
        String tenant = added();
        String preview = "https://pr-12--app." + tenant + ".example";
        String[] line = {
            "origins", "set", "--tenant=" + tenant, preview, "--expires-in=14d", "--description=#12", "--output=json"
        };
        Instant before = Instant.now().minusSeconds(1);
        JsonNode first = json(run(line));
        JsonNode second = json(run(line));
        Instant end = Instant.parse(second.at("/origin/expiresAt").asText());

        assertThat(first.at("/origin/status").asText()).isEqualTo("active");
        assertThat(first.at("/origin/pattern").asText()).isEqualTo(preview);
        assertThat(end)
                .isBetween(before.plus(Duration.ofDays(14)), Instant.now().plus(Duration.ofDays(14)));
        assertThat(second.at("/origin/etag")).isNotEqualTo(first.at("/origin/etag"));
        assertThat(second.at("/inForce/everywhereBy").asText()).matches(INSTANT);
        CommandRun list = run("origins", "list", "--tenant=" + tenant);
        assertThat(list.out()
                        .lines()
                        .map(row -> row.replaceAll(INSTANT, "INSTANT").replaceAll(" +", " ")))
                .containsExactly("PATTERN STATUS EXPIRESAT DESCRIPTION", preview + " active INSTANT #12");
        assertDone(run("origins", "remove", "--tenant=" + tenant, preview), preview + " is removed.\n" + IN_FORCE);
        assertRefused(run("origins", "remove", "--tenant=" + tenant, preview), 1, """
                Refused (404): There is nothing here. Compare the path with a list of what is there.
                See docs/problems.md#admin-not-found
                """);
    }

    @Test
    void an_origin_is_checked_added_shown_changed_and_found_by_filters() {
        String tenant = added();
        String of = "--tenant=" + tenant;
        String app = page(tenant, "app");
        String other = "https://" + tenant + "-other.example";

        assertDone(run("origins", "check", of, app), app + " can be registered, and would be active.\n");
        assertDone(
                run("origins", "check", of, app, "--status=disabled"),
                app + " can be registered, and would be disabled.\n");
        assertDone(
                run("origins", "add", of, app, "--set=cors.methods=[\"GET\"]"), app + " is registered.\n" + IN_FORCE);
        assertDone(run("origins", "check", of, app), app + " is registered already.\n");
        assertThat(json(run("origins", "check", of, app, "--output=json"))
                        .path("exists")
                        .asBoolean())
                .isTrue();
        assertDone(run("origins", "set", of, app, "--status=disabled"), app + " is changed.\n" + IN_FORCE);
        assertThat(run("origins", "show", of, app).out())
                .contains("\nstatus       disabled\n", "\ncors         {\"methods\":[\"GET\"]}\n");
        run("origins", "add", of, other);

        assertThat(patterns(run("origins", "list", of, "--status=disabled"))).containsExactly(app);
        assertThat(patterns(run("origins", "list", of, "--domain=" + tenant + "-other.example")))
                .containsExactly(other);
        assertThat(patterns(run("origins", "list", of, "--domain=" + tenant + "-other.example", "--status=disabled")))
                .isEmpty();
        assertRefused(run("origins", "add", of, app), 1, """
                Refused (409): This cannot stand beside what is there. Look at the problems named.
                  /pattern: "PATTERN" is there twice. Ids, patterns and list elements are unique. It is there already: \
                choose another name, or replace it. See docs/problems.md#duplicate
                See docs/problems.md#admin-conflict
                """.replace("PATTERN", app));
    }

    @Test
    void a_pattern_with_several_problems_is_told_all_of_them_and_ends_with_one_or_as_misuse() {
        String of = "--tenant=" + added();
        String bad = "https://App.example.com/";
        String problems = """
                  /pattern: "https://App.example.com/" has a path or a trailing slash. An origin ends after its host or port. \
                Remove the slash and what follows it. See docs/problems.md#origin-path
                  /pattern: "https://App.example.com/" has upper-case letters. Browsers send origins in lower case, and \
                matching compares bytes. Write it in lower case: https://app.example.com. See \
                docs/problems.md#origin-upper-case
                """;

        assertRefused(run("origins", "check", of, bad), 1, bad + " cannot be registered:\n" + problems);
        assertRefused(
                run("origins", "add", of, bad, "--set=colour=1"),
                1,
                "Refused (422): The document has problems. Correct the places named.\n"
                        + problems
                        + "  /colour: \"colour\" is not a field here. Unknown fields are refused so that a misspelt guard is"
                        + " never silently off. Known here are: cors, dangerouslyAllowSharedSuffix, description, expiresAt,"
                        + " id, pattern, status. See docs/problems.md#json-unknown-field\n"
                        + "See docs/problems.md#admin-document\n");
        CommandRun set = run("origins", "set", of, bad);
        assertThat(set.exitCode()).isEqualTo(2);
        assertThat(set.err())
                .contains("has a path or a trailing slash", "has upper-case letters")
                .endsWith("See ./drawbridge origins set --help.\n");
        assertThat(patterns(run("origins", "list", of))).isEmpty();
    }

    @Test
    void what_a_tenants_own_token_registers_waits_and_is_said_to() {
        String page = "https://own.acme.example";
        String token = stack.token(AdminStack.ACME, "registry:write");

        assertDone(
                as(token, "origins", "check", "--tenant=acme", page),
                page + " can be registered, and would be pending.\n");
        assertDone(
                as(token, "origins", "add", "--tenant=acme", page),
                page + " is registered. It waits until the platform approves its domain, and allows nothing before.\n"
                        + IN_FORCE);
        CommandRun others = as(token, "origins", "list", "--tenant=globex");
        CommandRun nobodys = as(token, "origins", "list", "--tenant=nobody");
        assertThat(others).isEqualTo(nobodys);
        assertThat(others.exitCode()).isEqualTo(1);
        assertThat(others.err()).startsWith("Refused (401): ");
    }

    @Test
    void the_audit_is_listed_newest_first_and_shows_one_change_with_before_and_after() {
        String tenant = added();
        run("origins", "add", "--tenant=" + tenant, page(tenant, "a"));
        run("origins", "set", "--tenant=" + tenant, page(tenant, "a"), "--description=A");

        CommandRun all = run("audit", "--tenant=" + tenant, "--limit=0", "--output=json");
        CommandRun two = run("audit", "--tenant=" + tenant, "--limit=2");
        List<JsonNode> entries = lines(all);
        String newest = entries.get(0).path("id").asText();

        assertThat(entries.stream().map(e -> e.path("action").asText())).containsExactly("replace", "create", "create");
        assertThat(two.out().lines()).hasSize(3);
        assertThat(two.out().lines().findFirst().orElseThrow().split(" +", -1))
                .containsExactly("AT", "ACTION", "WHAT", "SUBJECT", "ID");
        assertThat(two.out()).contains(newest).contains("  replace  " + page(tenant, "a") + "  ");
        assertThat(run("audit", "--tenant=" + tenant, "--limit=0").out()).contains("  create   profile  ");
        JsonNode one = json(run("audit", "--tenant=" + tenant, newest, "--output=json"));
        assertThat(one.at("/before/description").asText()).isEmpty();
        assertThat(one.at("/after/description").asText()).isEqualTo("A");
        assertThat(run("audit", "--limit=1").out()).contains("registry-file");
        assertThat(run("audit", "--limit=-1").exitCode()).isEqualTo(2);
        assertThat(run("audit", "--tenant=" + tenant, "nothing").exitCode()).isEqualTo(1);
    }

    @Test
    void what_is_exported_changed_and_imported_is_shown_first_and_then_is_there() throws IOException {
        String tenant = added();
        String of = "--tenant=" + tenant;
        run("origins", "add", of, page(tenant, "a"));
        run("origins", "add", of, page(tenant, "b"));
        Path file = folder.resolve("whole.json");
        assertDone(run("export", of, "--file=" + file), "Tenant " + tenant + " and 2 origins are in " + file + ".\n");
        assertThat(run("export", of, "--file=" + file).err())
                .contains("cannot be written")
                .contains("Name a new one");
        JsonNode exported = MAPPER.readTree(Files.readString(file));
        assertThat(json(run("export", of))).isEqualTo(exported);

        ObjectNode changed = exported.deepCopy();
        ((ObjectNode) changed.path("tenant")).put("displayName", "Changed").remove("cors");
        ((ObjectNode) changed.at("/origins/1")).put("description", "B");
        ((ArrayNode) changed.path("origins")).remove(0);
        ((ArrayNode) changed.path("origins")).addObject().put("pattern", page(tenant, "c"));
        Path other = write("changed.json", changed.toString());
        String difference = """
                1 added, 1 removed, 1 changed, 0 unchanged.
                  removed  https://a.TENANT.example
                  changed  https://b.TENANT.example
                  added    https://c.TENANT.example
                  profile  displayName: "TENANT" becomes "Changed"
                """.replace("TENANT", tenant);

        assertDone(run("import", of, other.toString(), "--dry-run"), difference);
        CommandRun unsaid = typing(Optional.empty(), "import", of, other.toString());
        CommandRun no = typing(Optional.of("y"), "import", of, other.toString());
        assertThat(List.of(unsaid.exitCode(), no.exitCode())).containsOnly(1);
        assertThat(unsaid.err())
                .isEqualTo("Import this? Type yes: \nNothing was imported. Without a terminal to ask, --yes agrees.\n");
        assertThat(json(run("export", of))).isEqualTo(exported);

        CommandRun agreed = typing(Optional.of("yes"), "import", of, other.toString());
        assertThat(agreed.err()).isEqualTo("Import this? Type yes: ");
        assertThat(agreed.out().replaceAll(INSTANT, "INSTANT"))
                .isEqualTo(difference + "Tenant " + tenant + " is imported.\n" + IN_FORCE);
        assertThat(patterns(run("origins", "list", of)))
                .containsExactlyInAnyOrder(page(tenant, "b"), page(tenant, "c"));
        assertThat(run("tenants", "show", tenant).out()).contains("Changed");
    }

    @Test
    void for_scripts_an_import_prints_the_difference_and_what_was_done_as_two_lines() {
        String tenant = added();
        Path file = write("one.json", document(tenant, origin(page(tenant, "a"))));

        CommandRun run = run("import", "--tenant=" + tenant, file.toString(), "--yes", "--output=json");

        List<JsonNode> lines = lines(run);
        assertThat(run.err()).isEmpty();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).path("items").findValuesAsText("change")).containsExactly("added");
        assertThat(lines.get(0).path("problems")).isEmpty();
        assertThat(lines.get(1).path("added").asInt()).isEqualTo(1);
        assertThat(lines.get(1).at("/inForce/everywhereBy").asText()).matches(INSTANT);
    }

    @Test
    void more_than_a_part_may_have_of_origins_and_of_bytes_is_imported_and_a_long_difference_is_cut_for_people() {
        String tenant = added();
        // Of 500 such, 345 KB.
        String headers = IntStream.range(0, 5)
                .mapToObj(i -> "\"x-" + i + "a".repeat(40) + "\"")
                .collect(Collectors.joining(","));
        String fields = ",\"description\":\"" + "ü".repeat(200) + "\",\"cors\":{\"requestHeaders\":[" + headers + "]}}";
        String[] many = new String[700];
        for (int i = 0; i < many.length; i++) {
            many[i] = origin(page(tenant, "p" + i)).replace("}", fields);
        }
        Path file = write("many.json", document(tenant, many));

        CommandRun run = run("import", "--tenant=" + tenant, file.toString(), "--yes");

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith("700 added, 0 removed, 0 changed, 0 unchanged.\n")
                .contains("\n  and 650 more, all of them with --output json.\n")
                .contains("Tenant " + tenant + " is imported.\n");
        assertThat(lines(run("origins", "list", "--tenant=" + tenant, "--output=json")))
                .hasSize(700);
    }

    @Test
    void every_problem_of_a_file_is_told_by_its_place_in_the_file_and_nothing_waits_for_it_afterwards() {
        String tenant = added();
        String[] many = new String[502];
        for (int i = 0; i < many.length; i++) {
            many[i] = origin(page(tenant, "p" + i));
        }
        many[1] = origin(page(tenant, "p1") + "/path");
        many[499] = origin(page(tenant, "p499")).replace("}", ",\"colour\":\"red\"}");
        many[501] = origin(page(tenant, "P501"));
        Path file = write("bad.json", document(tenant, many));

        CommandRun run = run("import", "--tenant=" + tenant, file.toString(), "--yes");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines().map(line -> line.replaceFirst("(?<=[a-z]): .*", "")))
                .containsExactly(
                        "The file has problems:",
                        "  /origins/1/pattern",
                        "  /origins/499/colour",
                        "  /origins/501/pattern");
        assertThat(run("origins", "add", "--tenant=" + tenant, page(tenant, "a"))
                        .exitCode())
                .isZero();
    }

    @Test
    void a_registration_that_is_twice_in_a_file_and_an_origin_of_somebody_elses_are_not_imported() {
        String tenant = added();
        String other = added();
        String taken = "https://taken.example";
        run("origins", "add", "--tenant=" + other, taken);
        String[] many = new String[501];
        for (int i = 0; i < many.length; i++) {
            many[i] = origin(page(tenant, "p" + i));
        }
        many[500] = many[0];
        CommandRun twice = run(
                "import",
                "--tenant=" + tenant,
                write("twice.json", document(tenant, many)).toString(),
                "--dry-run");
        Path file = write("taken.json", document(tenant, origin(taken)));
        CommandRun refused = run("import", "--tenant=" + tenant, file.toString(), "--yes");

        assertThat(twice.exitCode()).isEqualTo(1);
        assertThat(twice.err())
                .startsWith("It cannot be imported:\n  /origins: \"1 of 501 registrations\" is there twice.");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err())
                .startsWith("Refused (409): ")
                .contains("  /origins: \"" + taken + "\" ", "docs/problems.md#pattern-claimed")
                .doesNotContain(other);
        assertThat(patterns(run("origins", "list", "--tenant=" + tenant))).isEmpty();
    }

    @Test
    void an_import_that_ends_ones_own_access_says_by_what_to_confirm_it() {
        String own = "{\"id\":\"own\",\"iss\":\"ISS\",\"jwksUri\":\"ISS/jwks.json\",\"audiences\":[\"orders-api\"]}"
                .replace("ISS", stack.iss(AdminStack.GLOBEX));
        String with =
                "{\"tenant\":{\"delegateIssuers\":true,\"issuers\":[" + own + "],\"routeRules\":[]},\"origins\":[]}";
        CommandRun begun =
                run("import", "--tenant=globex", write("with.json", with).toString(), "--yes", "--output=json");
        waitUntil(lines(begun).get(1).at("/inForce/everywhereBy").asText());
        String token = stack.token(AdminStack.GLOBEX, "registry:write");
        Path without = write("without.json", with.replace(own, ""));

        CommandRun asked = as(token, "import", "--tenant=globex", without.toString(), "--yes");
        CommandRun confirmed = as(token, "import", "--tenant=globex", without.toString(), "--yes", "--confirm-self");

        assertThat(asked.exitCode()).isEqualTo(1);
        assertThat(asked.err()).isEqualTo("""
                Refused (409): This would end the access by which you came. It is the issuer record that vouches for your \
                token. If you have another way in, repeat the request with ?confirm=self.
                For this command that is --confirm-self.
                See docs/problems.md#admin-confirm-self
                """);
        assertThat(confirmed.err()).isEmpty();
        assertThat(confirmed.exitCode()).isZero();
    }

    @Test
    void a_request_is_decided_with_its_headers_and_a_refused_one_with_what_was_meant() throws IOException {
        String tenant = added();
        String of = "--tenant=" + tenant;
        String app = page(tenant, "app");
        run("origins", "add", of, app, "--set=cors={\"methods\":[\"GET\"],\"requestHeaders\":[\"authorization\"]}");
        CommandRun refused = run(
                "decide", of, "--origin=" + app.replace("https", "http"), "--resource=/orders", "--scope=orders:read");
        CommandRun blocked = run(
                "decide",
                of,
                "--origin=" + app,
                "--resource=/orders/{id}",
                "--path=/orders/7",
                "--method=DELETE",
                "--credentials",
                "--request-header=x-other",
                "--scope=");

        assertThat(refused.out())
                .startsWith("decision     deny\nrow          10\nreason       origin_not_allowed\n")
                .contains("\n  cache-control: no-store\n", "\nRegistered is " + app + " (active):\n  \"http")
                .endsWith("See docs/problems.md#asked-scheme\n");
        assertThat(blocked.out())
                .startsWith("decision     allow\n")
                .contains("\n  access-control-allow-origin: " + app + "\n")
                .contains("#asked-method\n", "#asked-header\n", "#asked-credentials\n");
        JsonNode preflight =
                json(run("decide", of, "--origin=" + app, "--resource=/orders", "--preflight", "--output=json"));
        assertThat(preflight.path("status").asInt()).isEqualTo(204);
        assertThat(preflight.at("/headers/access-control-allow-methods").asText())
                .isEqualTo("GET");
        CommandRun token = run(
                "decide",
                of,
                "--resource=/orders",
                "--bearer-file=" + write("token", stack.token(AdminStack.ACME, "orders:read")),
                "--output=json");
        assertThat(json(token).path("row").asInt()).isEqualTo(6);
        assertThat(run("decide", of, "--resource=/orders", "--method=").err()).startsWith("Refused (422): ");
        assertThat(run("decide", of).err()).startsWith("Missing required option: '--resource=TEMPLATE'");
    }

    @Test
    void whose_token_does_not_count_or_allow_it_is_told_what_to_do() {
        String reader = stack.token(AdminStack.ACME, "registry:read");

        CommandRun expired = as(stack.expired(), "tenants", "list");
        // The keys of this checkout are not this stack's.
        CommandRun strange = CommandRun.now(Map.of(), Optional.empty(), "tenants", "list", "--api=" + stack.url());
        CommandRun denied = as(reader, "origins", "add", "--tenant=acme", "https://no.acme.example");

        assertThat(List.of(expired.exitCode(), strange.exitCode(), denied.exitCode()))
                .containsOnly(1);
        assertRefused(expired, 1, """
                Refused (401): A valid access token is required. Renew the token and send the request again.
                The token does not count here: it has expired, was revoked, or is of an issuer or audience that this API does \
                not know. Get another one.
                """);
        assertThat(strange.err()).isEqualTo(expired.err());
        assertThat(denied.err())
                .startsWith("Refused (403): The token's scopes do not allow this. It needs registry:admin, or"
                        + " registry:write");
        assertRefused(run("tenants", "show", "nobody"), 1, """
                Refused (404): There is nothing here. Compare the path with a list of what is there.
                See docs/problems.md#admin-not-found
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"tenant\":{}                                      | is not JSON of unique names",
                "{\"tenant\":{},\"tenant\":{},\"origins\":[]}        | Duplicate field 'tenant'",
                "{\"tenant\":{},\"origins\":[]} x                    | is not JSON of unique names",
                "{\"tenant\":{}}                                     | has no \"tenant\" with its \"origins\"",
                "{\"tenant\":[],\"origins\":[]}                      | has no \"tenant\" with its \"origins\"",
                "{\"tenant\":{},\"origins\":[],\"revocations\":[]}   | has \"revocations\", which would not be imported"
            })
    void a_file_that_is_not_an_export_begins_no_import(String text, String said) {
        CommandRun run =
                run("import", "--tenant=acme", write("wrong.json", text).toString(), "--yes");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains(said).doesNotContain("\tat ");
    }

    @Test
    void a_file_that_is_not_there_and_one_of_more_than_an_import_takes_begin_no_import() {
        String[] many = new String[20_001];
        for (int i = 0; i < many.length; i++) {
            many[i] = origin("https://p" + i + ".example.com");
        }
        Path large = write("large.json", "{\"tenant\":{},\"origins\":[" + String.join(",", many) + "]}");

        assertThat(run("import", "--tenant=acme", folder.resolve("none").toString())
                        .err())
                .contains("cannot be read")
                .endsWith("Name one that ./drawbridge export wrote.\n");
        assertRefused(
                run("import", "--tenant=acme", large.toString()),
                1,
                "The file " + large + " has 20001 origins, which come to 41 parts of at most 500 origins and 300 KB. An"
                        + " import takes 40.\n");
        assertThat(run("import", "--tenant=acme", large.toString(), "--dry-run", "--yes")
                        .exitCode())
                .isEqualTo(2);
    }

    private static void assertDone(CommandRun run, String out) {
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().replaceAll(INSTANT, "INSTANT")).isEqualTo(out);
    }

    private static void assertRefused(CommandRun run, int exitCode, String err) {
        assertThat(run.err()).isEqualTo(err);
        assertThat(run.out()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(exitCode);
    }

    /** A tenant of its own for a test. */
    private static String added() {
        String tenant = "tenant-" + TENANTS.incrementAndGet();
        assertThat(run("tenants", "add", tenant).exitCode()).isZero();
        return tenant;
    }

    private static CommandRun run(String... arguments) {
        return as(stack.administrator(), arguments);
    }

    private static CommandRun as(String token, String... arguments) {
        return run(token, Optional.empty(), arguments);
    }

    private static CommandRun typing(Optional<String> typed, String... arguments) {
        return run(stack.administrator(), typed, arguments);
    }

    private static CommandRun run(String token, Optional<String> typed, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--api=" + stack.url());
        return CommandRun.now(Map.of("DRAWBRIDGE_TOKEN", token), typed, all.toArray(String[]::new));
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String document(String tenant, String... origins) {
        return "{\"tenant\":{\"id\":\"" + tenant + "\",\"issuers\":[],\"routeRules\":[]},\"origins\":["
                + String.join(",", origins) + "]}";
    }

    private static void waitUntil(String instant) {
        try {
            Thread.sleep(Math.max(
                    0, Duration.between(Instant.now(), Instant.parse(instant)).toMillis() + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** An origin that no other test has: an origin belongs to one tenant. */
    private static String page(String tenant, String name) {
        return "https://" + name + "." + tenant + ".example";
    }

    private static String origin(String pattern) {
        return "{\"pattern\":\"" + pattern + "\"}";
    }

    private static List<String> patterns(CommandRun list) {
        assertThat(list.err()).isEmpty();
        return list.out()
                .lines()
                .skip(1)
                .map(line -> line.replaceFirst(" .*", ""))
                .toList();
    }

    private static List<JsonNode> lines(CommandRun run) {
        return run.out().lines().map(AdminCommandsIT::parsed).toList();
    }

    private static JsonNode json(CommandRun run) {
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        return parsed(run.out());
    }

    private static JsonNode parsed(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
