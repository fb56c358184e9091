package io.drawbridge.launcher.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** What Chromium's console tells the developer, and only the developer, of a refusal. No other driver hands its console out. */
final class ConsoleScenarios {

    private final Sites sites;
    private final Urls urls;
    private final Tokens tokens;

    ConsoleScenarios(Sites sites, Urls urls, Tokens tokens) {
        this.sites = sites;
        this.urls = urls;
        this.tokens = tokens;
    }

    List<Scenario> all() {
        return List.of(
                new Scenario("the console names the missing header to nobody's developer", this::originRefused),
                new Scenario("the console names the method that globex lacks", this::methodRefused),
                new Scenario("the console names the credentials that globex lacks", this::credentialsRefused));
    }

    private void originRefused(Browser browser) {
        assertThat(console(browser, sites.nobody(), FetchRequest.of("GET", urls.api("/orders"))))
                .contains("has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the"
                        + " requested resource.");
    }

    /** The preflight answers 204 with the true list, which is why the browser can say this. */
    private void methodRefused(Browser browser) {
        FetchRequest delete =
                FetchRequest.of("DELETE", urls.api("/orders/none")).withBearer(tokens.good("globex"));
        assertThat(console(browser, sites.globex(), delete))
                .contains(
                        "has been blocked by CORS policy: Method DELETE is not allowed by Access-Control-Allow-Methods"
                                + " in preflight response.");
    }

    private void credentialsRefused(Browser browser) {
        FetchRequest get = FetchRequest.of("GET", urls.api("/orders"))
                .withBearer(tokens.good("globex"))
                .withCredentials();
        assertThat(console(browser, sites.globex(), get))
                .contains(
                        "The value of the 'Access-Control-Allow-Credentials' header in the response is '' which must be"
                                + " 'true' when the request's credentials mode is 'include'.");
    }

    private String console(Browser browser, Site site, FetchRequest request) {
        Page page = browser.open(site.page());
        String before = browser.console();
        Checks.assertLearnsNothing(browser.kind(), page.fetch(request.at(request.url() + urls.newMark())));
        assertThat(before).isNotNull();
        return browser.console();
    }
}
