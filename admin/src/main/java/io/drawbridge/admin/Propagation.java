package io.drawbridge.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.Grant;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * When a change counts everywhere: every instance of the authorizer reads again after its cache time, and goes on with what it
 * has for the stale time while it cannot read.
 *
 * @param clock tells when a change was written
 * @param cache {@code REGISTRY_CACHE_SECONDS}
 * @param stale {@code REGISTRY_STALE_SECONDS}
 */
record Propagation(Clock clock, Duration cache, Duration stale) {

    /** A request that began just before the change may take this long to be decided, and clocks are rounded to seconds. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    /**
     * The longest that each keeps a preflight, in seconds, whatever a grant says.
     *
     * @see <a href="https://fetch.spec.whatwg.org/#http-access-control-max-age">Fetch, "Access-Control-Max-Age"</a>
     */
    private static final Map<String, Integer> BROWSER_CAPS =
            new TreeMap<>(Map.of("chromium", 7_200, "firefox", 86_400, "webkit", 600));

    /** The member {@code inForce} of an answer to a write. */
    ObjectNode ofChangeNow() {
        Duration outage = cache.compareTo(stale) > 0 ? cache : stale;
        return JsonNodeFactory.instance
                .objectNode()
                .put("everywhereBy", after(cache))
                .put("duringOutageBy", after(outage));
    }

    /**
     * The same of a change of what origins are granted, with how long browsers may go on with the preflight that they got before.
     *
     * @param before every grant that a browser may have been told until now
     */
    ObjectNode ofGrantsChangedNow(Collection<Grant> before) {
        return ofGrantsChangedNow(
                before.stream().mapToInt(Grant::maxAgeSeconds).max().orElse(0));
    }

    /** The same where nobody knows any more what browsers may have been told. */
    ObjectNode ofUnknownGrantsChangedNow() {
        return ofGrantsChangedNow(Integer.MAX_VALUE);
    }

    private ObjectNode ofGrantsChangedNow(int longest) {
        ObjectNode document = ofChangeNow();
        ObjectNode preflights = document.putObject("preflights");
        BROWSER_CAPS.forEach((browser, cap) -> preflights.put(browser, Math.min(longest, cap)));
        return document;
    }

    private String after(Duration time) {
        // Rounded up, so that who waits until then has waited long enough.
        return clock.instant()
                .plus(time)
                .plus(MARGIN)
                .plusNanos(999_999_999)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }
}
