/**
 * The proof in real browsers: what a page's script can read of every row of the decision table, and what it cannot.
 *
 * <p>{@link io.drawbridge.launcher.browser.BrowserProofIT} starts the product once and then Chromium, Firefox and WebKit one after
 * the other; {@link io.drawbridge.launcher.browser.Rows} and its neighbours say what each must see.
 */
@NullMarked
package io.drawbridge.launcher.browser;

import org.jspecify.annotations.NullMarked;
