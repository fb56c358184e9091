package io.drawbridge.launcher.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chromium.HasCdp;
import org.openqa.selenium.remote.RemoteWebDriver;

/** The admin page in one browser, used as a person uses it: by what is written on things. */
final class AdminPage {

    /** A machine that does something else too. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

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

    /** Every breach of the page's Content-Security-Policy from now on, until the document is left. */
    private static final String WATCH = """
            if (!window.breaches) {
              window.breaches = [];
              addEventListener('securitypolicyviolation', (event) =>
                window.breaches.push(event.effectiveDirective + ' ' + event.blockedURI + ' ' + event.sourceFile));
            }
            """;

    /** A CSS pixel is one of the device's here; as narrow as a small phone. */
    private static final int PHONE_WIDTH = 360;

    private static final int PHONE_HEIGHT = 740;

    private final RemoteWebDriver driver;
    private final String url;

    AdminPage(Browser browser, String url) {
        this.driver = browser.driver();
        this.url = url;
    }

    private static String read(String resource) {
        try (InputStream in = Objects.requireNonNull(AdminPage.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens the page, signs in at the local issuer as this role if nobody is signed in, and waits for a text of the first view. */
    void signIn(String role, String tenant, String text) {
        driver.get(url);
        until("the page", () -> text().contains("Sign in") || text().contains("Sign out"));
        if (text().contains("Sign out")) {
            see(text);
            driver.executeScript(WATCH);
            return;
        }
        press("Sign in");
        until("the issuer's form", () -> driver.getCurrentUrl().contains("/platform/authorize"));
        driver.findElement(By.id("role-" + role)).click();
        WebElement field = driver.findElement(By.id("tenant"));
        field.clear();
        field.sendKeys(tenant);
        press("Sign in");
        see(text);
        driver.executeScript(WATCH);
    }

    /** Opens the page where the provider still knows who it is. */
    void comeBack(String hash, String text) {
        driver.get(url + hash);
        see(text);
    }

    /** Goes to a view, as a link would, and waits until it is the one that is shown. */
    void go(String hash, String title) {
        driver.executeScript("location.hash = arguments[0]", hash);
        arrive(title);
    }

    /** Waits until the view with this title is shown whole. */
    void arrive(String title) {
        until(
                title,
                () -> Boolean.TRUE.equals(driver.executeScript(
                        "return document.title === arguments[0] && !document.querySelector('main[aria-busy]')",
                        title + " · Drawbridge")));
    }

    void press(String name) {
        act(By.xpath(".//*[self::button or self::a][normalize-space()=\"" + name + "\"]"), WebElement::click);
    }

    void open(String summary) {
        act(By.xpath(".//summary[normalize-space()=\"" + summary + "\"]"), WebElement::click);
    }

    void type(String label, String text) {
        act(field(label), e -> {
            e.clear();
            e.sendKeys(text);
        });
    }

    private static By field(String label) {
        return By.xpath(".//*[@id=//label[starts-with(normalize-space(), \"" + label + "\")]/@for]");
    }

    /** Only what is in front: the topmost dialog if one is open. */
    private void act(By by, Consumer<WebElement> action) {
        until(by.toString(), () -> {
            List<WebElement> dialogs = driver.findElements(By.cssSelector("dialog[open]"));
            WebElement place =
                    dialogs.isEmpty() ? driver.findElement(By.tagName("body")) : dialogs.get(dialogs.size() - 1);
            WebElement shown = place.findElements(by).stream()
                    .filter(WebElement::isDisplayed)
                    .findFirst()
                    .orElseThrow(() -> new NoSuchElementException(by.toString()));
            action.accept(shown);
            return true;
        });
    }

    /** Waits until this is to be read. */
    void see(String text) {
        until("“" + text + "”", () -> text().contains(text));
    }

    void seeNoMore(String text) {
        until("no “" + text + "”", () -> !text().contains(text));
    }

    int count(String css) {
        return driver.findElements(By.cssSelector(css)).size();
    }

    String text() {
        return String.valueOf(driver.executeScript("return document.body?.innerText ?? ''"));
    }

    private void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        RuntimeException last = new IllegalStateException("It did not come about");
        while (System.nanoTime() < end) {
            try {
                if (condition.getAsBoolean()) {
                    return;
                }
            } catch (NoSuchElementException | StaleElementReferenceException | ElementNotInteractableException e) {
                last = e;
            }
            pause();
        }
        throw new AssertionError("Waited for " + what + " at " + driver.getCurrentUrl() + ":\n" + text(), last);
    }

    private static void pause() {
        try {
            Thread.sleep(40);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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

    /** That the policy was not breached since somebody signed in, and that a breach would have been heard. */
    void assertPolicyWasKept() {
        assertThat(driver.executeScript("return window.breaches")).isEqualTo(List.of());
        driver.executeScript("document.body.append(Object.assign(new Image(), {src: 'https://elsewhere.invalid/'}))");
        until("a breach", () -> Objects.equals(driver.executeScript("return window.breaches.length"), 1L));
    }

    /** Nothing that lasts longer than the page may hold a token. */
    void assertTokenIsKeptNowhere() {
        Object kept =
                driver.executeScript("return JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie,"
                        + " location.href, document.documentElement.outerHTML])");
        // A JWT begins so, whatever its header says.
        assertThat(String.valueOf(kept)).doesNotContain("eyJ");
    }

    /** Whether a text of the API ever ran. */
    void assertNothingRan() {
        assertThat(driver.executeScript("return window.pwned === undefined")).isEqualTo(true);
    }

    Object script(String script, Object... arguments) {
        return Objects.requireNonNull(driver.executeScript(script, arguments));
    }
}
