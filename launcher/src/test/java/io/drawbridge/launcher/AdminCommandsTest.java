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
