package io.drawbridge.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What an import would change of a tenant's registrations.
 *
 * @param items the changes, sorted by {@link OriginPattern#key}
 * @param unchanged how many stay as they are
 */
public record ImportDifference(List<Item> items, int unchanged) {

    /**
     * One change.
     *
     * @param before what is there; empty where it is added
     * @param after what is there then; empty where it is removed
     */
    public record Item(Optional<Stored<RegisteredOrigin>> before, Optional<RegisteredOrigin> after) {

        /** The pattern in question. */
        public OriginPattern pattern() {
            return after.or(() -> before.map(Stored::value)).orElseThrow().pattern();
        }

        boolean isAdded() {
            return before.isEmpty();
        }

        boolean isRemoved() {
            return after.isEmpty();
        }
    }

    public ImportDifference {
        items = List.copyOf(items);
    }

    /** The difference between what is there and what shall be, of which each pattern is there once. */
    public static ImportDifference of(List<Stored<RegisteredOrigin>> current, List<RegisteredOrigin> imported) {
        SortedMap<String, Stored<RegisteredOrigin>> before = new TreeMap<>();
        current.forEach(o -> before.put(o.value().pattern().key(), o));
        SortedMap<String, Item> changes = new TreeMap<>();
        int unchanged = 0;
        for (RegisteredOrigin after : imported) {
            Optional<Stored<RegisteredOrigin>> there =
                    Optional.ofNullable(before.remove(after.pattern().key()));
            if (there.map(Stored::value).equals(Optional.of(after))) {
                unchanged++;
            } else {
                changes.put(after.pattern().key(), new Item(there, Optional.of(after)));
            }
        }
        before.forEach((key, gone) -> changes.put(key, new Item(Optional.of(gone), Optional.empty())));
        return new ImportDifference(new ArrayList<>(changes.values()), unchanged);
    }

    /** How many changes of each kind there are. */
    public ImportCounts counts() {
        return new ImportCounts(
                count(Item::isAdded),
                count(Item::isRemoved),
                count(i -> !i.isAdded() && !i.isRemoved()),
                unchanged,
                count(i -> i.after()
                        .map(o -> o.status() == RegisteredOrigin.Status.PENDING)
                        .orElse(false)));
    }

    private int count(Predicate<Item> wanted) {
        return (int) items.stream().filter(wanted).count();
    }
}
