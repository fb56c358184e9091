package io.drawbridge.launcher.run;

import java.util.ArrayDeque;
import java.util.Deque;

/** What has been started, to be stopped in reverse order; what is added after the stop is stopped at once. */
final class Parts implements AutoCloseable {

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private boolean closed;

    /** Keeps a part that has just been started. */
    <T extends AutoCloseable> T keep(T part) {
        synchronized (this) {
            if (!closed) {
                started.push(part);
                return part;
            }
        }
        stop(part);
        throw new LaunchException("Stopped while starting.");
    }

    @Override
    public void close() {
        Deque<AutoCloseable> parts;
        synchronized (this) {
            closed = true;
            parts = new ArrayDeque<>(started);
            started.clear();
        }
        parts.forEach(Parts::stop);
    }

    private static void stop(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) { // whatever a part throws, the others must be stopped too
            System.getLogger(Parts.class.getName()).log(System.Logger.Level.WARNING, "A part did not stop", e);
        }
    }
}
