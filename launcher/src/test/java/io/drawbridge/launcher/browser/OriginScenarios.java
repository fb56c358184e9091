package io.drawbridge.launcher.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.gateway.Exchange;
import io.drawbridge.launcher.browser.FetchAnswer.Fulfilled;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Pages whose origin is the API's own, opaque, or of no use any more. */
final class OriginScenarios {

    private static final String REFUSED = "\"error\":\"origin_not_allowed\"";

    private final Sites sites;
    private final Urls urls;
    private final Tokens tokens;
    private final Checks checks;

    OriginScenarios(Sites sites, Urls urls, Tokens tokens, Checks checks) {
        this.sites = sites;
        this.urls = urls;
        this.tokens = tokens;
        this.checks = checks;
    }

    List<Scenario> all() {
        Stream<Scenario> opaque = Stream.of(Page.OpaqueFrame.values())
                .map(kind -> new Scenario(
                        "row 10, a frame with the origin null (" + kind + ") in acme's page learns nothing",
                        browser -> opaqueFrame(browser, kind)));
        Stream<Scenario> others = Stream.of(
                new Scenario("row 2, a suspended tenant and an expired pattern look like nobody", this::alike),
                new Scenario("row 3, the API's own page reads a GET without Origin", this::ownPageGets),
                new Scenario("row 11, the API's own page reads a POST with its own Origin", this::ownPagePosts),
                new Scenario("row 16, without Origin a token for an unknown tenant is a 403", this::unknownTenant),
                new Scenario("row 10, what nobody's page may send without CORS tells it nothing", this::opaqueAnswer));
        return Stream.concat(opaque, others).toList();
    }

    private void opaqueFrame(Browser browser, Page.OpaqueFrame kind) {
        Page page = browser.open(sites.acme().page());
        String simple = urls.newMark();
        String preflighted = urls.newMark();
        FetchRequest get = FetchRequest.of("GET", urls.api("/orders"));
        FetchAnswer without = page.fetchIn(kind, get.at(get.url() + simple));
        FetchAnswer with = page.fetchIn(kind, get.at(get.url() + preflighted).withBearer(tokens.good("acme")));
        Checks.assertLearnsNothing(browser.kind(), without);
        Checks.assertLearnsNothing(browser.kind(), with);
        assertRefused(checks.wire(simple, List.of("GET 403")), "null");
        assertRefused(checks.wire(preflighted, List.of("OPTIONS 403")), "null");
    }

    private void alike(Browser browser) {
        List<String> answers = Stream.of(sites.nobody(), sites.suspended(), sites.expired())
                .map(site -> refusedPreflight(browser, site))
                .distinct()
                .toList();
        assertThat(answers).as("headers and body, without ids and dates").hasSize(1);
    }

    private String refusedPreflight(Browser browser, Site site) {
        String mark = urls.newMark();
        FetchRequest delete = FetchRequest.of("DELETE", urls.api("/orders/none") + mark);
        Checks.assertLearnsNothing(browser.kind(), browser.open(site.page()).fetch(delete));
        List<Exchange> wire = checks.wire(mark, List.of("OPTIONS 403"));
        assertRefused(wire, site.origin());
        Exchange refusal = Checks.last(wire);
        String id = refusal.requestId();
        return (refusal.response().headers() + Traffic.body(refusal))
                .replace(id, "ID")
                .replaceAll("(?i)(x-amz[a-z-]*-id|x-amzn-trace-id|date), value=[^\\]]*", "$1");
    }

    private void ownPageGets(Browser browser) {
        Fulfilled read = fromOwnPage(
                browser, FetchRequest.of("GET", urls.api("/orders")).withBearer(tokens.good("acme")), "GET 200", "");
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.body()).contains("\"tenant\":\"acme\"");
    }

    private void ownPagePosts(Browser browser) {
        FetchRequest post = FetchRequest.of("POST", urls.api("/orders"))
                .withBearer(tokens.good("acme"))
                .withBody("application/json", "{\"item\":\"portcullis\",\"quantity\":1}", 1);
        Fulfilled read = fromOwnPage(browser, post, "POST 201", urls.api(""));
        assertThat(read.status()).isEqualTo(201);
        assertThat(read.headers())
                .as("a page reads every header of its own origin")
                .containsKey("etag");
    }

    private void unknownTenant(Browser browser) {
        FetchRequest get = FetchRequest.of("GET", urls.api("/orders")).withBearer(tokens.good("nobody"));
        Fulfilled read = fromOwnPage(browser, get, "GET 403", "");
        assertThat(read.status()).isEqualTo(403);
        assertThat(read.body()).contains("\"error\":\"forbidden\"");
    }

    /** Opens an answer of the API as the document, which so has the API's origin, and fetches in it. */
    private Fulfilled fromOwnPage(Browser browser, FetchRequest request, String wire, String origin) {
        String mark = urls.newMark();
        FetchAnswer answer = browser.open(urls.api("/orders?document")).fetch(request.at(request.url() + mark));
        Exchange exchange = Checks.last(checks.wire(mark, List.of(wire)));
        assertThat(exchange.request().header("origin").orElse("")).isEqualTo(origin);
        Checks.assertNoGrant(exchange);
        Fulfilled read = Checks.fulfilled(answer);
        assertThat(read.type()).isEqualTo("basic");
        return read;
    }

    /** Fetch lets any page send this; the answer is filtered to nothing ("opaque filtered response"), and so are its timings. */
    private void opaqueAnswer(Browser browser) {
        String mark = urls.newMark();
        String url = urls.api("/orders") + mark;
        Page page = browser.open(sites.nobody().page());
        FetchAnswer answer = page.fetch(FetchRequest.of("GET", url).withoutCors());
        assertThat(answer).isEqualTo(new Fulfilled("opaque", 0, Map.of(), ""));
        checks.wire(mark, List.of("GET 401"));
        Object sizes = page.eval("""
                return performance.getEntriesByName(arguments[0])
                    .map((entry) => [entry.responseStatus || 0, entry.transferSize || 0, entry.encodedBodySize || 0]);
                """, url);
        assertThat(sizes.toString()).isIn("[]", "[[0, 0, 0]]");
    }

    private static void assertRefused(List<Exchange> wire, String origin) {
        Exchange refusal = Checks.last(wire);
        assertThat(refusal.request().header("origin")).hasValue(origin);
        assertThat(Traffic.body(refusal)).contains(REFUSED);
        Checks.assertNoGrant(refusal);
    }
}
