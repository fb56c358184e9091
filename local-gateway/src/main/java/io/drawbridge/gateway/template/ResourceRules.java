package io.drawbridge.gateway.template;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * What API Gateway refuses about paths when the API is created, although {@code sam validate} does not.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-request.html">
 *     Resources and path parameters</a>
 */
final class ResourceRules {

    private final Problems problems;

    ResourceRules(Problems problems) {
        this.problems = problems;
    }

    void check(Collection<MethodDraft> methods) {
        // Parent path → its one variable child, and the method that brought it.
        Map<String, String> variables = new HashMap<>();
        Map<String, MethodDraft> origins = new HashMap<>();
        for (MethodDraft method : methods) {
            if (wellFormed(method)) {
                siblings(method, variables, origins);
            }
        }
    }

    private boolean wellFormed(MethodDraft method) {
        String path = method.resource();
        if (path.equals("/")) {
            return true;
        }
        if (!path.startsWith("/") || path.endsWith("/") || path.contains("//")) {
            problems.invalid(
                    method.place(),
                    "has the path " + path
                            + ". A path starts with one slash, ends without one, and has no empty segment:"
                            + " correct it.");
            return false;
        }
        String[] segments = path.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            String segment = segments[i];
            boolean greedy = segment.matches("\\{[A-Za-z0-9._-]+\\+}");
            if (greedy && i < segments.length - 1) {
                problems.invalid(
                        method.place(),
                        "has the path " + path + ", in which " + segment
                                + " is not last. A greedy variable takes all that" + " follows: end the path there.");
                return false;
            }
            if (!greedy && !segment.matches("\\{[A-Za-z0-9._-]+}") && !segment.matches("[A-Za-z0-9._:-]+")) {
                problems.invalid(
                        method.place(),
                        "has the path " + path + ", in which API Gateway does not take " + segment
                                + ". A segment is letters,"
                                + " digits and ._-: or one {variable} or {variable+}: change it.");
                return false;
            }
        }
        return true;
    }

    private void siblings(MethodDraft method, Map<String, String> variables, Map<String, MethodDraft> origins) {
        StringBuilder parent = new StringBuilder("/");
        for (String segment : method.resource().substring(1).split("/", -1)) {
            if (segment.startsWith("{")) {
                String key = parent.toString();
                String other = variables.putIfAbsent(key, segment);
                MethodDraft origin = origins.computeIfAbsent(key, none -> method);
                if (other != null && !other.equals(segment)) {
                    problems.invalid(
                            method.place(),
                            "has the path " + method.resource() + ", in which " + segment + " stands beside " + other
                                    + " of line " + origin.place().line() + " below " + key
                                    + ". API Gateway takes one variable below a parent: use the same name, or another path.");
                    return;
                }
            }
            parent.append(segment).append('/');
        }
    }
}
