package io.drawbridge.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class ConsoleTest {

    private final StringWriter out = new StringWriter();
    private final Console console =
            new Console(new PrintWriter(out), Clock.fixed(Instant.parse("2026-01-01T10:20:30.4Z"), ZoneOffset.UTC));

    @Test
    void whatAFunctionPrintsCannotReachTheTerminalsControls() {
        console.function("", "Orders", "a\u001b[2Jb\tc\u00e9");
        assertPrinted("10:20:30  Orders: a?[2Jb c?");
    }

    @Test
    void theAuthorizersDecisionIsPrintedInWords() {
        console.function(
                "row 15", "Auth", "{\"reason\":\"token_expired\",\"tenantId\":\"acme\",\"detail\":\"EXPIRED\"}");
        console.function("", "Auth", "{\"reason\":\"origin_not_allowed\",\"tenantId\":\"\"}");
        console.function(
                "",
                "Auth",
                "{\"reason\":\"allowed\",\"tenantId\":\"acme\",\"coldStart\":false,\"registryReads\":0,\"Latency\":0.26}");
        console.function(
                "",
                "Auth",
                "{\"reason\":\"allowed\",\"tenantId\":\"acme\",\"coldStart\":true,\"registryReads\":2,\"keyFetches\":1,"
                        + "\"times\":{\"waitedForRegistry\":30.04,\"waitedForKeys\":5},\"Latency\":76.353}");
        console.function("", "Auth", "{\"other\":1}");
        console.function("", "Auth", "{no json");
        assertPrinted(
                "10:20:30  [row 15] Auth: token_expired  tenant acme  EXPIRED",
                "10:20:30  Auth: origin_not_allowed",
                "10:20:30  Auth: allowed  tenant acme  0.3 ms",
                "10:20:30  Auth: allowed  tenant acme  76.4 ms, 30.0 ms for the registry, 5.0 ms for keys, cold",
                "10:20:30  Auth: {\"other\":1}",
                "10:20:30  Auth: {no json");
    }

    @Test
    void theThrownUnauthorizedIsNoFault() {
        console.function("", "Auth", "io.drawbridge.authorizer.AuthorizerHandler$UnauthorizedException: Unauthorized");
        console.function("", "Auth", "");
        assertPrinted();
    }

    private void assertPrinted(String... lines) {
        assertThat(out.toString().lines()).containsExactly(lines);
    }

    @Test
    void longLinesAreCut() {
        assertThat(Console.printable("x".repeat(3000))).isEqualTo("x".repeat(2000) + " ...");
    }
}
