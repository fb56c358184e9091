package io.drawbridge.gateway.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConditionsTest {

    private TemplateFixture fixture;

    @BeforeEach
    void folder(@TempDir Path folder) {
        fixture = new TemplateFixture(folder);
    }

    private static String template(String condition) {
        return TemplateFixture.ONE_FUNCTION
                + "      Environment: {Variables: {VALUE: !If [C, held, failed]}}\n"
                + "Parameters: {Stage: {Type: String, Default: prod}}\n"
                + "Mappings: {Names: {prod: {long: production}}}\n"
                + "Conditions:\n"
                + "  Prod: !Equals [!Ref Stage, prod]\n"
                + "  C: " + condition + "\n";
    }

    private String held(String condition) {
        return fixture.environment(template(condition), Map.of()).getOrDefault("VALUE", "absent");
    }

    private List<String> problems(String condition) {
        return fixture.problems(template(condition));
    }

    @Test
    void everyOperatorIsEvaluated() {
        assertThat(held("!Equals [!FindInMap [Names, !Ref Stage, long], production]"))
                .isEqualTo("held");
        assertThat(held("!Equals [a, b]")).isEqualTo("failed");
        assertThat(held("!Not [!Condition Prod]")).isEqualTo("failed");
        assertThat(held("{Condition: Prod}")).isEqualTo("held");
        assertThat(held("!And [!Condition Prod, !Equals [a, a]]")).isEqualTo("held");
        assertThat(held("!And [!Condition Prod, !Equals [a, b]]")).isEqualTo("failed");
        assertThat(held("{Fn::Or: [{Fn::Equals: [a, b]}, {Condition: Prod}]}")).isEqualTo("held");
        assertThat(held("!Or [!Equals [a, b], !Equals [b, c]]")).isEqualTo("failed");
    }

    @Test
    void aConditionThatDependsOnItselfIsRefused() {
        assertThat(problems("!Not [!Condition C]"))
                .containsExactly("template.yaml:15:12: Conditions.C[0] makes the condition C depend on itself."
                        + " Break the circle.");
    }

    @Test
    void resourcesDoNotExistYetWhenConditionsAreEvaluated() {
        assertThat(problems("!Equals [!Ref Fn, x]"))
                .containsExactly("template.yaml:15:15: Conditions.C[0] refers to Fn, which is neither a parameter nor a"
                        + " resource of this template. Declare it, or correct the name.");
    }

    @Test
    void formsThatAreNoConditionsAreRefused() {
        String text = " is not a condition. Write Fn::Equals [a, b], Fn::Not [condition], Fn::And or Fn::Or"
                + " [2 to 10 conditions], or Condition: name.";
        for (String condition :
                List.of("yes", "!Equals [a]", "!Not [a, b]", "!And [!Condition Prod]", "!Sub a", "[a]")) {
            assertThat(problems(condition)).containsExactly("template.yaml:15:3: Conditions.C" + text);
        }
    }

    @Test
    void aListIsNotComparable() {
        assertThat(problems("!Equals [[a], a]"))
                .containsExactly("template.yaml:15:15: Conditions.C[0] compares something that is not a text."
                        + " Fn::Equals takes two texts.");
    }

    @Test
    void aResourceWhoseConditionIsUnknownIsReportedOnceAndNotLookedInto() {
        assertThat(
                        fixture.problems(
                                TemplateFixture.ONE_FUNCTION
                                        + "  Gone: {Type: AWS::Serverless::Function, Condition: Sometimes, Properties: {Nonsense: true}}\n"))
                .containsExactly("template.yaml:10:43: Resources.Gone.Condition uses the condition Sometimes, which"
                        + " Conditions does not define. Define it, or correct the name.");
    }

    @Test
    void aResourceWhoseConditionFailsDoesNotExist() {
        String template = TemplateFixture.ONE_FUNCTION + """
                  Gone:
                    Type: AWS::Serverless::Function
                    Condition: Never
                    Properties:
                      Nonsense: true
                      Events: {E: {Type: Api, Properties: {Path: /gone, Method: get}}}
                  Strange: {Type: AWS::Nobody::Knows, Condition: Never}
                Conditions: {Never: !Equals [a, b]}
                """;
        assertThat(fixture.valid(template).routes()).hasSize(1);
    }
}
