package io.drawbridge.launcher.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.By;
import org.openqa.selenium.remote.RemoteWebDriver;

/** What a developer sees at {@code /_traffic} while a front end of theirs is refused, in every browser of this machine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TrafficPageIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(50);

    /** What drivers make of a table's text differs. */
    private static final String TEXTS = """
            const all = document.querySelector('details[open]').querySelectorAll('summary > *, h2, p, td, pre');
            return [...all].map((element) => element.textContent).join('\\n');
            """;

    private final Sites sites = new Sites();
    private final Browsers browsers = new Browsers();
    private final HttpClient client = HttpClient.newHttpClient();
    private Product product;

    @BeforeAll
    void start() {
        product = Product.withTrafficPage(sites);
    }

    @AfterAll
    void stop() {
        browsers.close();
        product.close();
        sites.close();
    }

    @TestFactory
    Stream<DynamicNode> every_browser() {
        return Stream.of(BrowserKind.values())
                .map(kind -> dynamicTest(
                        kind + ", a refusal is followed from what came in to what went out", () -> run(kind)));
    }

    private void run(BrowserKind kind) {
        if (!kind.missing().isEmpty()) {
            String missing =
                    "traffic page: " + kind + " not run, this machine lacks " + String.join(", ", kind.missing()) + ".";
            if ("required".equals(System.getenv("DRAWBRIDGE_BROWSERS"))) {
                fail(missing);
            }
            abort(missing);
        }
        browsers.check(kind, "the traffic page", this::follow);
    }

    private void follow(Browser browser) {
        RemoteWebDriver driver = browser.driver();
        driver.get(product.urls().api("/_traffic"));
        await(driver, "return document.getElementById('state').textContent === 'Live'");
        String token = product.tokens().expired("acme");
        String mark = product.urls().newMark();
        String own = browser.kind() + "-expired";
        send("/orders/" + own + mark, sites.acme().origin(), token);
        send("/orders" + mark, sites.nobody().origin(), token);
        send("/orders/escaped" + mark, "https://<img src=x onerror=window.pwned=1>", token);

        // It appears by itself.
        await(driver, "return document.querySelector('#requests').innerText.includes('" + own + "')");
        driver.findElement(By.id("filter")).sendKeys(own);
        await(driver, "return document.querySelectorAll('details:not([hidden])').length === 1");
        new Keyboard(driver).to("Pause");
        driver.findElement(By.cssSelector("details:not([hidden]) summary")).click();
        await(driver, "return document.querySelector('details[open] .parts') !== null");
        String parts = String.valueOf(driver.executeScript(TEXTS));

        assertThat(parts)
                .contains("token_expired · acme", "Came in", "?check=…", "authorization\nBearer … (")
                .contains("unauthorized, in ", "It returned no context.", "exp has passed")
                .contains("UNAUTHORIZED, as the template defines it.")
                .contains(
                        "Went out",
                        "401 after ",
                        "Access-Control-Allow-Origin\n" + sites.acme().origin())
                .contains("\"error\": \"unauthorized\"");
        ViewChecks view = new ViewChecks(driver);
        view.assertAccessible();
        view.assertFitsAPhone();
        clear(driver);
        for (var summary : driver.findElements(By.cssSelector("details:not([open]) summary"))) {
            summary.click();
        }
        await(driver, "return document.querySelectorAll('details .parts').length >= 3");
        assertThat(driver.getPageSource()).doesNotContain(token);
        assertThat(driver.executeScript("return typeof window.pwned")).isEqualTo("undefined");
        assertThat(driver.findElements(By.cssSelector("#requests img"))).isEmpty();
    }

    private static void clear(RemoteWebDriver driver) {
        driver.executeScript(
                "const f = document.getElementById('filter'); f.value = ''; f.dispatchEvent(new Event('input'))");
    }

    private static void await(RemoteWebDriver driver, String script) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!Boolean.TRUE.equals(driver.executeScript(script))) {
            assertThat(Instant.now()).as(script).isBefore(end);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private void send(String target, String origin, String token) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(product.urls().api(target)))
                .header("origin", origin)
                .header("authorization", "Bearer " + token)
                .build();
        try {
            client.send(request, BodyHandlers.discarding());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
