package io.drawbridge.launcher.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.bidi.browsingcontext.BrowsingContext;
import org.openqa.selenium.chromium.HasCdp;
import org.openqa.selenium.firefox.FirefoxDriver;
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
    private static final Dimension PHONE = new Dimension(360, 740);

    /** Windows become narrower some time after they were told; says how wide the view then is. */
    private static final String AWAIT_WIDTH = """
            const [width, done] = arguments;
            const end = Date.now() + 10000;
            const look = () => (innerWidth === width || Date.now() > end ? done(innerWidth) : setTimeout(look, 20));
            look();
            """;

    private final RemoteWebDriver driver;
    private final Pictures pictures;

    ViewChecks(RemoteWebDriver driver) {
        this.driver = driver;
        this.pictures = new Pictures(driver);
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
        pictures.take("light");
        assertThat(driver.executeScript(DARK, true)).isNotEqualTo(light);
        pictures.take("dark");
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

    /** On a phone nobody has to scroll to the side. Each driver has its own way to make a view so narrow. */
    void assertFitsAPhone() {
        Dimension window = driver.manage().window().getSize();
        if (driver instanceof HasCdp chromium) {
            Map<String, Object> phone =
                    Map.of("width", PHONE.width, "height", PHONE.height, "deviceScaleFactor", 1, "mobile", false);
            chromium.executeCdpCommand("Emulation.setDeviceMetricsOverride", phone);
            assertNothingSticksOut();
            chromium.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        } else if (driver instanceof FirefoxDriver) {
            // Its window goes no narrower than 500 pixels.
            BrowsingContext tab = new BrowsingContext(driver, driver.getWindowHandle());
            tab.setViewport(PHONE.width, PHONE.height);
            assertNothingSticksOut();
            tab.setViewport(window.width, window.height);
        } else {
            driver.manage().window().setSize(PHONE);
            assertNothingSticksOut();
            driver.manage().window().setSize(window);
        }
    }

    private void assertNothingSticksOut() {
        Object narrow = driver.executeAsyncScript(AWAIT_WIDTH, PHONE.width);
        assertThat(narrow).isEqualTo((long) PHONE.width);
        pictures.take("phone");
        assertThat(driver.executeScript(
                        "return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as(driver.getCurrentUrl())
                .isEqualTo(0L);
    }
}
