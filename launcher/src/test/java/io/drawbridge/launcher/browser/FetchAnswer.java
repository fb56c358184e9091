package io.drawbridge.launcher.browser;

import java.util.Map;
import java.util.TreeMap;

/** What {@code fetch} gave the script. */
sealed interface FetchAnswer {

    /**
     * The promise was fulfilled.
     *
     * @param type the response's type: {@code cors}, {@code basic} or {@code opaque}
     * @param status the HTTP status; 0 for an opaque response
     * @param headers every header that the script can read, names in lower case
     * @param body the body as text
     */
    record Fulfilled(String type, int status, Map<String, String> headers, String body) implements FetchAnswer {
        public Fulfilled {
            headers = new TreeMap<>(headers);
        }
    }

    /**
     * The promise was rejected.
     *
     * @param name the error's name, {@code TypeError} for every network error of the Fetch standard
     * @param message the browser's words
     */
    record Rejected(String name, String message) implements FetchAnswer {}
}
