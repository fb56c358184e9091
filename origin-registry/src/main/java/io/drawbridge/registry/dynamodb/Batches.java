package io.drawbridge.registry.dynamodb;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts the writes of many registrations together to few transactions: whole ones, and no item twice in one. */
final class Batches {

    /** The items of one transaction, of the 100 that there may be: two are left for the profile's check and the audit. */
    private static final int MOST_WRITES = 98;

    /**
     * What is written together or not at all.
     *
     * @param of what it is about
     */
    record Part<T>(T of, List<Write> writes) {}

    /** When a part has its turn. */
    private record Turn<T>(int number, Part<T> part) {}

    private Batches() {}

    static <T> List<List<Part<T>>> of(List<Part<T>> parts) {
        List<List<Part<T>>> batches = new ArrayList<>();
        List<Part<T>> batch = new ArrayList<>();
        Set<Key> keys = new HashSet<>();
        for (Part<T> part : inTurns(parts)) {
            boolean meets = part.writes().stream().map(Write::key).anyMatch(keys::contains);
            if (meets || keys.size() + part.writes().size() > MOST_WRITES) {
                batches.add(batch);
                batch = new ArrayList<>();
                keys.clear();
            }
            batch.add(part);
            part.writes().forEach(w -> keys.add(w.key()));
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }

    /** Neighbours meet in their bucket: the first of each bucket, then the second, so that transactions are full all the same. */
    private static <T> List<Part<T>> inTurns(List<Part<T>> parts) {
        Map<Key, Integer> next = new HashMap<>();
        List<Turn<T>> turns = new ArrayList<>();
        for (Part<T> part : parts) {
            int turn = part.writes().stream()
                    .mapToInt(w -> next.getOrDefault(w.key(), 0))
                    .max()
                    .orElse(0);
            part.writes().forEach(w -> next.put(w.key(), turn + 1));
            turns.add(new Turn<>(turn, part));
        }
        return turns.stream()
                .sorted(Comparator.comparingInt(Turn::number))
                .map(Turn::part)
                .toList();
    }

    /** The writes of a batch. */
    static <T> List<Write> writes(List<Part<T>> batch) {
        return batch.stream().flatMap(p -> p.writes().stream()).toList();
    }
}
