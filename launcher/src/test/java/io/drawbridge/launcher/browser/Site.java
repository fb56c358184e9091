package io.drawbridge.launcher.browser;

import java.util.Set;

/**
 * A page's origin and what the registry of the proof grants it.
 *
 * @param name how rows call it, such as {@code acme's page}
 * @param tenant whose origin it is; {@code ""} for nobody's
 * @param origin such as {@code http://localhost:41231}
 * @param methods the granted methods
 * @param exposed the exposed headers, in lower case
 * @param credentials whether credentials are granted
 * @param maxAge of the preflight cache, in seconds
 */
record Site(
        String name,
        String tenant,
        String origin,
        Set<String> methods,
        Set<String> exposed,
        boolean credentials,
        int maxAge) {

    Site {
        methods = Set.copyOf(methods);
        exposed = Set.copyOf(exposed);
    }

    /** An origin that nothing is granted to. */
    static Site without(String name, String origin) {
        return new Site(name, "", origin, Set.of(), Set.of(), false, 0);
    }

    /** The document to open. */
    String page() {
        return origin + "/";
    }

    boolean isRegistered() {
        return !tenant.isEmpty();
    }
}
