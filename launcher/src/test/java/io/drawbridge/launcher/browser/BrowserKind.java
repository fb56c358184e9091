package io.drawbridge.launcher.browser;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The three browser engines there are. */
enum BrowserKind {
    CHROMIUM("Chromium", "Failed to fetch"),
    FIREFOX("Firefox", "NetworkError when attempting to fetch resource."),
    WEBKIT("WebKit", "Load failed");

    private static final Path LIBRARIES = Path.of("/usr/lib");

    private final String label;
    private final String refusal;

    BrowserKind(String label, String refusal) {
        this.label = label;
        this.refusal = refusal;
    }

    /** The message of its {@code TypeError} for every network error: the same, so that a script learns nothing from it. */
    String refusal() {
        return refusal;
    }

    /** What this machine lacks to run it, such as {@code geckodriver}; empty when it can run. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        switch (this) {
            case CHROMIUM -> {
                require(chromium(), "chromium", missing);
                require(Executables.onPath(List.of("chromedriver")), "chromedriver", missing);
            }
            case FIREFOX -> {
                require(firefox(), "firefox", missing);
                require(Executables.onPath(List.of("geckodriver")), "geckodriver", missing);
            }
            case WEBKIT -> {
                require(miniBrowser(), "WebKitGTK's MiniBrowser", missing);
                require(Executables.onPath(List.of("WebKitWebDriver")), "WebKitWebDriver", missing);
                require(Executables.onPath(List.of("Xvfb")), "Xvfb", missing);
            }
        }
        return missing;
    }

    /** Starts it without a window of its own; call it only when nothing is {@link #missing}. */
    Browser start() {
        return switch (this) {
            case CHROMIUM -> BrowserStart.chromium(chromium().orElseThrow(), program("chromedriver"));
            case FIREFOX -> BrowserStart.firefox(firefox().orElseThrow(), program("geckodriver"));
            case WEBKIT ->
                BrowserStart.webKit(miniBrowser().orElseThrow(), program("WebKitWebDriver"), program("Xvfb"));
        };
    }

    @Override
    public String toString() {
        return label;
    }

    private static Optional<Path> chromium() {
        return Executables.onPath(List.of("chromium", "chromium-browser", "google-chrome"));
    }

    private static Optional<Path> firefox() {
        return Executables.onPath(List.of("firefox-esr", "firefox"));
    }

    /** Distributions keep it beside the library that it shows, not on the path. */
    private static Optional<Path> miniBrowser() {
        return Executables.below(LIBRARIES, "webkit2gtk-4.1/MiniBrowser");
    }

    private static Path program(String name) {
        return Executables.onPath(List.of(name)).orElseThrow();
    }

    private static void require(Optional<Path> program, String name, List<String> missing) {
        if (program.isEmpty()) {
            missing.add(name);
        }
    }
}
