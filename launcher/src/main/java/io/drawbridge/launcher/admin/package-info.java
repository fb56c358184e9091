/**
 * The commands that administer: each asks the admin API over HTTP, of this machine or of any other, and can do nothing that the
 * API does not allow its token.
 *
 * <p>{@code AdminClient} sends, {@code Access} finds the token, {@code Output} prints. A refusal is printed with everything that
 * the API says about it, and ends the command with exit code 1; an API that does not answer is 3.
 */
@NullMarked
package io.drawbridge.launcher.admin;

import org.jspecify.annotations.NullMarked;
