package io.drawbridge.registry;

import java.util.ArrayList;
import java.util.List;

/**
 * Which paths below a greedy resource, such as {@code /{proxy+}}, a rule speaks of: {@code /reports/*}.
 *
 * <p>It has literal segments, {@code *} for exactly one segment, and {@code **} at its end for one or more. It is compared
 * segment by segment with a request's path in safe form, each segment percent-decoded, so a literal holds the characters that
 * a path may hold as they are (RFC 3986, section 3.3, {@code pchar}) and never a percent sign.
 *
 * @param segments the segments before a last {@code **}
 * @param open whether {@code **} ends it
 */
public record PathPattern(List<String> segments, boolean open) {

    private static final String ANY = "*";
    private static final String REST = "**";

    /** RFC 3986, section 2.2, without {@code *}, which is the wildcard, and {@code ;}, which no safe path holds. */
    private static final String SUB_DELIMITERS = "!$&'()+,=:@";

    public PathPattern {
        segments = List.copyOf(segments);
        InvalidValueException.throwIfAny(problems(segments, open));
    }

    /** Whether a resource takes all that follows, so that paths below it can have rules of their own. */
    public static boolean isGreedy(String resource) {
        return resource.endsWith("+}");
    }

    /** The pattern that a text spells, or its one problem. */
    public static Checked<PathPattern> parse(String text) {
        List<String> segments = split(text);
        boolean open = segments.get(segments.size() - 1).equals(REST);
        List<String> fixed = open ? segments.subList(0, segments.size() - 1) : segments;
        return text.startsWith("/") && problems(fixed, open).isEmpty()
                ? new Checked.Valid<>(new PathPattern(fixed, open))
                : new Checked.Invalid<>(List.of(Problem.of(ProblemCode.ROUTE_PATH, text)));
    }

    /** Whether a path of these segments is one that the pattern speaks of. */
    public boolean matches(List<String> path) {
        return hasLength(path.size()) && coversEach(path);
    }

    /** Whether every path that {@code narrower} speaks of is one that this pattern speaks of. */
    boolean includes(PathPattern narrower) {
        if (narrower.open && !open) {
            return false;
        }
        int shortest = narrower.segments.size() + (narrower.open ? 1 : 0);
        return hasLength(shortest) && coversEach(narrower.segments);
    }

    /**
     * Whether the pattern can meet paths that API Gateway routes to a greedy resource: it repeats the resource's segments, of
     * which a parameter may be a literal or {@code *}, and goes on.
     */
    boolean liesBelow(String resource) {
        List<String> parents = split(resource).subList(0, split(resource).size() - 1);
        if (!isGreedy(resource)
                || segments.size() + (open ? 1 : 0) <= parents.size()
                || segments.size() < parents.size()) {
            return false;
        }
        for (int i = 0; i < parents.size(); i++) {
            if (!parents.get(i).startsWith("{") && !parents.get(i).equals(segments.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** The pattern as it is written. */
    public String text() {
        return text(segments, open);
    }

    private static String text(List<String> segments, boolean open) {
        List<String> all = new ArrayList<>(segments);
        if (open) {
            all.add(REST);
        }
        return "/" + String.join("/", all);
    }

    private static List<Problem> problems(List<String> segments, boolean open) {
        String text = text(segments, open);
        return (open || !segments.isEmpty())
                        && text.length() <= Texts.MAX_TEXT
                        && segments.stream().allMatch(PathPattern::isSegment)
                ? List.of()
                : List.of(Problem.of(ProblemCode.ROUTE_PATH, text));
    }

    private boolean hasLength(int length) {
        return open ? length > segments.size() : length == segments.size();
    }

    private boolean coversEach(List<String> path) {
        for (int i = 0; i < segments.size(); i++) {
            if (!segments.get(i).equals(ANY) && !segments.get(i).equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<String> split(String text) {
        return List.of((text.startsWith("/") ? text.substring(1) : text).split("/", -1));
    }

    private static boolean isSegment(String segment) {
        boolean isLiteral = !segment.isEmpty() && segment.chars().allMatch(PathPattern::isLiteral);
        return segment.equals(ANY) || (isLiteral && !segment.equals(".") && !segment.equals(".."));
    }

    private static boolean isLiteral(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "-._~".indexOf(c) >= 0
                || SUB_DELIMITERS.indexOf(c) >= 0;
    }
}
