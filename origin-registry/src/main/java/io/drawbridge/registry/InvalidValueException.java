package io.drawbridge.registry;

import java.util.List;
import java.util.stream.Collectors;

/** A value that breaks its own rules reached a constructor: whoever passes it on should have checked it before. */
public final class InvalidValueException extends IllegalArgumentException {

    private final transient List<Problem> problems;

    /** An exception whose message is the text of each problem, a line each. */
    public InvalidValueException(List<Problem> problems) {
        super(problems.stream().map(Problem::text).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** The problems, at least one. */
    public List<Problem> problems() {
        return problems;
    }

    static void throwIfAny(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new InvalidValueException(problems);
        }
    }
}
