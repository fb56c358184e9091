package io.drawbridge.launcher.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

    /** Every breach of the page's Content-Security-Policy and every request from now on, until the document is left. */
    private static final String WATCH = """
            if (!window.breaches) {
              const send = window.fetch;
              window.sent = [];
              window.fetch = (url, options) => {
                window.sent.push([options?.method ?? 'GET', new URL(url).pathname]);
                return send(url, options);
              };
              window.breaches = [];
              addEventListener('securitypolicyviolation', (event) =>
                window.breaches.push(event.effectiveDirective + ' ' + event.blockedURI + ' ' + event.sourceFile));
            }
            """;

    private final RemoteWebDriver driver;
    private final String url;
    private final ViewChecks view;

    AdminPage(Browser browser, String url) {
        this.driver = browser.driver();
        this.url = url;
        this.view = new ViewChecks(driver);
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
        fillIn(role, tenant);
        see(text);
        driver.executeScript(WATCH);
    }

    /** The issuer's own form. */
    private void fillIn(String role, String tenant) {
        until("the issuer's form", () -> driver.getCurrentUrl().contains("/platform/authorize"));
        driver.findElement(By.id("role-" + role)).click();
        WebElement field = driver.findElement(By.id("tenant"));
        field.clear();
        field.sendKeys(tenant);
        press("Sign in");
    }

    /** Signs in again in the window that the page opens for it. */
    void signInAgain(String role) {
        String window = driver.getWindowHandle();
        press("Sign in again");
        until("a window", () -> driver.getWindowHandles().size() == 2);
        driver.getWindowHandles().stream()
                .filter(other -> !other.equals(window))
                .forEach(other -> driver.switchTo().window(other));
        fillIn(role, "acme");
        until("its end", () -> driver.getWindowHandles().size() == 1);
        driver.switchTo().window(window);
    }

    /** Opens the page as whoever comes, and waits for a text. */
    void visit(String text) {
        driver.get(url);
        see(text);
    }

    /** Opens the page where the provider still knows who it is. */
    void comeBack(String hash, String text) {
        driver.get(url + hash);
        see(text);
    }

    /** Goes to a view, as a link would, and waits until it is the one that is shown. */
    void go(String hash, String title) {
        go(hash);
        arrive(title);
    }

    void go(String hash) {
        driver.executeScript("location.hash = arguments[0]", hash);
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

    /** As somebody does whose finger was too quick. */
    void pressTwice(String name) {
        act(
                By.xpath(".//button[normalize-space()=\"" + name + "\"]"),
                e -> driver.executeScript("arguments[0].click(); arguments[0].click();", e));
    }

    /** Opens what has this text in its summary. */
    void openWith(String text) {
        act(By.xpath(".//summary[contains(normalize-space(), \"" + text + "\")]"), WebElement::click);
    }

    /** Keeps the next file that the page makes, which a browser without a head would put anywhere. */
    void keepFiles() {
        driver.executeScript("""
                const make = URL.createObjectURL;
                URL.createObjectURL = (blob) => {
                  blob.text().then((text) => { window.made = text; });
                  return make.call(URL, blob);
                };
                """);
    }

    /** The file that the page made. */
    String file() {
        until("a file", () -> Boolean.TRUE.equals(driver.executeScript("return typeof window.made === 'string'")));
        return String.valueOf(driver.executeScript("return window.made"));
    }

    /** Chooses a file of this content, as a person does in the browser's own window. */
    void choose(String name, String content) {
        try {
            Path folder = Files.createTempDirectory("admin-page");
            Path file = Files.writeString(folder.resolve(name), content);
            act(By.cssSelector("input[type=file]"), e -> e.sendKeys(file.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Chooses a file of so many blanks. */
    void chooseBlank(String name, int bytes) {
        choose(name, " ".repeat(bytes));
    }

    /** Answers the next requests for what ends so with these instead, after the API has done what they ask. */
    void loseAnswers(String end, List<Integer> statuses) {
        driver.executeScript("""
                const [end, statuses] = arguments;
                const send = window.fetch;
                window.fetch = async (url, options) => {
                  const answer = await send(url, options);
                  return new URL(url).pathname.endsWith(end) && statuses.length
                    ? new Response('{"message":"Endpoint request timed out"}', {status: statuses.shift()}) : answer;
                };
                """, end, statuses);
    }

    /** Has the API refuse the token of the next such request, as it does once it is revoked. */
    void refuseToken(String method, String end) {
        driver.executeScript("""
                const [method, end] = arguments;
                const send = window.fetch;
                let done = false;
                window.fetch = async (url, options) => {
                  const refused = !done && options?.method === method && new URL(url).pathname.endsWith(end);
                  done ||= refused;
                  return refused ? new Response('{"error":"unauthorized"}', {status: 401}) : send(url, options);
                };
                """, method, end);
    }

    /** By the page's clock it is another day, until it is told the time again. */
    void letTimePass() {
        driver.executeScript("window.time ??= window.Date.now; window.Date.now = () => window.time() + 86400000");
    }

    void tellTheTime() {
        driver.executeScript("window.Date.now = window.time");
    }

    /** What a field holds. */
    String typed(String label) {
        return String.valueOf(driver.findElement(field(label)).getDomProperty("value"));
    }

    /** Keeps requests for what ends so from leaving, until they are released. */
    void holdRequests(String end) {
        driver.executeScript("""
                const send = window.fetch;
                const released = new Promise((resolve) => { window.release = resolve; });
                window.fetch = async (url, options) => {
                  await (new URL(url).pathname.endsWith(arguments[0]) ? released : undefined);
                  return send(url, options);
                };
                """, end);
    }

    void releaseRequests() {
        driver.executeScript("window.release()");
    }

    /** How many requests of this method, for what ends so, the page has sent since somebody signed in. */
    long sent(String method, String end) {
        Object count = driver.executeScript(
                "return window.sent.filter(([method, path]) => method === arguments[0] && path.endsWith(arguments[1])).length",
                method,
                end);
        return count instanceof Number number ? number.longValue() : -1;
    }

    String origin() {
        return url.substring(0, url.lastIndexOf('/'));
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

    /** Looks at a view whole: nothing of it ran, axe finds nothing in light or dark, and it fits a phone. */
    void look() {
        assertNothingRan();
        assertAccessible();
        view.assertFitsAPhone();
    }

    void assertAccessible() {
        view.assertAccessible();
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

    /** Waits until a script returns true. */
    void await(String script) {
        until(script, () -> Boolean.TRUE.equals(driver.executeScript(script)));
    }

    Object script(String script, Object... arguments) {
        return Objects.requireNonNull(driver.executeScript(script, arguments));
    }
}
