package io.drawbridge.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class ConsoleTest {

    @Test
    void whatAFunctionPrintsCannotReachTheTerminalsControls() {
        StringWriter out = new StringWriter();
        Clock clock = Clock.fixed(Instant.parse("2026-01-01T10:20:30.4Z"), ZoneOffset.UTC);
        new Console(new PrintWriter(out), clock).function("Orders", "id", "a\u001b[2Jb\tc\u00e9");
        assertThat(out.toString()).isEqualTo("10:20:30 Orders  a?[2Jb c?" + System.lineSeparator());
    }

    @Test
    void longLinesAreCut() {
        assertThat(Console.printable("x".repeat(3000))).isEqualTo("x".repeat(2000) + " ...");
    }
}
