package io.drawbridge.authorizer.token;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What one fetch may take in all: time and bytes, over every connection, handshake, header and retry. Not thread-safe.
 *
 * <p>Time is elapsed time, not the clock's: a fetch does not outlive its request.
 */
final class FetchLimits {

    private final LongSupplier nanoTime;
    private final long end;
    private long bytesLeft;

    FetchLimits(Duration time, long bytes, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.end = nanoTime.getAsLong() + time.toNanos();
        this.bytesLeft = bytes;
    }

    /** The time left for one step, at least 1 ms, since 0 means for ever to a socket. */
    int millisLeft() throws SocketTimeoutException {
        long left = end - nanoTime.getAsLong();
        if (left <= 0) {
            throw new SocketTimeoutException("the fetch has used up its time");
        }
        return (int) Math.max(1, left / 1_000_000);
    }

    /** Counts bytes that arrived. */
    void received(int bytes) throws IOException {
        bytesLeft -= Math.max(0, bytes);
        if (bytesLeft < 0) {
            throw new TooLongException();
        }
    }

    /** More bytes arrived than any answer may have. */
    static final class TooLongException extends IOException {
        TooLongException() {
            super("the answer is too long");
        }
    }
}
