package io.drawbridge.authorizer.golden;

import com.fasterxml.jackson.databind.JsonNode;
import io.drawbridge.authorizer.golden.Expectation.Decision;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the object {@code expect} of a case, and refuses one that contradicts itself. */
final class ExpectationReader {

    private final CaseFields fields;

    ExpectationReader(CaseFields fields) {
        this.fields = fields;
    }

    Expectation read() {
        String word = fields.requiredText("decision");
        Decision decision = Arrays.stream(Decision.values())
                .filter(d -> d.word().equals(word))
                .findFirst()
                .orElseThrow(() -> fields.mistake("has an unknown decision: " + word));
        CaseFields http = fields.requiredObject("http");
        Expectation expectation = new Expectation(
                decision,
                fields.requiredText("reason"),
                texts(fields, "context"),
                fields.object("policy").map(ExpectationReader::policy).orElseGet(ExpectationReader::implied),
                http.requiredNumber("status"),
                headers(http),
                http.node("body"),
                fields.text("sameAs"));
        http.finish();
        fields.finish();
        refuseContradictions(expectation);
        return expectation;
    }

    private void refuseContradictions(Expectation expectation) {
        Decision decision = expectation.decision();
        if (!decision.canAnswer(expectation.status())) {
            throw fields.mistake("says " + decision.word() + " and status " + expectation.status());
        }
        boolean hasContext = decision == Decision.ALLOW || decision == Decision.DENY;
        if (!hasContext && !expectation.context().isEmpty()) {
            throw fields.mistake("says " + decision.word() + ", of which nothing has a context");
        }
        boolean saysPolicy = !expectation.policy().equals(implied());
        if (decision != Decision.ALLOW && saysPolicy) {
            throw fields.mistake("says " + decision.word() + ", and only an allow has a policy worth naming");
        }
    }

    private static Expectation.Policy implied() {
        return new Expectation.Policy(Optional.empty(), Optional.empty());
    }

    private static Expectation.Policy policy(CaseFields fields) {
        Expectation.Policy policy = new Expectation.Policy(fields.text("resource"), fields.text("usageIdentifierKey"));
        fields.finish();
        return policy;
    }

    private static Map<String, ExpectedText> headers(CaseFields http) {
        Map<String, ExpectedText> headers = texts(http, "headers");
        headers.keySet().forEach(name -> {
            if (!name.equals(name.toLowerCase(Locale.ROOT))) {
                throw http.mistake("has a header that is not in lower case: " + name);
            }
        });
        return headers;
    }

    private static Map<String, ExpectedText> texts(CaseFields fields, String name) {
        Map<String, ExpectedText> texts = new LinkedHashMap<>();
        fields.members(name).forEach((key, value) -> texts.put(key, text(fields, key, value)));
        fields.node(name);
        return texts;
    }

    private static ExpectedText text(CaseFields fields, String name, JsonNode value) {
        if (value.isNull()) {
            return new ExpectedText.Absent();
        }
        if (value.isObject()) {
            CaseFields matching = new CaseFields(value, name);
            ExpectedText text = new ExpectedText.Matching(Pattern.compile(matching.requiredText("matches")));
            matching.finish();
            return text;
        }
        return new ExpectedText.Exactly(fields.text(value, name));
    }
}
