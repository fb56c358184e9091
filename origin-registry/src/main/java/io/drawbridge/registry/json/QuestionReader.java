package io.drawbridge.registry.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.Checked;
import io.drawbridge.registry.HttpToken;
import io.drawbridge.registry.Problem;
import io.drawbridge.registry.ProblemCode;
import io.drawbridge.registry.RouteRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what a dry run is asked; a token that is in it is never shown, whatever is wrong with it. */
public final class QuestionReader {

    private static final int MAX_NAME = 64;
    private static final int MAX_HEADERS = 64;
    private static final int MAX_PATH = 2_048;

    private QuestionReader() {}

    /** The question, or all of its problems. */
    public static Checked<Question> read(ObjectNode document) {
        List<Problem> problems = new ArrayList<>();
        Fields fields = Fields.of(document, "", problems).orElseThrow();
        fields.require("method");
        fields.require("resource");
        Question question = new Question(
                fields.text("origin"),
                fields.text("method").orElse(""),
                fields.text("resource").orElse(""),
                fields.text("path"),
                fields.texts("requestHeaders").orElse(List.of()),
                fields.flag("credentials").orElse(false),
                fields.flag("preflight").orElse(false),
                fields.secret("token"),
                fields.texts("scopes"));
        if (problems.isEmpty()) {
            request(fields, question);
            headers(fields, question);
            credentials(fields, question);
        }
        fields.refuseOthers();
        return problems.isEmpty() ? new Checked.Valid<>(question) : new Checked.Invalid<>(problems);
    }

    private static void request(Fields fields, Question question) {
        if (!HttpToken.isToken(question.method(), MAX_NAME)) {
            fields.report("method", Problem.of(ProblemCode.GRANT_METHOD, question.method()));
        }
        boolean isResource = RouteRule.isResource(question.resource());
        if (!isResource) {
            fields.report("resource", Problem.of(ProblemCode.ROUTE_RESOURCE, question.resource()));
        }
        Optional<String> path = question.path();
        if (isResource && path.isEmpty() && question.resource().endsWith("+}")) {
            fields.report(
                    "path",
                    Problem.of(
                            ProblemCode.JSON_MISSING_FIELD,
                            "path",
                            "Add it: below a greedy resource the path decides."));
        }
        path.filter(text -> text.length() > MAX_PATH
                        || (isResource
                                && ResourcePath.parameters(question.resource(), text)
                                        .isEmpty()))
                .ifPresent(text -> fields.report("path", Problem.of(ProblemCode.QUESTION_PATH, text)));
    }

    private static void headers(Fields fields, Question question) {
        List<String> names = question.requestHeaders();
        if (names.size() > MAX_HEADERS) {
            fields.report(
                    "requestHeaders",
                    Problem.of(
                            ProblemCode.TOO_MANY, Integer.toString(names.size()), "Keep at most " + MAX_HEADERS + "."));
        }
        for (int i = 0; i < names.size(); i++) {
            if (!HttpToken.isToken(names.get(i), MAX_NAME)) {
                Problem problem = Problem.of(ProblemCode.GRANT_HEADER, names.get(i));
                fields.report(List.of(problem.under("/requestHeaders/" + i)));
            }
        }
    }

    private static void credentials(Fields fields, Question question) {
        if (question.token().isPresent() && question.scopes().isPresent()) {
            fields.report("scopes", Problem.of(ProblemCode.QUESTION_TOKEN, "scopes"));
        }
        boolean hasToken = question.token().isPresent() || question.scopes().isPresent();
        if (question.preflight() && (hasToken || question.origin().isEmpty())) {
            fields.report("preflight", Problem.of(ProblemCode.QUESTION_PREFLIGHT, "true"));
        }
        List<String> scopes = question.scopes().orElse(List.of());
        fields.report(RouteRule.scopeProblems("/scopes", scopes));
    }
}
