package io.drawbridge.gateway.template;

import io.drawbridge.gateway.template.TemplateProblem.Kind;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects the problems of one template. A property that several readers look at is reported once. */
final class Problems {

    private static final Comparator<TemplateProblem> BY_POSITION = Comparator.comparingInt(TemplateProblem::line)
            .thenComparingInt(TemplateProblem::column)
            .thenComparing(TemplateProblem::message);

    private final String file;
    private final Set<TemplateProblem> found = new LinkedHashSet<>();

    Problems(String file) {
        this.file = file;
    }

    /** CloudFormation's YAML or JSON is not kept to. */
    void syntax(Place place, String text) {
        add(Kind.SYNTAX, place, text);
    }

    /** AWS would take it, the local gateway cannot serve it. */
    void unsupported(Place place, String text) {
        add(Kind.UNSUPPORTED, place, text);
    }

    /** It has no value here. */
    void unresolved(Place place, String text) {
        add(Kind.UNRESOLVED, place, text);
    }

    /** AWS would refuse it. */
    void invalid(Place place, String text) {
        add(Kind.INVALID, place, text);
    }

    /** The function's code is missing or incomplete. */
    void code(Place place, String text) {
        add(Kind.CODE, place, text);
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<TemplateProblem> inOrder() {
        return found.stream().sorted(BY_POSITION).toList();
    }

    /** The text continues the property path: "{@code Resources.Api.Properties.Foo} is not supported. …". */
    private void add(Kind kind, Place place, String text) {
        String subject = place.path().isEmpty() ? "The template" : place.path();
        found.add(new TemplateProblem(kind, file, place.line(), place.column(), place.path(), subject + " " + text));
    }
}
