package io.drawbridge.launcher.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.gateway.Exchange;
import io.drawbridge.gateway.api.GatewayResponseType;
import io.drawbridge.gateway.response.AppliedResponse;
import io.drawbridge.launcher.browser.FetchAnswer.Rejected;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** What needs the product's hand: an origin that is revoked while a page of it is open, and the demo page. */
final class ProductScenarios {

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int ATTEMPTS = 300;

    private final Sites sites;
    private final Product product;
    private final Checks checks;

    ProductScenarios(Sites sites, Product product, Checks checks) {
        this.sites = sites;
        this.product = product;
        this.checks = checks;
    }

    List<Scenario> all() {
        return List.of(
                new Scenario(
                        "preflight cache: a revoked origin's page can do nothing with what it remembers",
                        this::revoked),
                new Scenario("the demo page finds every row as the table says", this::demo));
    }

    private void revoked(Browser browser) {
        Site site = sites.revocable(browser.kind());
        Page page = browser.open(site.page());
        String mark = product.urls().newMark();
        FetchRequest delete = FetchRequest.of("DELETE", product.urls().api("/orders/none") + mark)
                .withBearer(product.tokens().good("acme"));
        assertThat(Checks.fulfilled(page.fetch(delete)).status()).isEqualTo(404);
        product.revoke(site);
        awaitRefusal(page);

        Checks.assertLearnsNothing(browser.kind(), page.fetch(delete));

        List<String> wire = checks.summaries(mark, 3);
        assertThat(wire).startsWith("OPTIONS 204", "DELETE 404").hasSize(3);
        // Firefox at times does not use its cache; what it then asks is refused too.
        boolean firefox = browser.kind() == BrowserKind.FIREFOX;
        assertThat(wire.get(2)).isIn("DELETE 403", firefox ? "OPTIONS 403" : "DELETE 403");
        Exchange late = checks.last(mark);
        assertThat(late.gatewayResponse().map(AppliedResponse::type))
                .as("refused by the gateway, so the backend never saw it")
                .hasValue(GatewayResponseType.ACCESS_DENIED);
    }

    /** A change is in force after the registry's cache time and one second. */
    private void awaitRefusal(Page page) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            FetchRequest get = FetchRequest.of(
                    "GET", product.urls().api("/orders") + product.urls().newMark());
            if (page.fetch(get) instanceof Rejected) {
                return;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new AssertionError("The revocation is not in force after " + PAUSE.multipliedBy(ATTEMPTS));
    }

    private void demo(Browser browser) {
        Page page = browser.open(product.demoPage());
        await(page, "return document.getElementById('rows').childElementCount > 0");
        page.eval("document.getElementById('run-all').click(); return true");
        await(page, "return !document.getElementById('run-all').disabled");
        assertThat(summary(page)).matches("(\\d+) of \\1 run: \\1 as the table says, none differing\\.");
    }

    private static void await(Page page, String condition) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (Boolean.TRUE.equals(page.eval(condition))) {
                return;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new AssertionError("Not true after " + PAUSE.multipliedBy(ATTEMPTS) + ": " + condition);
    }

    private static String summary(Page page) {
        return String.valueOf(page.eval("return document.getElementById('summary').textContent"));
    }
}
