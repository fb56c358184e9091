/**
 * The local gateway beside other people's readings of API Gateway: SAM's own translator, which says what would be deployed, and
 * another emulator, asked the same requests.
 */
@NullMarked
package io.drawbridge.differential;

import org.jspecify.annotations.NullMarked;
