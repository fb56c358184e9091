package io.drawbridge.launcher.run;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The TCP ports on 127.0.0.1; 0 takes a free one.
 *
 * @param api the gateway
 * @param issuer the local issuer
 * @param acme the front end of tenant acme
 * @param globex the front end of tenant globex
 * @param nobody the front end that no tenant registered
 */
public record LocalPorts(int api, int issuer, int acme, int globex, int nobody) {

    /** Where the gateway listens unless told otherwise. */
    public static final int DEFAULT_API = 3000;

    /** The issuer's port unless told otherwise, and before those of the front ends, as {@code examples/registry.json} has them. */
    public static final int DEFAULT_FIRST = 4000;

    /**
     * The ports of {@code ./drawbridge up}.
     *
     * @param first the issuer's port, before those of the front ends: all four are part of registered URLs
     */
    public static LocalPorts of(int api, int first) {
        return new LocalPorts(api, first, first + 1, first + 2, first + 3);
    }

    /** The local issuer's base URL, as the registry file and the tokens name it. */
    public String issuerUrl() {
        return "http://localhost:" + issuer;
    }

    /** What each port is for, and how to avoid it: the words of the message when it is taken. */
    Map<Integer, String> uses(boolean demo) {
        Map<Integer, String> uses = new LinkedHashMap<>();
        uses.put(api, "the API). Stop the program that listens there, or choose another port with --port.");
        if (demo) {
            String fixed =
                    " It is part of a URL in the registry, so it has to be this one: stop the program that listens"
                            + " there.";
            uses.put(issuer, "the local issuer)." + fixed);
            uses.put(acme, "the front end of acme)." + fixed);
            uses.put(globex, "the front end of globex)." + fixed);
            uses.put(nobody, "the front end of nobody)." + fixed);
        }
        return uses;
    }
}
