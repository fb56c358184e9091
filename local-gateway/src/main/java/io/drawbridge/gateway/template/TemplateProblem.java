package io.drawbridge.gateway.template;

/**
 * One reason why the template cannot be served.
 *
 * @param kind what sort of problem; names the section of {@code docs/problems.md}
 * @param file the template's file name as the caller gave it
 * @param line 1-based
 * @param column 1-based
 * @param property the property path, such as {@code Resources.OrdersApi.Properties.Cors}; empty for the whole file
 * @param message what is wrong with which value, the rule, and what to do
 */
public record TemplateProblem(Kind kind, String file, int line, int column, String property, String message) {

    /** The sorts of problems. */
    public enum Kind {
        /** Not YAML, or YAML that CloudFormation does not take. */
        SYNTAX("template-syntax"),
        /** AWS would take it; the local gateway cannot serve it. */
        UNSUPPORTED("template-unsupported"),
        /** An intrinsic function or a reference that has no value here. */
        UNRESOLVED("template-unresolved"),
        /** SAM, CloudFormation, Lambda or API Gateway would refuse it, or would never do what it says. */
        INVALID("template-invalid"),
        /** The function's code is not built, or holds no such handler. */
        CODE("template-code");

        private final String anchor;

        Kind(String anchor) {
            this.anchor = anchor;
        }

        /** The anchor in {@code docs/problems.md}. */
        public String anchor() {
            return anchor;
        }
    }

    /** One line for a terminal: {@code file:line:column: message}, ending with the anchor. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + message + " See docs/problems.md#" + kind.anchor();
    }
}
