package io.drawbridge.launcher.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openqa.selenium.chromium.HasCdp;
import org.openqa.selenium.remote.RemoteWebDriver;

/** What every view of the admin page must be: accessible in light and in dark, and no wider than a phone. */
final class ViewChecks {

    private static final String AXE = read("/axe.min.js");

    /** Every rule of WCAG 2.2, A and AA, and what is good practice besides. */
    private static final String RUN_AXE = """
            const done = arguments[arguments.length - 1];
            axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}).then(
              ({violations, passes}) => done({
                checked: passes.length,
                found: violations.flatMap(({id, nodes}) => nodes.map((n) => id + ': ' + n.html + ' ' + n.failureSummary)),
              }), (error) => done({checked: 0, found: [String(error)]}));
            """;

    /** Media queries cannot be asked for by WebDriver in every browser; rules can be told to hold always. */
    private static final String DARK = """
            const dark = arguments[0];
            document.documentElement.style.colorScheme = dark ? 'dark' : 'light';
            for (const sheet of document.styleSheets) {
              for (const rule of sheet.cssRules) {
                if (rule instanceof CSSMediaRule && /prefers-color-scheme|^all$|^not all$/.test(rule.media.mediaText)) {
                  rule.media.mediaText = dark ? 'all' : 'not all';
                }
              }
            }
            return getComputedStyle(document.body).backgroundColor;
            """;

    /** What else than colours cannot be different in the dark. */
    private static final String RUN_AXE_ON_COLOURS =
            RUN_AXE.replaceFirst("runOnly: \\[[^]]*]", "runOnly: ['color-contrast']");

    /** A CSS pixel is one of the device's here; as narrow as a small phone. */
    private static final int PHONE_WIDTH = 360;

    private static final int PHONE_HEIGHT = 740;

    private final RemoteWebDriver driver;

    ViewChecks(RemoteWebDriver driver) {
        this.driver = driver;
    }

    private static String read(String resource) {
        try (InputStream in = Objects.requireNonNull(ViewChecks.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The view, in light and in dark, as axe sees it. */
    void assertAccessible() {
        if (!Boolean.TRUE.equals(driver.executeScript("return typeof axe === 'object'"))) {
            driver.executeScript(AXE);
        }
        Object light = driver.executeScript(DARK, false);
        assertAxeFindsNothing("light", RUN_AXE, 10);
        assertThat(driver.executeScript(DARK, true)).isNotEqualTo(light);
        assertAxeFindsNothing("dark", RUN_AXE_ON_COLOURS, 0);
        driver.executeScript(DARK, false);
    }

    private void assertAxeFindsNothing(String mode, String script, int passed) {
        Object result = driver.executeAsyncScript(script);
        if (!(result instanceof Map<?, ?> map)
                || !(map.get("found") instanceof List<?> found)
                || !(map.get("checked") instanceof Number checked)) {
            throw new AssertionError("axe gave no result: " + result);
        }
        assertThat(found).as(mode + ", " + driver.getCurrentUrl()).isEmpty();
        assertThat(checked.intValue()).isGreaterThan(passed);
    }

    /** On a phone nobody has to scroll to the side. In a window a browser goes only as narrow as it will; Chromium is told. */
    void assertFitsAPhone() {
        if (driver instanceof HasCdp chromium) {
            Map<String, Object> phone =
                    Map.of("width", PHONE_WIDTH, "height", PHONE_HEIGHT, "deviceScaleFactor", 1, "mobile", false);
            chromium.executeCdpCommand("Emulation.setDeviceMetricsOverride", phone);
            assertThat(driver.executeScript("return innerWidth")).isEqualTo((long) PHONE_WIDTH);
            assertNothingSticksOut();
            chromium.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        } else {
            assertNothingSticksOut();
        }
    }

    private void assertNothingSticksOut() {
        assertThat(driver.executeScript(
                        "return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as(driver.getCurrentUrl())
                .isEqualTo(0L);
    }
}
