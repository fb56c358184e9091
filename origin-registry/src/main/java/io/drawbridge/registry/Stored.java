package io.drawbridge.registry;

import java.util.Optional;

/**
 * A stored thing with its version.
 *
 * @param <T> the thing's type
 * @param stamps who wrote it, and when; kept of registrations
 */
public record Stored<T>(T value, ETag etag, Optional<Stamps> stamps) {

    /** A thing that no stamps are kept of. */
    public Stored(T value, ETag etag) {
        this(value, etag, Optional.empty());
    }

    /** The next version of the same thing. */
    public Stored<T> next(T replacement, Change change) {
        return new Stored<>(replacement, etag.next(), stamps.map(s -> s.updated(change)));
    }
}
