package io.drawbridge.authorizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The header lines of a request, counted over every spelling of a name and over both header maps of the event.
 *
 * <p>API Gateway keeps the case a client sent and gives {@code headers} (the last line of each spelling) beside
 * {@code multiValueHeaders} (all lines). A guard that looks at one spelling in one map can be walked around.
 *
 * @param single the event's {@code headers}
 * @param multiple the event's {@code multiValueHeaders}
 */
public record HeaderLines(Map<String, String> single, Map<String, List<String>> multiple) {

    public HeaderLines {
        single = Map.copyOf(single);
        multiple = Map.copyOf(multiple);
    }

    /** Every line of a name, whatever its case; a value that stands only in {@code headers} counts as one more. */
    public List<String> lines(String name) {
        List<String> lines = new ArrayList<>();
        multiple.forEach((spelled, values) -> {
            if (spelled.equalsIgnoreCase(name)) {
                lines.addAll(values);
            }
        });
        single.forEach((spelled, value) -> {
            if (spelled.equalsIgnoreCase(name)
                    && !multiple.getOrDefault(spelled, List.of()).contains(value)) {
                lines.add(value);
            }
        });
        return List.copyOf(lines);
    }

    /** Whether the name occurs in exactly this spelling in the map that gateway responses read. */
    public boolean isSpelled(String name) {
        return single.containsKey(name) || multiple.containsKey(name);
    }
}
