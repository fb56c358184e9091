package io.drawbridge.registry;

import java.util.ArrayList;
import java.util.List;

/** Reads origin patterns: finds the form by where the {@code *} stands, and holds what is spelled to the origin grammar. */
final class PatternParser {

    /** Bounds the parents of a host, so that the keys of one request fit in one batch read. */
    static final int MAX_LABELS = 16;

    private PatternParser() {}

    static Checked<OriginPattern> parse(String text) {
        int star = text.indexOf('*');
        if (star < 0) {
            return exact(text);
        }
        if (text.equals("*")) {
            return invalid(ProblemCode.ORIGIN_STAR, text);
        }
        if (text.indexOf('*', star + 1) >= 0) {
            return misplaced(text);
        }
        if (text.endsWith(":*")) {
            return anyPort(text);
        }
        int hostStart = text.indexOf("://") + 3;
        int firstDot = text.indexOf('.', hostStart);
        if (hostStart < 3 || star < hostStart || firstDot < star) {
            return misplaced(text);
        }
        return star == hostStart && firstDot == star + 1
                ? subdomains(text, hostStart)
                : partialLabel(text, hostStart, star, firstDot);
    }

    private static Checked<OriginPattern> exact(String text) {
        return Origin.parse(text)
                .<Checked<OriginPattern>>map(o -> new Checked.Valid<>(new OriginPattern.Exact(o)))
                .orElseGet(() -> new Checked.Invalid<>(OriginDiagnosis.of(text)));
    }

    /** Says where a star may stand, and all that is wrong with the rest. */
    private static Checked<OriginPattern> misplaced(String text) {
        List<Problem> problems = new ArrayList<>();
        problems.add(Problem.of(ProblemCode.PATTERN_WILDCARD_PLACE, text));
        problems.addAll(about(text, OriginDiagnosis.of(text.replace('*', 'a'))));
        return new Checked.Invalid<>(problems);
    }

    private static Checked<OriginPattern> anyPort(String text) {
        String base = text.substring(0, text.length() - ":*".length());
        List<Problem> problems = new ArrayList<>(about(text, OriginDiagnosis.of(base)));
        if (problems.isEmpty() && !origin(base).isLoopback()) {
            problems.add(Problem.of(ProblemCode.PATTERN_ANY_PORT, text));
        }
        return problems.isEmpty()
                ? new Checked.Valid<>(new OriginPattern.AnyPort(origin(base)))
                : new Checked.Invalid<>(problems);
    }

    private static Checked<OriginPattern> subdomains(String text, int hostStart) {
        String base = text.substring(0, hostStart) + text.substring(hostStart + "*.".length());
        List<Problem> problems = new ArrayList<>(about(text, OriginDiagnosis.of(base)));
        if (problems.isEmpty()) {
            problems.addAll(wildcardHost(text, origin(base)));
        }
        return problems.isEmpty()
                ? new Checked.Valid<>(new OriginPattern.Subdomains(origin(base)))
                : new Checked.Invalid<>(problems);
    }

    private static Checked<OriginPattern> partialLabel(String text, int hostStart, int star, int firstDot) {
        String prefix = text.substring(hostStart, star);
        String suffix = text.substring(star + 1, firstDot);
        String sample = text.substring(0, star) + "a" + text.substring(star + 1);
        String parent = text.substring(0, hostStart) + text.substring(firstDot + 1);
        List<Problem> problems = new ArrayList<>(about(text, OriginDiagnosis.of(sample)));
        if (problems.isEmpty() && Origin.parse(parent).isEmpty()) {
            problems.add(Problem.of(ProblemCode.PATTERN_WILDCARD_PLACE, text));
        }
        if (problems.isEmpty()) {
            problems.addAll(wildcardHost(text, origin(sample)));
        }
        return problems.isEmpty()
                ? new Checked.Valid<>(new OriginPattern.PartialLabel(prefix, suffix, origin(parent)))
                : new Checked.Invalid<>(problems);
    }

    private static List<Problem> wildcardHost(String text, Origin spelled) {
        List<Problem> problems = new ArrayList<>();
        if (!spelled.isName()) {
            problems.add(Problem.of(ProblemCode.PATTERN_WILDCARD_IP, text));
        } else if (!spelled.isPlainName()) {
            problems.add(Problem.of(ProblemCode.PATTERN_WILDCARD_HOST, text));
        }
        if (labels(spelled.host()) > MAX_LABELS) {
            problems.add(Problem.of(ProblemCode.PATTERN_TOO_DEEP, text));
        }
        return problems;
    }

    static int labels(String host) {
        return (int) host.chars().filter(c -> c == '.').count() + 1;
    }

    /** The problems of a part, told about the whole text that the administrator wrote. */
    private static List<Problem> about(String text, List<Problem> problemsOfPart) {
        return problemsOfPart.stream()
                .map(p -> Problem.of(p.code(), text, p.hint()))
                .toList();
    }

    private static Origin origin(String checked) {
        return Origin.parse(checked).orElseThrow();
    }

    private static Checked<OriginPattern> invalid(ProblemCode code, String text) {
        return new Checked.Invalid<>(List.of(Problem.of(code, text)));
    }
}
