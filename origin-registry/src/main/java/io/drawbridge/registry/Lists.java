package io.drawbridge.registry;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** What holds for lists of any elements. */
final class Lists {

    private Lists() {}

    /** A problem of the list if it is longer than {@code most}. */
    static List<Problem> tooMany(String pointer, Collection<?> list, int most) {
        return list.size() <= most
                ? List.of()
                : List.of(Problem.of(ProblemCode.TOO_MANY, Integer.toString(list.size()), "Keep at most " + most + ".")
                        .under(pointer));
    }

    /** The elements in lower case, in their order. */
    static List<String> lowerCase(List<String> names) {
        return names.stream().map(n -> n.toLowerCase(Locale.ROOT)).toList();
    }
}
