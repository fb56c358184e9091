package io.drawbridge.registry;

/** By whom and when something was created, and last written. */
public record Stamps(Stamp created, Stamp updated) {

    /** Those of what a change creates. */
    public static Stamps created(Change change) {
        return new Stamps(Stamp.of(change), Stamp.of(change));
    }

    /** The same thing after another change. */
    public Stamps updated(Change change) {
        return new Stamps(created, Stamp.of(change));
    }
}
