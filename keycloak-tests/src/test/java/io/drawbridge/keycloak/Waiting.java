package io.drawbridge.keycloak;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Waits for what only time can bring; the patience is for a machine that is busy with something else. */
final class Waiting {

    private static final int PAUSE_MILLIS = 100;

    private Waiting() {}

    static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * Asks again and again until something holds.
     *
     * @param what it is, for the failure
     */
    static void until(String what, Duration patience, BooleanSupplier holds) {
        Instant end = Instant.now().plus(patience);
        while (!holds.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("Not within " + patience.toSeconds() + " s: " + what);
            }
            pause();
        }
    }
}
