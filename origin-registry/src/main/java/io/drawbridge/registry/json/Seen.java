package io.drawbridge.registry.json;

import io.drawbridge.registry.Problem;
import io.drawbridge.registry.ProblemCode;
import java.util.HashMap;
import java.util.Map;

/** The values of a field that must differ from object to object, and where each was first. */
final class Seen {

    private final Map<String, String> first = new HashMap<>();

    /** Reports the value if an earlier object has it too. */
    void add(Fields fields, String name, String value) {
        add(fields, name, value, value);
    }

    /** The same for a value that no message may hold. */
    void addSecret(Fields fields, String name, String value) {
        add(fields, name, value, "…");
    }

    private void add(Fields fields, String name, String value, String shown) {
        String earlier = first.putIfAbsent(value, fields.pointer(name));
        if (earlier != null) {
            fields.report(
                    name,
                    Problem.of(
                            ProblemCode.DUPLICATE, shown, "It is at " + earlier + " already: remove one of the two."));
        }
    }
}
