package io.drawbridge.launcher.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.gateway.Exchange;
import java.util.List;

/** That credentials, the preflight cache and refused methods behave as granted. */
final class GrantScenarios {

    private static final int FIREFOX_ATTEMPTS = 20;

    private final Sites sites;
    private final Urls urls;
    private final Tokens tokens;
    private final Checks checks;

    GrantScenarios(Sites sites, Urls urls, Tokens tokens, Checks checks) {
        this.sites = sites;
        this.urls = urls;
        this.tokens = tokens;
        this.checks = checks;
    }

    List<Scenario> all() {
        return List.of(
                new Scenario("credentials: acme's cookie is sent when asked for, and only then", this::cookies),
                new Scenario("credentials: globex's page cannot read what its cookie was sent with", this::withheld),
                new Scenario("preflight cache: within the max age, two DELETEs need one preflight", this::cached),
                new Scenario("preflight cache: with max age 0 each DELETE needs its own", this::notCached),
                new Scenario("preflight cache: one origin's does not serve another's", this::cachedPerOrigin));
    }

    private void cookies(Browser browser) {
        Page page = withCookie(browser, sites.acme());
        FetchRequest get = FetchRequest.of("GET", urls.sameSiteApi("/orders")).withBearer(tokens.good("acme"));
        String included = urls.newMark();
        String left = urls.newMark();
        FetchAnswer with = page.fetch(get.at(get.url() + included).withCredentials());
        FetchAnswer without = page.fetch(get.at(get.url() + left));
        assertThat(Checks.fulfilled(with).status()).isEqualTo(200);
        assertThat(Checks.fulfilled(without).status()).isEqualTo(200);
        assertThat(cookie(included, "OPTIONS 204", "GET 200")).contains("session=secret");
        assertThat(cookie(left, "OPTIONS 204", "GET 200")).isEmpty();
    }

    /** A plain GET is sent with its cookie before anybody can object; CORS then withholds the answer. */
    private void withheld(Browser browser) {
        Page page = withCookie(browser, sites.globex());
        String mark = urls.newMark();
        FetchRequest get =
                FetchRequest.of("GET", urls.sameSiteApi("/orders") + mark).withCredentials();
        assertThat(Checks.fulfilled(page.fetch(get)).status())
                .as("the constant 401")
                .isEqualTo(401);
        assertThat(cookie(mark, "GET 401")).contains("session=secret");
        String second = urls.newMark();
        FetchRequest allowed = get.at(urls.sameSiteApi("/orders") + second).withBearer(tokens.good("globex"));
        Checks.assertLearnsNothing(browser.kind(), page.fetch(allowed));
        assertThat(Checks.header(
                        Checks.last(checks.wire(second, List.of("OPTIONS 204"))), "access-control-allow-credentials"))
                .isEmpty();
    }

    private void cached(Browser browser) {
        List<String> wire = twoDeletes(browser, sites.acme());
        // In the first moments of a document Firefox may ask anew (seen: for 0.3 s); with max age 0 it always does.
        for (int i = 0; browser.kind() == BrowserKind.FIREFOX && wire.size() > 3 && i < FIREFOX_ATTEMPTS; i++) {
            wire = twoDeletes(browser, sites.acme());
        }
        assertThat(wire).containsExactly("OPTIONS 204", "DELETE 404", "DELETE 404");
    }

    private void notCached(Browser browser) {
        assertThat(twoDeletes(browser, sites.forgetful()))
                .containsExactly("OPTIONS 204", "DELETE 404", "OPTIONS 204", "DELETE 404");
    }

    /** Fetch, "CORS-preflight cache": an entry is for one origin. So nobody profits from acme's. */
    private void cachedPerOrigin(Browser browser) {
        String mark = urls.newMark();
        FetchRequest delete = delete(mark);
        FetchAnswer granted = browser.open(sites.acme().page()).fetch(delete);
        assertThat(Checks.fulfilled(granted).status()).isEqualTo(404);
        Checks.assertLearnsNothing(
                browser.kind(), browser.open(sites.nobody().page()).fetch(delete));
        checks.wire(mark, List.of("OPTIONS 204", "DELETE 404", "OPTIONS 403"));
    }

    private List<String> twoDeletes(Browser browser, Site site) {
        String mark = urls.newMark();
        Page page = browser.open(site.page());
        for (int i = 0; i < 2; i++) {
            assertThat(Checks.fulfilled(page.fetch(delete(mark))).status()).isEqualTo(404);
        }
        return checks.summaries(mark, 3);
    }

    private FetchRequest delete(String mark) {
        return FetchRequest.of("DELETE", urls.api("/orders/none") + mark).withBearer(tokens.good("acme"));
    }

    private Page withCookie(Browser browser, Site site) {
        Page page = browser.open(site.page());
        page.eval("return document.cookie = 'session=secret'");
        return page;
    }

    private String cookie(String mark, String... wire) {
        Exchange last = Checks.last(checks.wire(mark, List.of(wire)));
        return last.request().header("cookie").orElse("");
    }
}
