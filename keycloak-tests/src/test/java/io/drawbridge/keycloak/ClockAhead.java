package io.drawbridge.keycloak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A wall clock that is ahead for one process, by libfaketime, which puts itself between the process and the C library.
 *
 * @param library the library to load first
 * @param by how far ahead
 */
record ClockAhead(String library, Duration by) {

    /** A clock that is ahead; empty where libfaketime is not installed. */
    static Optional<ClockAhead> by(Duration by) {
        ProcessBuilder command = new ProcessBuilder("faketime", "-m", "-f", "+0s", "printenv", "LD_PRELOAD");
        try {
            Process process =
                    command.redirectError(ProcessBuilder.Redirect.DISCARD).start();
            String library = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return library.isEmpty() ? Optional.empty() : Optional.of(new ClockAhead(library, by));
        } catch (IOException e) {
            if (Optional.ofNullable(e.getMessage()).orElse("").contains("error=2")) {
                return Optional.empty(); // there is no such program
            }
            throw new UncheckedIOException(e);
        }
    }

    /** For the wall clock only: a Java process whose elapsed time is changed too waits for minutes, or not at all. */
    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD",
                library,
                "FAKETIME",
                "+" + by.toSeconds() + "s",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0");
    }
}
