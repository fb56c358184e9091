package io.drawbridge.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TokenCommandTest {

    private static final String SEE =
            System.lineSeparator() + "See ./drawbridge token --help." + System.lineSeparator();
    private static final String JSON_RULE = ". Write NAME=JSON and quote it for the shell: 'exp=12', 'tenant=\"acme\"',"
            + " 'aud=[\"a\",\"b\"]', or 'exp=null' to remove it.";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path temporary;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Path home;

    @BeforeEach
    void makeCheckout() throws IOException {
        home = CommandRun.checkout(temporary);
    }

    @Test
    void aTenantsTokenIsAllThatIsPrinted() throws IOException {
        CommandRun run = token("--tenant", "acme");
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+\\R");
        assertThat(payload(run))
                .isEqualTo(json("{'iss':'http://localhost:4000/platform','sub':'alice','aud':'orders-api',"
                        + "'iat':1767225600,'exp':1767226200,'jti':'id-1','client_id':'drawbridge-local',"
                        + "'tenant':'acme','scope':'orders:read orders:write'}"));
        assertThat(Files.exists(home.resolve(".drawbridge/platform.jwks.json"))).isTrue();
    }

    @Test
    void everyOptionReachesTheToken() throws IOException {
        CommandRun run = token(
                "--tenant=acme",
                "--own-issuer",
                "--scope=a b",
                "--scope=c",
                "--subject=bob",
                "--expires-in",
                "-60",
                "--algorithm=EdDSA",
                "--audience=x",
                "--audience=y",
                "--claim=sub=null",
                "--claim=n={\"a\":1}",
                "--header=typ=\"JWT\"");
        assertThat(run.err()).isEmpty();
        assertThat(payload(run))
                .isEqualTo(json("{'iss':'http://localhost:4000/tenants/acme','aud':['x','y'],'iat':1767224940,"
                        + "'exp':1767225540,'jti':'id-1','client_id':'drawbridge-local','scope':'a b c','n':{'a':1}}"));
        assertThat(part(run, 0).get("alg").asText()).isEqualTo("EdDSA");
        assertThat(part(run, 0).get("typ").asText()).isEqualTo("JWT");
    }

    @Test
    void anAdministratorsTokenHasTheScopeAndNoTenant() throws IOException {
        JsonNode payload = payload(token("--admin"));
        assertThat(payload.get("scope").asText()).isEqualTo("registry:admin");
        assertThat(payload.get("sub").asText()).isEqualTo("admin");
        assertThat(payload.has("tenant")).isFalse();
    }

    @Test
    void anEmptyScopeIsNone() throws IOException {
        assertThat(payload(token("--tenant=acme", "--scope=")).has("scope")).isFalse();
    }

    @Test
    void aTenantThatIsNotThereIsAnsweredWithThoseThatAre() {
        assertMisuse(
                "The registry has no tenant \"acmee\". It has: acme, globex. To try an unknown one, change the claim:"
                        + " --tenant acme --claim 'tenant=\"acmee\"'.",
                "--tenant=acmee");
    }

    @Test
    void aClaimThatIsNoJsonIsNamed() {
        assertMisuse(
                "Invalid value for option '--claim' (NAME=JSON): \"tomorrow\" is not JSON" + JSON_RULE,
                "--tenant=acme",
                "--claim",
                "exp=tomorrow");
        assertMisuse(
                "Invalid value for option '--claim' (NAME=JSON): \"1 2\" is not JSON" + JSON_RULE,
                "--tenant=acme",
                "--claim",
                "exp=1 2");
        assertMisuse(
                "Invalid value for option '--header' (NAME=JSON): \"\" is not JSON" + JSON_RULE,
                "--tenant=acme",
                "--header",
                "kid=");
        assertMisuse(
                "Invalid value for option '--claim' (NAME=JSON): \"exp\" names no value" + JSON_RULE,
                "--tenant=acme",
                "--claim",
                "exp");
    }

    @Test
    void contradictionsAreExplained() {
        assertMisuse("Whose token? Name a tenant with --tenant acme, or use --admin.");
        assertMisuse(
                "--admin stands alone: a platform administrator belongs to no tenant. Leave out --tenant and"
                        + " --own-issuer.",
                "--admin",
                "--tenant=acme");
        assertMisuse(
                "--expires-in 9999999999 is more than a hundred years. Give seconds, such as 600.",
                "--tenant=acme",
                "--expires-in=9999999999");
    }

    @Test
    void anUnknownAlgorithmIsAnsweredWithTheKnownOnes() {
        assertMisuse(
                "Invalid value for option '--algorithm': expected one of [RS256, PS256, ES256, ES384, ES512, EdDSA]"
                        + " (case-sensitive) but was 'HS256'",
                "--tenant=acme",
                "--algorithm=HS256");
    }

    @Test
    void aRegistryFileWithMistakesIsAnsweredWithAllOfThem() throws IOException {
        Path file = home.resolve("mine.json");
        Files.writeString(file, "{\"tenants\":[{\"id\":\"ACME\"},{\"id\":\"globex\",\"colour\":\"red\"}]}");
        CommandRun run = token("--tenant=acme", "--registry=" + file);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines().toList()).hasSize(3).satisfies(lines -> {
            assertThat(lines.get(0)).isEqualTo("The registry file " + file + " has 2 problems:");
            assertThat(lines.get(1)).startsWith("  /tenants/0/id: \"ACME\" ");
            assertThat(lines.get(2)).startsWith("  /tenants/1/colour: \"colour\" ");
        });
    }

    @Test
    void aRegistryFileThatIsNotThereIsNamed() {
        Path file = home.resolve("none.json");
        CommandRun run = token("--tenant=acme", "--registry=" + file);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo("The registry file " + file + " cannot be read (java.nio.file.NoSuchFileException: " + file
                        + "). Name a JSON file with --registry." + System.lineSeparator());
    }

    @Test
    void helpAndVersionAreEverywhere() {
        for (String[] arguments : new String[][] {{"--help"}, {"token", "--help"}, {"up", "--help"}, {"help", "up"}}) {
            CommandRun run = CommandRun.in(home, arguments);
            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).contains("Usage: drawbridge");
        }
        assertThat(CommandRun.in(home, "--version").out()).startsWith("Drawbridge ");
        assertThat(CommandRun.in(home).exitCode()).isEqualTo(2);
        assertThat(CommandRun.in(home).err())
                .startsWith("Which command? ./drawbridge up starts everything, ./drawbridge token prints a token.");
    }

    private CommandRun token(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "token";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return CommandRun.in(home, all);
    }

    private void assertMisuse(String message, String... arguments) {
        CommandRun run = token(arguments);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo(message + SEE);
    }

    private static JsonNode payload(CommandRun run) throws IOException {
        return part(run, 1);
    }

    private static JsonNode part(CommandRun run, int index) throws IOException {
        String[] parts = run.out().strip().split("\\.", -1);
        return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(parts[index]));
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }
}
