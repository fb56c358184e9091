package io.drawbridge.launcher.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drawbridge.launcher.browser.FetchAnswer.Fulfilled;
import io.drawbridge.launcher.golden.StoppedClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What pages of tenants with a usage plan see, in Chromium; the other engines read a 429 as they read any other answer. */
final class UsagePlanProofIT {

    @Test
    void a_page_reads_the_429_of_its_own_tenant_and_nobody_elses() {
        // Where it is not installed, BrowserProofIT says so, and fails where browsers are required.
        assumeTrue(BrowserKind.CHROMIUM.missing().isEmpty());
        StoppedClock clock = new StoppedClock();
        try (Sites sites = new Sites();
                Product product = Product.withPlans(sites, clock);
                Browsers browsers = new Browsers()) {
            browsers.check(BrowserKind.CHROMIUM, "usage plans", browser -> {
                assertThat(fetch(browser, sites.acme(), product, "acme").status())
                        .isEqualTo(200);
                assertThat(fetch(browser, sites.acme(), product, "acme").status())
                        .isEqualTo(200);

                Fulfilled throttled = fetch(browser, sites.acme(), product, "acme");

                assertThat(throttled.type()).isEqualTo("cors");
                assertThat(throttled.status()).isEqualTo(429);
                assertThat(throttled.headers()).containsEntry("retry-after", "1");
                assertThat(throttled.body())
                        .startsWith(
                                "{\"error\":\"throttled\",\"message\":\"Too many requests. Slow down and try again.\"");
                assertThat(fetch(browser, sites.globex(), product, "globex").status())
                        .isEqualTo(200);
                Checks.assertLearnsNothing(
                        browser.kind(), browser.open(sites.nobody().page()).fetch(request(product, "acme")));
                clock.forward(Duration.ofSeconds(1));
                assertThat(fetch(browser, sites.acme(), product, "acme").status())
                        .isEqualTo(200);
            });
        }
    }

    private static Fulfilled fetch(Browser browser, Site site, Product product, String tenant) {
        return Checks.fulfilled(browser.open(site.page()).fetch(request(product, tenant)));
    }

    private static FetchRequest request(Product product, String tenant) {
        return FetchRequest.of(
                        "GET", product.urls().api("/orders") + product.urls().newMark())
                .withBearer(product.tokens().good(tenant));
    }
}
