package io.drawbridge.authorizer.policy;

/**
 * One method of one resource of the API.
 *
 * @param method a verb
 * @param resource the resource's path template
 */
record ApiRoute(String method, String resource) {

    /** What a variable part of a path matches in a policy: at least one character, and slashes too. */
    private static final String ANYTHING = "?*";

    /** Whether exactly one path is routed here. */
    boolean isLiteral() {
        return resource.indexOf('{') < 0;
    }

    /** What follows the stage in a policy's resource that matches every path that is routed here. */
    String pattern() {
        return method + resource.replaceAll("\\{[^}]*\\}", ANYTHING);
    }

    /**
     * Whether a pattern that ends a policy's resource matches a path that could be routed here.
     *
     * <p>Any path that fits the template counts, also one that API Gateway would route to a more specific resource: the answer
     * errs on the side of yes.
     */
    boolean isMetBy(String pattern) {
        return new Overlap(pattern, template()).exists();
    }

    /** The template with a placeholder for each variable part: one segment, or what a greedy one takes. */
    private String template() {
        return method
                + resource.replaceAll("\\{[^}]*\\+\\}", "" + Overlap.NO_SLASH + Overlap.RUN)
                        .replaceAll("\\{[^}]*\\}", "" + Overlap.NO_SLASH + Overlap.RUN_WITHOUT_SLASH);
    }
}
