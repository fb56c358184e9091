package io.drawbridge.keycloak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the run saw and measured, for people: {@code target/keycloak-report.txt}. Written with each part that ends, so that a
 * run that failed shows how far it came.
 */
final class Report {

    private static final Map<String, List<String>> PARTS = new TreeMap<>();

    private final String title;
    private final List<String> lines = new ArrayList<>();

    /**
     * One part.
     *
     * @param title begins with its place in the report
     */
    Report(String title) {
        this.title = title;
    }

    void line(String text) {
        lines.add(text);
    }

    /** A name and what was found, in columns. */
    void line(String name, String found) {
        line(String.format(Locale.ROOT, "%-46s %s", name, found));
    }

    /** Adds the part to the file and prints it. */
    void publish() {
        synchronized (PARTS) {
            PARTS.put(title, List.copyOf(lines));
            List<String> all = new ArrayList<>();
            PARTS.forEach((part, found) -> {
                all.add(part);
                found.forEach(text -> all.add("  " + text));
            });
            Path file = KeycloakHome.target().resolve("keycloak-report.txt");
            try {
                Files.write(file, all);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        System.out.println(title);
        lines.forEach(text -> System.out.println("  " + text));
    }

    /** Seconds between two moments, as people read them. */
    static String seconds(Instant from, Instant to) {
        return seconds(Duration.between(from, to));
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1000.0);
    }
}
