package io.drawbridge.launcher.browser;

/**
 * A check that takes more than one request, or a page of another kind.
 *
 * @param name a sentence
 * @param steps what it does
 */
record Scenario(String name, Steps steps) {

    /** Runs in one browser. */
    interface Steps {
        void in(Browser browser);
    }
}
