package io.drawbridge.registry;

import java.time.Instant;

/** Who wrote something, and when. */
public record Stamp(Actor by, Instant at) {

    /** The stamp of a change. */
    public static Stamp of(Change change) {
        return new Stamp(change.by(), change.at());
    }
}
