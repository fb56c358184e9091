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

    /** The ports of {@code ./drawbridge up}: all but the gateway's are part of registered URLs and so are fixed. */
    public static LocalPorts withApi(int api) {
        return new LocalPorts(api, 4000, 4001, 4002, 4003);
    }

    /** The local issuer's base URL, as {@code examples/registry.json} and the tokens name it. */
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
