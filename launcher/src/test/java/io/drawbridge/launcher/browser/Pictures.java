package io.drawbridge.launcher.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chromium.HasCdp;
import org.openqa.selenium.firefox.HasFullPageScreenshot;
import org.openqa.selenium.remote.RemoteWebDriver;

/** Pictures of what is looked at, for people to look at, if somebody asks for them: {@code -Ddrawbridge.pictures=DIR}. */
final class Pictures {

    private static final Optional<Path> FOLDER =
            Optional.ofNullable(System.getProperty("drawbridge.pictures")).map(Path::of);

    /** So that they are in the order in which they were taken, and none replaces another. */
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final RemoteWebDriver driver;

    Pictures(RemoteWebDriver driver) {
        this.driver = driver;
    }

    /** Takes one of the whole view, or of what is on the screen where the driver shows no more. */
    void take(String mode) {
        FOLDER.ifPresent(folder -> {
            String browser = driver.getCapabilities().getBrowserName().toLowerCase(Locale.ROOT);
            String title = String.valueOf(driver.getTitle()).replaceAll("[^A-Za-z0-9]+", "-");
            String name =
                    String.format(Locale.ROOT, "%s-%03d-%s-%s.png", browser, COUNT.incrementAndGet(), title, mode);
            try {
                Files.createDirectories(folder);
                Files.write(folder.resolve(name), png());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private byte[] png() {
        if (driver instanceof HasCdp chromium) {
            // A phone shows none beside the view.
            chromium.executeCdpCommand("Emulation.setScrollbarsHidden", Map.of("hidden", true));
            Object picture = chromium.executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true))
                    .get("data");
            return Base64.getDecoder().decode(String.valueOf(picture));
        }
        return driver instanceof HasFullPageScreenshot firefox
                ? firefox.getFullPageScreenshotAs(OutputType.BYTES)
                : driver.getScreenshotAs(OutputType.BYTES);
    }
}
