package io.drawbridge.launcher.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drawbridge.authorizer.golden.CaseRequest.HeaderLine;
import io.drawbridge.authorizer.golden.Expectation;
import io.drawbridge.authorizer.golden.Expectation.Decision;
import io.drawbridge.authorizer.golden.ExpectedText;
import io.drawbridge.authorizer.golden.GoldenCase;
import io.drawbridge.authorizer.golden.Placeholders;
import io.drawbridge.authorizer.golden.Sentences;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Holds an HTTP answer against a case, and against what is true of every answer. */
final class WireCheck {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What the UNAUTHORIZED response says in constants, the same for every grant. */
    private static final Map<String, ExpectedText> OF_A_TRUE_401 = Map.of(
            "access-control-allow-credentials", new ExpectedText.Exactly("true"),
            "access-control-expose-headers", new ExpectedText.Exactly("WWW-Authenticate"),
            "www-authenticate", new ExpectedText.Exactly("Bearer"));

    /** Checked on every answer, named by its case or not. */
    private static final Set<String> ALWAYS = Set.of(
            "access-control-allow-origin", "access-control-allow-credentials", "www-authenticate", "retry-after");

    /** Of each answer its own. */
    private static final Set<String> UNIQUE =
            Set.of("date", "x-amzn-requestid", "x-amz-apigw-id", "x-amzn-trace-id", "x-request-id");

    /** The same where it echoes nothing. */
    private static final Map<String, ExpectedText> OF_A_401_TO_NOBODY =
            Map.of("www-authenticate", new ExpectedText.Exactly("Bearer"));

    private final Expectation expect;
    private final Placeholders placeholders;
    private final Map<String, ExpectedText> constants;

    WireCheck(GoldenCase golden, Placeholders placeholders) {
        this.expect = golden.expect();
        this.placeholders = placeholders;
        this.constants = golden.world().isCached() ? OF_A_401_TO_NOBODY : OF_A_TRUE_401;
    }

    void hold(RawExchange answer) throws JsonProcessingException {
        assertThat(answer.status()).as("status of %s", answer).isEqualTo(expect.status());
        headers(answer);
        assertThat(answer.values("vary").stream().flatMap(v -> Arrays.stream(v.split(", "))))
                .as("Vary")
                .contains("Origin");
        boolean isRefusal = expect.decision() != Decision.ALLOW;
        if (isRefusal) {
            refusal(answer, errorOf(expect));
        }
        if (expect.body().isPresent()) {
            JsonNode body = MAPPER.readTree(answer.body());
            expect.body()
                    .get()
                    .properties()
                    .forEach(e -> assertThat(body.get(e.getKey()))
                            .as("body's %s in %s", e.getKey(), answer.body())
                            .isEqualTo(e.getValue()));
            if (Sentences.ofError(body.path("error").asText()).isPresent()) {
                refusal(answer, body.path("error").asText());
            }
        }
    }

    private void headers(RawExchange answer) {
        Set<String> names = new TreeSet<>(ALWAYS);
        names.addAll(expect.headers().keySet());
        answer.headers().stream()
                .map(HeaderLine::name)
                .filter(n -> n.startsWith("access-control-"))
                .forEach(names::add);
        for (String name : names) {
            ExpectedText expected = placeholders.fill(expected(name));
            List<String> values = answer.values(name);
            assertThat(expected.isMetBy(values))
                    .as("%s is %s: %s", name, expected, values)
                    .isTrue();
        }
    }

    private ExpectedText expected(String name) {
        ExpectedText constant = constants.get(name);
        boolean is401 = expect.decision() == Decision.UNAUTHORIZED || expect.decision() == Decision.UNASKED;
        return is401 && constant != null ? constant : expect.header(name);
    }

    private static String errorOf(Expectation expect) {
        return switch (expect.decision()) {
            case UNAUTHORIZED, UNASKED -> "unauthorized";
            case ERROR -> "internal_error";
            case ALLOW, DENY -> expect.reason();
        };
    }

    private static void refusal(RawExchange answer, String error) throws JsonProcessingException {
        assertThat(answer.value("cache-control")).as("cache-control").isEqualTo("no-store");
        assertThat(answer.value("content-type")).as("content-type").isEqualTo("application/json");
        JsonNode body = MAPPER.readTree(answer.body());
        assertThat(body.fieldNames()).toIterable().containsExactly("error", "message", "requestId");
        assertThat(body.path("error").asText()).as("error").isEqualTo(error);
        assertThat(body.path("message").asText())
                .as("message")
                .isEqualTo(Sentences.ofError(error).orElse("no sentence for this error"));
        assertThat(body.path("requestId").asText()).as("requestId").isEqualTo(answer.value("x-amzn-requestid"));
    }

    /** The answer without what is of each answer its own: two callers told apart by nothing see the same. */
    static String fingerprint(RawExchange answer) {
        StringBuilder text = new StringBuilder().append(answer.status()).append('\n');
        answer.headers().stream()
                .filter(l -> !UNIQUE.contains(l.name()))
                .forEach(l ->
                        text.append(l.name()).append(": ").append(l.value()).append('\n'));
        return text.append(answer.body().replace(answer.value("x-amzn-requestid"), "ID"))
                .toString();
    }
}
