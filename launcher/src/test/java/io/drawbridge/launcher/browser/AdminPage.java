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

    /** Opens the page, signs in at the local issuer as this role, and waits for a text of the first view. */
    void signIn(String role, String tenant, String text) {
        driver.get(url);
        press("Sign in");
        until("the issuer's form", () -> driver.getCurrentUrl().contains("/platform/authorize"));
        driver.findElement(By.id("role-" + role)).click();
        WebElement field = driver.findElement(By.id("tenant"));
        field.clear();
        field.sendKeys(tenant);
        press("Sign in");
        see(text);
    }

    /** Opens the page where the provider still knows who it is. */
    void comeBack(String hash, String text) {
        driver.get(url + hash);
        see(text);
    }

    /** Goes to a view, as a link would. */
    void go(String hash, String text) {
        driver.executeScript("location.hash = arguments[0]", hash);
        settled();
        see(text);
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

    String text() {
        return String.valueOf(driver.executeScript("return document.body.innerText"));
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
        assertAxeFindsNothing("light");
        assertThat(driver.executeScript(DARK, true)).isNotEqualTo(light);
        assertAxeFindsNothing("dark");
        driver.executeScript(DARK, false);
    }

    private void assertAxeFindsNothing(String mode) {
        Object result = driver.executeAsyncScript(RUN_AXE);
        if (!(result instanceof Map<?, ?> map)
                || !(map.get("found") instanceof List<?> found)
                || !(map.get("checked") instanceof Number checked)) {
            throw new AssertionError("axe gave no result: " + result);
        }
        assertThat(found).as(mode + ", " + driver.getCurrentUrl()).isEmpty();
        assertThat(checked.intValue()).isGreaterThan(10);
    }

    /** Waits until the view that was asked for is there. */
    void settled() {
        until(
                "the view",
                () -> Boolean.TRUE.equals(
                        driver.executeScript("return !document.querySelector('main[aria-busy], .loading')")));
    }

    /** Whether the document is as wide as what shows it, so that nobody has to scroll to the side. */
    void assertFitsTheWidth() {
        assertThat(driver.executeScript(
                        "return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as(driver.getCurrentUrl())
                .isEqualTo(0L);
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
