package io.drawbridge.gateway.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.gateway.gate.Policy.Effect;
import io.drawbridge.gateway.gate.Policy.Statement;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class PolicyTest {

    private static final String ARN = "arn:aws:execute-api:us-east-1:000000000000:api/prod/GET/orders/5";

    private static Verdict evaluate(Statement... statements) {
        return new Policy(List.of(statements)).evaluate(ARN);
    }

    private static Statement allow(String action, String resource) {
        return new Statement(Effect.ALLOW, List.of(action), false, List.of(resource), false);
    }

    private static Statement deny(String action, String resource) {
        return new Statement(Effect.DENY, List.of(action), false, List.of(resource), false);
    }

    @Test
    void an_Allow_that_matches_allows_and_no_match_denies() {
        assertThat(evaluate(allow("execute-api:Invoke", ARN))).isEqualTo(Verdict.ALLOWED);
        assertThat(evaluate(allow("execute-api:Invoke", ARN + "6"))).isEqualTo(Verdict.IMPLICIT_DENY);
        assertThat(evaluate(allow("execute-api:ManageConnections", ARN))).isEqualTo(Verdict.IMPLICIT_DENY);
    }

    @Test
    void a_Deny_wins_wherever_it_stands() {
        assertThat(evaluate(allow("*", "*"), deny("*", "*"))).isEqualTo(Verdict.EXPLICIT_DENY);
        assertThat(evaluate(deny("*", "*"), allow("*", "*"))).isEqualTo(Verdict.EXPLICIT_DENY);
        assertThat(evaluate(deny("*", "*/POST/*"), allow("*", "*"))).isEqualTo(Verdict.ALLOWED);
    }

    @Test
    void a_star_crosses_slashes_and_a_question_mark_is_one_character() {
        assertThat(evaluate(allow("execute-api:*", "*/prod/GET/*"))).isEqualTo(Verdict.ALLOWED);
        assertThat(evaluate(allow("EXECUTE-API:inv*", "*/orders/?"))).isEqualTo(Verdict.ALLOWED);
        assertThat(evaluate(allow("*", "*/orders/??"))).isEqualTo(Verdict.IMPLICIT_DENY);
        assertThat(evaluate(allow("*", "*/Orders/5"))).isEqualTo(Verdict.IMPLICIT_DENY);
    }

    @Test
    void NotAction_and_NotResource_are_the_opposite() {
        Statement other = new Statement(Effect.ALLOW, List.of("execute-api:Other"), true, List.of("*/POST/*"), true);
        Statement same = new Statement(Effect.ALLOW, List.of("*"), false, List.of("*/GET/*"), true);

        assertThat(evaluate(other)).isEqualTo(Verdict.ALLOWED);
        assertThat(evaluate(same)).isEqualTo(Verdict.IMPLICIT_DENY);
    }

    /** The evaluator against the definition, written naively over regular expressions. */
    @Test
    void agrees_with_the_definition_for_any_policy() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String arn = "a:" + text(random, "ab/", 6);
            List<Statement> statements = java.util.stream.IntStream.range(0, random.nextInt(4))
                    .mapToObj(n -> new Statement(
                            random.nextBoolean() ? Effect.ALLOW : Effect.DENY,
                            List.of(random.nextInt(4) == 0 ? "other:*" : "execute-api:*"),
                            random.nextInt(5) == 0,
                            List.of("a:" + text(random, "ab/*?", 5), "a:" + text(random, "ab*", 3)),
                            random.nextInt(5) == 0))
                    .toList();

            assertThat(new Policy(statements).evaluate(arn))
                    .as("seed %d: %s on %s", seed, statements, arn)
                    .isEqualTo(byDefinition(statements, arn));
        }
    }

    private static Verdict byDefinition(List<Statement> statements, String arn) {
        List<Effect> effects = statements.stream()
                .filter(s -> any(s.actions(), "execute-api:Invoke") != s.notAction())
                .filter(s -> any(s.resources(), arn) != s.notResource())
                .map(Statement::effect)
                .toList();
        if (effects.contains(Effect.DENY)) {
            return Verdict.EXPLICIT_DENY;
        }
        return effects.isEmpty() ? Verdict.IMPLICIT_DENY : Verdict.ALLOWED;
    }

    private static boolean any(List<String> patterns, String text) {
        return patterns.stream()
                .map(pattern -> Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"))
                .anyMatch(text::matches);
    }

    private static String text(Random random, String alphabet, int atMost) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(atMost + 1); length > 0; length--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
