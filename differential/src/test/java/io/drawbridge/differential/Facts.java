package io.drawbridge.differential;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What one reading of a template says, each fact by a name such as {@code route GET /orders}, so that two can be compared. */
final class Facts {

    private final Map<String, String> byName = new TreeMap<>();

    void add(String name, String value) {
        String before = byName.put(name, value);
        if (before != null && !before.equals(value)) {
            throw new IllegalStateException(name + " is both " + before + " and " + value);
        }
    }

    void add(String name, JsonNode value) {
        add(name, value.toString());
    }

    /** What SAM says otherwise than the local gateway, a line for each difference. */
    static List<String> differences(Facts sam, Facts local) {
        List<String> lines = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(sam.byName.keySet());
        names.addAll(local.byName.keySet());
        for (String name : names) {
            String deployed = sam.byName.getOrDefault(name, "absent");
            String served = local.byName.getOrDefault(name, "absent");
            if (!deployed.equals(served)) {
                lines.add(name + ": SAM " + deployed + ", local gateway " + served);
            }
        }
        return lines;
    }

    int size() {
        return byName.size();
    }
}
