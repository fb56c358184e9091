package io.drawbridge.launcher.browser;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.remote.RemoteWebDriver;

/** One running browser. */
final class Browser implements AutoCloseable {

    /** Longer than the slowest route of the example and an upload of 11 MB on a busy machine. */
    private static final Duration SCRIPT_TIMEOUT = Duration.ofSeconds(30);

    private final BrowserKind kind;
    private final RemoteWebDriver driver;
    private final List<ChildProcess> helpers;
    private String open = "";

    /** Takes over the driver and the processes that end after it, in this order. */
    Browser(BrowserKind kind, RemoteWebDriver driver, List<ChildProcess> helpers) {
        this.kind = kind;
        this.driver = driver;
        this.helpers = helpers;
        driver.manage().timeouts().scriptTimeout(SCRIPT_TIMEOUT);
    }

    BrowserKind kind() {
        return kind;
    }

    /** The version that the browser itself says. */
    String version() {
        return driver.getCapabilities().getBrowserVersion();
    }

    /** The document at this URL, loaded unless it is the one that is open. */
    Page open(String url) {
        if (!url.equals(open)) {
            driver.get(url);
            open = url;
        }
        return new Page(driver);
    }

    /** For what a script cannot do: press keys and buttons as a person does. */
    RemoteWebDriver driver() {
        open = "";
        return driver;
    }

    /** What the console has said since it was last asked; Chromium only, no other driver tells. */
    String console() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        driver.quit();
        helpers.forEach(ChildProcess::close);
    }
}
