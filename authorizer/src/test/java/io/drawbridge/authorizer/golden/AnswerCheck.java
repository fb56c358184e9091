package io.drawbridge.authorizer.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.authorizer.golden.Expectation.Decision;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds a returned policy against a case, and against what is true of every policy. */
public final class AnswerCheck {

    /** DESIGN: every key is always present, so that no mapping of a gateway response ever lacks its value. */
    private static final Set<String> KEYS = Set.of(
            "tenantId",
            "scopes",
            "issuer",
            "subject",
            "corsAllowOrigin",
            "corsAllowCredentials",
            "corsExposeHeaders",
            "corsAllowMethods",
            "corsAllowHeaders",
            "corsMaxAge",
            "reason",
            "message",
            "wwwAuthenticate",
            "retryAfter");

    /** Which response header a context value becomes. */
    private static final Map<String, String> HEADER_OF = Map.of(
            "corsAllowOrigin", "access-control-allow-origin",
            "corsAllowCredentials", "access-control-allow-credentials",
            "corsExposeHeaders", "access-control-expose-headers",
            "corsAllowMethods", "access-control-allow-methods",
            "corsAllowHeaders", "access-control-allow-headers",
            "corsMaxAge", "access-control-max-age",
            "wwwAuthenticate", "www-authenticate",
            "retryAfter", "retry-after");

    /** What must be said by a case, or else not be granted. The other values may be there and unused. */
    private static final Set<String> ALWAYS =
            Set.of("corsAllowOrigin", "corsAllowCredentials", "wwwAuthenticate", "retryAfter");

    private final GoldenCase golden;
    private final Placeholders placeholders;

    /** A check of one case's answer. */
    public AnswerCheck(GoldenCase golden, Placeholders placeholders) {
        this.golden = golden;
        this.placeholders = placeholders;
    }

    /** Fails if the answer is not the one of the case. */
    public void hold(AuthorizerAnswer answer) {
        Expectation expect = golden.expect();
        assertThat(answer.allows()).as("allows").isEqualTo(expect.decision() == Decision.ALLOW);
        boolean isList = !answer.isForOneCall();
        assertThat(isList && !golden.world().isCached())
                .as("a policy for more than one call")
                .isFalse();
        // A remembered policy says what is told to a request that is not in it, whatever becomes of this one.
        String reason = isList ? "insufficient_scope" : expect.reason();
        assertThat(answer.context().get("reason")).as("reason").isEqualTo(reason);
        if (!isList) {
            resource(answer);
        }
        context(answer.context(), reason, isList && expect.decision() == Decision.ALLOW);
        assertThat(answer.usageIdentifierKey())
                .as("usageIdentifierKey")
                .isEqualTo(expect.policy().usageIdentifierKey());
    }

    private void resource(AuthorizerAnswer answer) {
        if (golden.expect().decision() == Decision.DENY) {
            assertThat(answer.denied()).as("resource").containsExactly("*");
            return;
        }
        String expected =
                golden.expect().policy().resource().map(placeholders::fill).orElse(answer.methodArn());
        assertThat(answer.allowed()).as("resource").containsExactly(expected);
        assertThat(expected).as("resource").doesNotContain("*", "$");
    }

    private void context(Map<String, String> context, String reason, boolean isToldToOthers) {
        assertThat(context.keySet()).as("context keys").isEqualTo(KEYS);
        context.forEach((key, value) -> assertThat(
                        value.chars().noneMatch(c -> c == '"' || c == '\\' || Character.isISOControl(c)))
                .as("%s is harmless in a template that does not escape", key)
                .isTrue());
        assertThat(context.get("message"))
                .as("message")
                .isEqualTo(Sentences.ofReason(reason).orElse("no sentence for this reason"));
        HEADER_OF.forEach((key, header) -> {
            if (isToldToOthers && key.equals("wwwAuthenticate")) {
                assertThat(context.get(key)).as(key).isEqualTo("Bearer error=insufficient_scope");
            } else if (ALWAYS.contains(key) || golden.expect().headers().containsKey(header)) {
                met(key, golden.expect().header(header), context.getOrDefault(key, ""));
            }
        });
        golden.expect().context().forEach((key, expected) -> met(key, expected, context.getOrDefault(key, "")));
    }

    private void met(String key, ExpectedText expected, String value) {
        ExpectedText filled = placeholders.fill(expected);
        assertThat(filled.isMetBy(value.isEmpty() ? List.of() : List.of(value)))
                .as("context %s is %s: \"%s\"", key, filled, value)
                .isTrue();
    }
}
