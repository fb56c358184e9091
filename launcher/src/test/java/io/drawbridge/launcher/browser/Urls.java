package io.drawbridge.launcher.browser;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where the gateways are: one that works, and one for each outage.
 *
 * @param api the port of the one that works
 * @param withoutRegistry the port of the one whose registry cannot be read
 * @param withoutAuthorizer the port of the one whose authorizer does not start
 * @param marks counts the marks given out
 */
record Urls(int api, int withoutRegistry, int withoutAuthorizer, AtomicInteger marks) {

    String api(String path) {
        return "http://127.0.0.1:" + api + path;
    }

    /**
     * The same API under the pages' own host name: another origin, but the same site, so that browsers send it the cookies of
     * that host (RFC 6265bis, section 5.2).
     */
    String sameSiteApi(String path) {
        return "http://localhost:" + api + path;
    }

    String withoutRegistry(String path) {
        return "http://127.0.0.1:" + withoutRegistry + path;
    }

    String withoutAuthorizer(String path) {
        return "http://127.0.0.1:" + withoutAuthorizer + path;
    }

    /**
     * A query that no other request has. It finds the request among the others, and since browsers cache preflights by
     * URL (Fetch, "CORS-preflight cache") it keeps checks from answering each other's.
     */
    String newMark() {
        return "?check=" + marks.incrementAndGet();
    }
}
