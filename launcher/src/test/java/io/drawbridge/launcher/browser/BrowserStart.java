package io.drawbridge.launcher.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.MutableCapabilities;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.firefox.FirefoxDriver;
import org.openqa.selenium.firefox.FirefoxOptions;
import org.openqa.selenium.firefox.GeckoDriverService;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.remote.RemoteWebDriver;

/** How each browser is started: headless, with a fresh profile, and nothing downloaded. */
final class BrowserStart {

    /** Selenium warns about developer-tools bindings that nothing here uses. A field, else the setting is collected. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    static {
        SELENIUM.setLevel(Level.SEVERE);
    }

    private static final List<String> CHROMIUM_ARGUMENTS = List.of(
            "--headless",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    /** Of 50 ms each: 15 s, for a machine that does something else too. */
    private static final int LISTEN_ATTEMPTS = 300;

    private BrowserStart() {}

    static Browser chromium(Path browser, Path driver) {
        LoggingPreferences console = new LoggingPreferences();
        console.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser.toFile());
        options.addArguments(CHROMIUM_ARGUMENTS);
        if (System.getProperty("user.name").equals("root")) {
            // Chromium's sandbox does not run as root, which containers are. Only our own pages are opened.
            options.addArguments("--no-sandbox");
        }
        options.setCapability("goog:loggingPrefs", console);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.toFile())
                .usingAnyFreePort()
                .build();
        return new Browser(BrowserKind.CHROMIUM, new ChromeDriver(service, options), List.of());
    }

    static Browser firefox(Path browser, Path driver) {
        FirefoxOptions options = new FirefoxOptions();
        options.setBinary(browser);
        options.addArguments("-headless");
        // A JSON answer that is opened as a document keeps its origin only without the viewer around it.
        options.addPreference("devtools.jsonview.enabled", false);
        // For a view as narrow as a phone's.
        options.enableBiDi();
        GeckoDriverService service = new GeckoDriverService.Builder()
                .usingDriverExecutable(driver.toFile())
                .usingAnyFreePort()
                // Firefox refuses to start where its home folder is another user's or cannot be written.
                .withEnvironment(Map.of("HOME", home().toString()))
                .build();
        return new Browser(BrowserKind.FIREFOX, new FirefoxDriver(service, options), List.of());
    }

    /** MiniBrowser has no headless mode, so it gets a display that nobody sees. */
    static Browser webKit(Path browser, Path driver, Path xvfb) {
        List<ChildProcess> helpers = new ArrayList<>();
        try {
            ChildProcess screen = ChildProcess.start(
                    List.of(xvfb.toString(), "-displayfd", "1", "-nolisten", "tcp", "-screen", "0", "1024x768x24"),
                    Map.of());
            helpers.add(screen);
            String display = ":" + screen.firstLine().strip();
            int port = freePort();
            Map<String, String> environment =
                    Map.of("DISPLAY", display, "XDG_CONFIG_HOME", slimWindows().toString());
            helpers.add(0, ChildProcess.start(List.of(driver.toString(), "--port=" + port), environment));
            awaitListener(port);
            MutableCapabilities capabilities = new MutableCapabilities();
            capabilities.setCapability("browserName", "MiniBrowser");
            capabilities.setCapability(
                    "webkitgtk:browserOptions", Map.of("binary", browser.toString(), "args", List.of("--automation")));
            URL service = URI.create("http://127.0.0.1:" + port).toURL();
            return new Browser(BrowserKind.WEBKIT, new RemoteWebDriver(service, capabilities, false), helpers);
        } catch (IOException | RuntimeException e) {
            helpers.forEach(ChildProcess::close);
            throw new IllegalStateException("WebKit does not start", e);
        }
    }

    private static void awaitListener(int port) throws IOException {
        for (int attempt = 0; attempt < LISTEN_ATTEMPTS; attempt++) {
            try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (probe.isConnected()) {
                    return;
                }
            } catch (ConnectException notYet) {
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
        throw new IOException("Nothing listens on port " + port);
    }

    /** WebKitWebDriver must be told its port. */
    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path home() {
        return folder("firefox-home");
    }

    /** A theme for MiniBrowser's toolbar, whose buttons would else keep every window from being as narrow as a phone. */
    private static Path slimWindows() throws IOException {
        Path settings = folder("webkit-settings");
        Files.writeString(
                folder("webkit-settings/gtk-3.0").resolve("gtk.css"),
                "* { min-width: 0; padding: 0; margin: 0; border-width: 0; font-size: 1px; }");
        return settings;
    }

    private static Path folder(String name) {
        try {
            return Files.createDirectories(Path.of("target", name).toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
