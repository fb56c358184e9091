package io.drawbridge.sam;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What the run measured, for people: {@code target/sam-report.txt}. Written with each part that ends. */
final class Report {

    private static final Map<String, List<String>> PARTS = new TreeMap<>();
    private static final Pattern DURATION = Pattern.compile("\\tDuration: ([0-9.]+) ms");

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

    /** A name and what was found, in columns. */
    void line(String name, String found) {
        lines.add(String.format(Locale.ROOT, "%-52s %s", name, found));
    }

    /** The first of a container, which starts it, and the others. */
    void times(String name, List<Duration> times) {
        if (times.isEmpty()) {
            line(name, "nothing");
            return;
        }
        List<Duration> warm = times.stream().skip(1).sorted().toList();
        line(name, "first " + millis(times.get(0)) + quantiles(warm));
    }

    private static String quantiles(List<Duration> sorted) {
        return sorted.isEmpty()
                ? ""
                : ", then median " + millis(sorted.get(sorted.size() / 2)) + ", 99 % below "
                        + millis(sorted.get(sorted.size() * 99 / 100)) + ", longest "
                        + millis(sorted.get(sorted.size() - 1));
    }

    /** The same of the runtime's own lines in a log. */
    void durations(String name, String log) {
        times(
                name,
                DURATION.matcher(log)
                        .results()
                        .map(found -> Duration.ofNanos((long) (Double.parseDouble(found.group(1)) * 1_000_000)))
                        .toList());
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
            try {
                Files.write(Path.of("target", "sam-report.txt"), all);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        System.out.println(title);
        lines.forEach(text -> System.out.println("  " + text));
    }

    private static String millis(Duration time) {
        return String.format(Locale.ROOT, "%.2f ms", time.toNanos() / 1e6);
    }
}
