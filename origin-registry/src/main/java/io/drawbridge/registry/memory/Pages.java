package io.drawbridge.registry.memory;

import io.drawbridge.registry.Page;
import io.drawbridge.registry.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/** Cuts pages out of a sorted map, as a query of the table does. */
final class Pages {

    private Pages() {}

    static <T> Page<T> of(NavigableMap<String, T> sorted, PageRequest page) {
        NavigableMap<String, T> rest =
                page.after().map(after -> sorted.tailMap(after, false)).orElse(sorted);
        List<T> items = new ArrayList<>();
        String last = "";
        for (Map.Entry<String, T> entry : rest.entrySet()) {
            if (items.size() == page.limit()) {
                return new Page<>(items, Optional.of(last));
            }
            items.add(entry.getValue());
            last = entry.getKey();
        }
        return new Page<>(items, Optional.empty());
    }

    /** The part of a map whose keys begin with a prefix. */
    static <T> NavigableMap<String, T> below(NavigableMap<String, T> sorted, String prefix) {
        return sorted.subMap(prefix, true, prefix + Character.MAX_VALUE, false);
    }
}
