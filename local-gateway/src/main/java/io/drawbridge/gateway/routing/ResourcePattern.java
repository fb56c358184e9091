package io.drawbridge.gateway.routing;

import io.drawbridge.gateway.http.Percent;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A resource's path template, taken apart. */
record ResourcePattern(String resource, List<Segment> segments) {

    /** More specific first: segment by segment, static before {@code {name}} before {@code {name+}}. */
    static final Comparator<ResourcePattern> MOST_SPECIFIC_FIRST = ResourcePattern::compare;

    enum Kind {
        STATIC,
        PARAMETER,
        GREEDY
    }

    /** One part between slashes; the name is the text itself where it is static. */
    record Segment(Kind kind, String name) {

        static Segment of(String text) {
            if (!text.startsWith("{") || !text.endsWith("}")) {
                return new Segment(Kind.STATIC, text);
            }
            String name = text.substring(1, text.length() - 1);
            return name.endsWith("+")
                    ? new Segment(Kind.GREEDY, name.substring(0, name.length() - 1))
                    : new Segment(Kind.PARAMETER, name);
        }
    }

    static ResourcePattern of(String resource) {
        return new ResourcePattern(
                resource, split(resource).stream().map(Segment::of).toList());
    }

    /** The segments of a path; the root has none. */
    static List<String> split(String path) {
        return path.equals("/") ? List.of() : List.of(path.substring(1).split("/", -1));
    }

    boolean greedy() {
        return !segments.isEmpty() && segments.get(segments.size() - 1).kind() == Kind.GREEDY;
    }

    /** The path parameters when the path fits. A parameter takes one segment, never an empty one. */
    Optional<Map<String, String>> match(List<String> path) {
        if (greedy() ? path.size() < segments.size() : path.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            String value = segment.kind() == Kind.GREEDY ? String.join("/", path.subList(i, path.size())) : path.get(i);
            if (segment.kind() == Kind.STATIC ? !value.equals(segment.name()) : value.isEmpty()) {
                return Optional.empty();
            }
            if (segment.kind() != Kind.STATIC) {
                parameters.put(segment.name(), Percent.decode(value, false));
            }
        }
        return Optional.of(parameters);
    }

    private int compare(ResourcePattern other) {
        int common = Math.min(segments.size(), other.segments.size());
        for (int i = 0; i < common; i++) {
            int difference =
                    segments.get(i).kind().compareTo(other.segments.get(i).kind());
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(other.segments.size(), segments.size());
    }
}
