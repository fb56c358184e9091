package io.drawbridge.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands send and print, whatever the API's rules are; what the API makes of it is {@code AdminCommandsIT}'s. */
final class AdminCommandsTest {

    private static final String PROBLEM = """
            {"type":"tag:drawbridge.io,2026:problem/admin-document","title":"The document has problems.","status":422,
             "detail":"Correct the places named.","help":"docs/problems.md#admin-document","problems":[
              {"pointer":"/pattern","code":"origin-path","value":"https://a.example/","message":"It has a path.",
               "hint":"Remove it.","help":"docs/problems.md#origin-path"}]}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path temporary;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Path home;

    @SuppressWarnings("NullAway.Init") // set before each test
    private ScriptedApi api;

    @BeforeEach
    void start() throws IOException {
        home = CommandRun.checkout(temporary);
        api = new ScriptedApi();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void aCreationThatLostItsConnectionIsRepeatedWithTheSameKey() {
        api.loseConnection().answer(201, "{\"origin\":{\"pattern\":\"https://a.example\"}}");

        CommandRun run = run("origins", "add", "--tenant=acme", "https://a.example", "--expires-in=14d");

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(api.requests()).hasSize(2);
        assertThat(api.requests().get(0)).isEqualTo(api.requests().get(1)).contains("idempotency-key: id-1");
        assertThat(api.requests().get(1))
                .contains("POST /admin/tenants/acme/origins")
                .endsWith("{\"pattern\":\"https://a.example\",\"expiresAt\":\"2026-01-15T00:00:00Z\"}");
    }

    @Test
    void aReplacementThatLostItsConnectionIsNotRepeatedAndSaysSo() {
        api.answer(200, "{\"id\":\"acme\",\"status\":\"active\"}", "\"v1\"").loseConnection();

        CommandRun run = run("tenants", "set", "acme", "--status=suspended");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).endsWith("Whether it was done is not known: look before you repeat it.\n");
        assertThat(api.requests()).hasSize(2);
    }

    @Test
    void whatIsSetIsReadFirstAndSentWithItsVersion() {
        api.answer(
                        200,
                        "{\"id\":\"acme\",\"status\":\"active\",\"cors\":{\"methods\":[\"GET\"],\"maxAgeSeconds\":5}}",
                        "\"v1\"")
                .answer(
                        200,
                        "{\"tenant\":{},\"inForce\":{\"everywhereBy\":\"2026-01-01T00:00:12Z\","
                                + "\"duringOutageBy\":\"2026-01-01T00:05:02Z\"}}");

        CommandRun run =
                run("tenants", "set", "acme", "--status=suspended", "--set=cors.maxAgeSeconds=null", "--set=x.y=1");

        assertThat(run.out())
                .isEqualTo("Tenant acme is changed.\nIn force everywhere by 2026-01-01T00:00:12Z, or"
                        + " 2026-01-01T00:05:02Z where the registry cannot be read.\n");
        assertThat(api.requests().get(1))
                .contains("PUT /admin/tenants/acme", "if-match: \"v1\"")
                .endsWith(
                        "{\"id\":\"acme\",\"status\":\"suspended\",\"cors\":{\"methods\":[\"GET\"]},\"x\":{\"y\":1}}");
    }

    @Test
    void aListFollowsItsCursors() {
        api.answer(
                        200,
                        "{\"items\":[{\"id\":\"acme\",\"status\":\"active\",\"displayName\":\"A\\u001b[31m\"}],\"next\":\"a+b\"}")
                .answer(200, "{\"items\":[{\"id\":\"globex\",\"status\":\"suspended\"}]}");

        CommandRun run = run("tenants", "list");

        assertThat(run.out()).isEqualTo("""
                        ID      STATUS     DISPLAYNAME
                        acme    active     A\\u001b[31m
                        globex  suspended
                        """);
        assertThat(api.requests().get(1)).contains("GET /admin/tenants?limit=100&cursor=a%2Bb ");
    }

    @Test
    void forScriptsEachDocumentIsALine() {
        api.answer(200, "{\"items\":[{\"id\":\"acme\"},{\"id\":\"globex\"}]}");

        assertThat(run("tenants", "list", "--output=json").out()).isEqualTo("{\"id\":\"acme\"}\n{\"id\":\"globex\"}\n");
    }

    @Test
    void aRefusalIsPrintedWithEverythingThatTheApiSays() {
        api.answer(422, PROBLEM);

        CommandRun run = run("origins", "add", "--tenant=acme", "https://a.example/");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("""
                        Refused (422): The document has problems. Correct the places named.
                          /pattern: It has a path. Remove it. See docs/problems.md#origin-path
                        See docs/problems.md#admin-document
                        """);
    }

    @Test
    void aConflictSaysThatNothingWasWritten() {
        api.answer(200, "{}", "\"v1\"").answer(412, "{\"title\":\"Stale.\",\"detail\":\"Again.\"}");

        CommandRun run = run("tenants", "set", "acme", "--display-name=x");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains(
                        "It was changed since it was read. Nothing was written: look at it again, then repeat the command.");
    }

    @Test
    void whatTheGatewayRefusesByItselfIsPrintedToo() {
        api.answer(401, "{\"error\":\"unauthorized\",\"message\":\"A token is required.\",\"requestId\":\"r\"}");

        CommandRun run = run("tenants", "list");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("Refused (401): A token is required.").doesNotContain(ScriptedApi.TOKEN);
    }

    @Test
    void nothingThatAnswersIsThree() {
        api.close();

        CommandRun run = run("tenants", "list");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err())
                .isEqualTo("Nothing answers at " + api.url()
                        + ". Start it with ./drawbridge up, or name another API with --api.\n");
    }

    @Test
    void somethingThatIsNotTheApiIsThree() {
        api.answer(200, "<html>");

        CommandRun run = run("tenants", "list");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("is not the admin API: its answer (200) is not JSON.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.example.com",
                "ftp://127.0.0.1",
                "api.example.com",
                "https:/x",
                "http://127.0.0.1.evil.example"
            })
    void aTokenNeverTravelsUnprotected(String url) {
        CommandRun run = CommandRun.with(home, Map.of("DRAWBRIDGE_TOKEN", "t"), "tenants", "list", "--api=" + url);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("--api " + url
                        + " would send the token unprotected. Give an https URL, or http on this machine.");
    }

    @Test
    void aTokenComesFromTheFileBeforeTheVariableBeforeTheLocalKeys() throws IOException {
        Path file = Files.writeString(temporary.resolve("token"), "of-the-file\n");
        String api1 = "--api=" + api.url();
        api.answer(200, "{}").answer(200, "{}").answer(200, "{}");

        CommandRun.with(home, Map.of("DRAWBRIDGE_TOKEN", "set"), "tenants", "list", api1, "--token-file=" + file);
        CommandRun.with(home, Map.of("DRAWBRIDGE_TOKEN", "set"), "tenants", "list", api1);
        CommandRun.with(home, Map.of(), "tenants", "list", api1);

        List<String> sent = api.requests();
        assertThat(sent.get(0)).contains("authorization: Bearer of-the-file\n");
        assertThat(sent.get(1)).contains("authorization: Bearer set\n");
        assertThat(sent.get(2)).containsPattern("authorization: Bearer [\\w-]+\\.[\\w-]+\\.[\\w-]+\n");
    }

    @Test
    void anApiElsewhereTakesNoTokenOfTheLocalKeys() {
        CommandRun run = CommandRun.with(home, Map.of(), "tenants", "list", "--api=https://api.example.com/prod");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo(
                        "There is no token for https://api.example.com/prod. Put one into DRAWBRIDGE_TOKEN, or into a file"
                                + " that --token-file names. Only an API on this machine takes one of the local keys.\n");
    }

    @Test
    void aCommitThatTheGatewayDidNotWaitForIsAskedForAgainAndSaysSo() throws IOException {
        begun().answer(504, "{}")
                .answer(502, "<html>")
                .answer(503, "{}")
                .loseConnection()
                .answer(200, "{\"added\":1}");

        CommandRun run = run("import", "--tenant=acme", file(), "--yes");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEqualTo("""
                        It was not brought to its end (504). It is asked for again, and goes on where it was.
                        It was not brought to its end (502). It is asked for again, and goes on where it was.
                        It was not brought to its end (503). It is asked for again, and goes on where it was.
                        """);
        assertThat(run.out()).endsWith("Tenant acme is imported.\n");
        List<String> commits = api.requests().subList(3, 8);
        assertThat(commits).containsOnly(commits.get(0));
        assertThat(commits.get(0))
                .startsWith("POST /admin/tenants/acme/imports/job-1/commit HTTP")
                .contains("if-match: \"p1\"\n");
        assertThat(api.requests()).hasSize(8);
    }

    @Test
    void aCommitThatOneRequestHasNoTimeForIsRepeatedUntilItIsDone() throws IOException {
        begun();
        for (int i = 0; i < 15; i++) {
            api.answer(202, "{\"state\":\"committing\"}");
        }
        api.answer(200, "{\"added\":9000}");

        CommandRun run = run("import", "--tenant=acme", file(), "--yes");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).endsWith("Tenant acme is imported.\n");
        assertThat(api.requests()).hasSize(3 + 16);
    }

    @Test
    void aCommitThatIsNeverEndedIsGivenUpAfterTenMoreAndAborted() throws IOException {
        begun();
        for (int i = 0; i < 11; i++) {
            api.answer(504, "{\"error\":\"integration_timeout\",\"message\":\"The backend did not answer in time.\"}");
        }
        api.answer(200, "{}", "\"j1\"").answer(200, "{}");

        CommandRun run = run("import", "--tenant=acme", file(), "--yes");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().lines()).hasSize(11);
        assertThat(run.err()).endsWith("Refused (504): The backend did not answer in time.\n");
        List<String> requests = api.requests();
        assertThat(requests).hasSize(3 + 11 + 2);
        assertThat(requests.get(15))
                .startsWith("DELETE /admin/tenants/acme/imports/job-1 ")
                .contains("if-match: \"j1\"");
    }

    @Test
    void anAbortThatFailsDoesNotHideWhyTheImportDid() throws IOException {
        begun().answer(409, "{\"title\":\"This cannot stand.\",\"detail\":\"Look.\"}")
                .answer(200, "{}", "\"j1\"")
                .answer(409, "{\"title\":\"It has ended.\",\"detail\":\"Begin.\"}");

        CommandRun run = run("import", "--tenant=acme", file(), "--yes");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("""
                        The import was not aborted either. It ends by itself, an hour after it began:
                        Refused (409): It has ended. Begin.
                        Refused (409): This cannot stand. Look.
                        """);
    }

    @Test
    void aDryRunThatCannotBeAbortedIsNoSuccess() throws IOException {
        begun().answer(200, "{}", "\"j1\"").answer(409, "{\"title\":\"It has ended.\",\"detail\":\"Begin.\"}");

        CommandRun run = run("import", "--tenant=acme", file(), "--dry-run");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("Refused (409): It has ended. Begin.\n");
    }

    @Test
    void anExportOfManyPagesIsOneDocument() {
        api.answer(
                        200,
                        "{\"tenant\":{\"id\":\"acme\"},\"origins\":[{\"pattern\":\"https://a.example\"}],\"next\":\"n1\"}")
                .answer(200, "{\"origins\":[{\"pattern\":\"https://b.example\"}]}");

        CommandRun run = run("export", "--tenant=acme");

        assertThat(run.out())
                .isEqualTo("{\"tenant\":{\"id\":\"acme\"},\"origins\":[{\"pattern\":\"https://a.example\"},"
                        + "{\"pattern\":\"https://b.example\"}]}\n");
        assertThat(api.requests().get(1)).startsWith("GET /admin/tenants/acme/export?cursor=n1 ");
    }

    @Test
    void aListOfAtMostSoManyAsksForNoMoreThanIsWanted() {
        api.answer(200, "{\"items\":[{\"id\":\"1\"},{\"id\":\"2\"}],\"next\":\"n1\"}")
                .answer(200, "{\"items\":[{\"id\":\"3\"},{\"id\":\"4\"}],\"next\":\"n2\"}");

        CommandRun run = run("audit", "--limit=3", "--output=json");

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo("{\"id\":\"1\"}\n{\"id\":\"2\"}\n{\"id\":\"3\"}\n");
        assertThat(api.requests()).hasSize(2);
        assertThat(api.requests().get(1)).startsWith("GET /admin/platform/audit?limit=3&cursor=n1 ");
    }

    @Test
    void whatWouldWaitIsSaidBeforeItIsAgreedTo() throws IOException {
        api.answer(201, "{\"id\":\"job-1\"}")
                .answer(200, "{}")
                .answer(
                        200,
                        "{\"added\":2,\"pending\":1,\"items\":[],\"profile\":{\"after\":{\"status\":\"active\"}}}");

        CommandRun run = run("import", "--tenant=acme", file());

        assertThat(run.out()).isEqualTo("""
                        2 added, 0 removed, 0 changed, 0 unchanged.
                        1 of them wait until the platform approves their domains, and allow nothing before.
                          profile  status: nothing becomes "active"
                        """);
    }

    @Test
    void partsHaveAsManyOriginsAndBytesAsTheApiTakesAndNoMore() throws IOException {
        // Three of these are in 307,200 bytes, and four are not.
        String large = "\"" + "x".repeat(99_998) + "\"";
        String small = "1" + ",1".repeat(499);
        begun(4);

        CommandRun run = run(
                "import",
                "--tenant=acme",
                write("{\"tenant\":{},\"origins\":[" + large + "," + large + "," + large + "," + large + "," + small
                        + "," + small + "]}"),
                "--dry-run");

        assertThat(run.exitCode()).isEqualTo(3);
        List<String> parts = api.requests().stream()
                .filter(r -> r.startsWith("PUT "))
                .map(r -> r.substring(r.indexOf("{\"origins\"")))
                .toList();
        assertThat(parts).extracting(String::length).allMatch(length -> length <= 300 << 10);
        assertThat(parts).extracting(p -> p.split(",", -1).length).containsExactly(3, 500, 500, 1);
    }

    private ScriptedApi begun() {
        return begun(1);
    }

    /** An import up to where its difference is shown. */
    private ScriptedApi begun(int parts) {
        api.answer(201, "{\"id\":\"job-1\"}");
        for (int i = 0; i < parts; i++) {
            api.answer(200, "{}");
        }
        return api.answer(200, "{\"added\":1,\"items\":[],\"profile\":{\"etag\":\"\\\"p1\\\"\"}}");
    }

    private String file() throws IOException {
        return write("{\"tenant\":{},\"origins\":[{\"pattern\":\"https://a.example\"}]}");
    }

    private String write(String text) throws IOException {
        return Files.writeString(temporary.resolve("whole.json"), text).toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"14", "0d", "d", "-1d", "1y", "1.5h", "100000d"})
    void aTimeThatIsNoneIsMisuse(String time) {
        CommandRun run = run("origins", "add", "--tenant=acme", "https://a.example", "--expires-in=" + time);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("Invalid value for option '--expires-in': \"" + time
                        + "\" is no time. Give a number of minutes, hours, days or weeks: 30m, 12h, 14d, 2w.");
        assertThat(api.requests()).isEmpty();
    }

    @Test
    void namesAreOneSegmentOfThePath() {
        api.answer(404, "{}");

        run("tenants", "show", "../a b?c");

        assertThat(api.requests().get(0)).startsWith("GET /admin/tenants/..%2Fa%20b%3Fc ");
    }

    private CommandRun run(String... arguments) {
        String[] all = new String[arguments.length + 1];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--api=" + api.url();
        return CommandRun.with(home, Map.of("DRAWBRIDGE_TOKEN", ScriptedApi.TOKEN), all);
    }
}
