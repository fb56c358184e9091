package io.drawbridge.launcher.browser;

import io.drawbridge.launcher.browser.Expected.Reads;

/**
 * One request of a page and what must come of it.
 *
 * @param name the row of the decision table, and what is special about the request
 * @param request the request; its URL has no query, the check adds one that is its own
 * @param expected what must come of it
 */
record Row(String name, FetchRequest request, Expected expected) {

    /** The sentence that the check proves. */
    String sentence(Site site) {
        String outcome = expected instanceof Reads reads
                ? "is a readable " + reads.status()
                : "tells the script nothing (" + String.join(", ", expected.wire()) + ")";
        return name + " from " + site.name() + " " + outcome;
    }
}
