package io.drawbridge.admin;

import io.drawbridge.registry.Problem;
import io.drawbridge.registry.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The parameters of a request's query, decoded.
 *
 * @param values every value of each name, in the order sent
 */
record Query(Map<String, List<String>> values) {

    /** No query at all. */
    static final Query NONE = new Query(Map.of());

    Query {
        values = Map.copyOf(values);
    }

    /**
     * What is wrong with the names: one that the resource does not know, because a misspelt filter would answer with what it
     * should have left out, and one that is there twice, because two readers could take another one each.
     */
    List<Problem> problems(Set<String> known) {
        List<Problem> problems = new ArrayList<>();
        new TreeMap<>(values).forEach((name, sent) -> {
            if (!known.contains(name)) {
                problems.add(Problem.of(ProblemCode.PARAMETER_UNKNOWN, name, hint(known)));
            } else if (sent.size() != 1) {
                problems.add(Problem.of(ProblemCode.PARAMETER_REPEATED, name));
            }
        });
        return problems;
    }

    private static String hint(Set<String> known) {
        return known.isEmpty()
                ? "Leave it out: this takes none."
                : "Known here are: " + String.join(", ", known.stream().sorted().toList()) + ".";
    }

    /** The value of a parameter whose names were checked. */
    Optional<String> text(String name) {
        return values.getOrDefault(name, List.of()).stream().findFirst();
    }
}
