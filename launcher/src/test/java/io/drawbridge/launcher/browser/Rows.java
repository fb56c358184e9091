package io.drawbridge.launcher.browser;

import io.drawbridge.launcher.browser.Expected.LearnsNothing;
import io.drawbridge.launcher.browser.Expected.Reads;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The rows of the decision table that a page of another origin can cause, as one site must see them. */
final class Rows {

    private static final String JSON = "application/json";
    private static final String ORDER = "{\"item\":\"portcullis\",\"quantity\":1}";
    private static final int ELEVEN_MEGABYTES = 11 * 1024 * 1024;

    private final Urls urls;
    private final Tokens tokens;
    private final Site site;
    private final String tenant;
    private final String otherTenant;

    /** Nobody's page tries acme's tokens. */
    Rows(Urls urls, Tokens tokens, Site site) {
        this.urls = urls;
        this.tokens = tokens;
        this.site = site;
        this.tenant = site.isRegistered() ? site.tenant() : "acme";
        this.otherTenant = tenant.equals("acme") ? "globex" : "acme";
    }

    List<Row> all() {
        Stream<Row> rows = Stream.of(allowed(), refusedTokens(), forbidden(), faults())
                .flatMap(List::stream)
                .map(row -> site.isRegistered() ? row : refused(row));
        return Stream.concat(rows, outages().stream()).toList();
    }

    private List<Row> allowed() {
        String token = tokens.good(tenant);
        FetchRequest list = get("/orders");
        FetchRequest place =
                FetchRequest.of("POST", urls.api("/orders")).withBearer(token).withBody(JSON, ORDER, 1);
        FetchRequest delete =
                FetchRequest.of("DELETE", urls.api("/orders/none")).withBearer(token);
        Reads listed = reads("GET", 200, "\"tenant\":\"" + tenant + "\"");
        return List.of(
                new Row(
                        "row 1, a DELETE",
                        delete,
                        site.methods().contains("DELETE")
                                ? reads("DELETE", 404, "order_not_found")
                                // The preflight is answered with the tenant's true list, so the browser itself stops
                                // here.
                                : new LearnsNothing(List.of("OPTIONS 204"), "")),
                new Row(
                        "row 4, a good token",
                        list.withBearer(token),
                        listed.withHeader("x-request-id", "").withHeaderIf(false, "x-amzn-RequestId")),
                new Row("row 4, a good token of the tenant's own issuer", list.withBearer(tokens.own(tenant)), listed),
                new Row(
                        "row 4, an order placed, its ETag",
                        place,
                        reads("POST", 201, "portcullis")
                                .withHeaderIf(site.exposed().contains("etag"), "etag")),
                new Row(
                        "row 4, a good token with credentials",
                        list.withBearer(token).withCredentials(),
                        site.credentials() ? listed : new LearnsNothing(List.of("OPTIONS 204"), "")));
    }

    private List<Row> refusedTokens() {
        return List.of(
                new Row(
                        "row 5, no token",
                        get("/orders"),
                        unauthorized("GET 401").withHeader("www-authenticate", "Bearer")),
                // The one answer that is the same for every grant: it holds nothing that credentials could reveal.
                new Row("row 5, no token with credentials", get("/orders").withCredentials(), unauthorized("GET 401")),
                refusedToken("row 6, what is no token", "this.is-not.a-token"),
                refusedToken("row 6, a token with a forged signature", tokens.forged(tenant)),
                refusedToken("row 6, a token of an issuer that nobody registered", tokens.ofStranger(tenant)),
                refusedToken("row 6, a token for another API", tokens.forAnotherApi(tenant)),
                refusedToken("row 6, a token of the other tenant's own issuer", tokens.own(otherTenant)),
                refusedToken("row 7, an expired token", tokens.expired(tenant)));
    }

    private List<Row> forbidden() {
        FetchRequest good = get("/orders").withBearer(tokens.good(tenant));
        return List.of(
                new Row(
                        "row 8, a token without the scope",
                        get("/orders").withBearer(tokens.withoutScope(tenant)),
                        reads("GET", 403, error("insufficient_scope"))),
                new Row(
                        "row 9, a token of the shared issuer for the other tenant",
                        get("/orders").withBearer(tokens.good(otherTenant)),
                        reads("GET", 403, error("forbidden"))),
                new Row(
                        "row 14, a token whose issuer's keys cannot be fetched",
                        get("/orders").withBearer(tokens.offline(tenant)),
                        reads("GET", 403, error("jwks_unavailable"))
                                .withHeaderIf(site.exposed().contains("retry-after"), "retry-after")),
                new Row(
                        "row 17, a path with an empty segment",
                        good.at(urls.api("/no//such/route")),
                        reads("GET", 403, error("bad_request"))),
                new Row(
                        "row 17, a method override",
                        good.withHeader("X-HTTP-Method-Override", "DELETE"),
                        site.credentials()
                                ? reads("GET", 403, error("bad_request"))
                                // Globex does not grant the header.
                                : new LearnsNothing(List.of("OPTIONS 204"), "")));
    }

    private List<Row> faults() {
        String token = tokens.good(tenant);
        return List.of(
                new Row(
                        "row 12, a backend that is too slow",
                        get("/orders/slow").withBearer(token),
                        reads("GET", 504, error("integration_timeout"))),
                new Row(
                        "row 12, a backend that fails",
                        get("/orders/broken").withBearer(token),
                        reads("GET", 502, error("integration_failure"))),
                new Row(
                        "row 13, an unknown route",
                        get("/no/such/route").withBearer(token),
                        reads("GET", 404, error("not_found"))),
                new Row(
                        "row 19, a body of 11 MB",
                        FetchRequest.of("POST", urls.api("/orders"))
                                .withBearer(token)
                                .withBody("text/plain", "x", ELEVEN_MEGABYTES),
                        new LearnsNothing(List.of("OPTIONS 204", "POST 413"), "")));
    }

    /** Here even a registered page learns nothing, for nobody could check its origin. */
    private List<Row> outages() {
        return List.of(
                new Row(
                        "row 15, a registry that cannot be read",
                        FetchRequest.of("GET", urls.withoutRegistry("/orders")),
                        new LearnsNothing(List.of("GET 403"), error("registry_unavailable"))),
                new Row(
                        "row 15, a registry that cannot be read, asked with a good token",
                        FetchRequest.of("GET", urls.withoutRegistry("/orders")).withBearer(tokens.good(tenant)),
                        new LearnsNothing(List.of("OPTIONS 403"), error("registry_unavailable"))),
                new Row(
                        "row 18, an authorizer that fails",
                        FetchRequest.of("GET", urls.withoutAuthorizer("/orders")),
                        new LearnsNothing(List.of("GET 500"), error("internal_error"))));
    }

    /** What every row is to a page that nobody registered: the same. */
    private static Row refused(Row row) {
        FetchRequest request = row.request();
        boolean preflighted = request.headers().containsKey("Authorization");
        String wire = preflighted ? "OPTIONS 403" : request.method() + " 403";
        return new Row(row.name(), request, new LearnsNothing(List.of(wire), error("origin_not_allowed")));
    }

    private FetchRequest get(String path) {
        return FetchRequest.of("GET", urls.api(path));
    }

    private Row refusedToken(String name, String token) {
        return new Row(name, get("/orders").withBearer(token), unauthorized("OPTIONS 204", "GET 401"));
    }

    private static Reads unauthorized(String... wire) {
        return new Reads(List.of(wire), 401, error("unauthorized"), Map.of(), List.of());
    }

    private static Reads reads(String method, int status, String body) {
        return new Reads(List.of("OPTIONS 204", method + " " + status), status, body, Map.of(), List.of());
    }

    private static String error(String code) {
        return "\"error\":\"" + code + "\"";
    }
}
