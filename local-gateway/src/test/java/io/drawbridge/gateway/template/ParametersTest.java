package io.drawbridge.gateway.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParametersTest {

    private TemplateFixture fixture;

    @BeforeEach
    void folder(@TempDir Path folder) {
        fixture = new TemplateFixture(folder);
    }

    private List<String> problems(String definition, String value) {
        return fixture.problems(
                TemplateFixture.ONE_FUNCTION + "Parameters:\n  P: " + definition + "\n", Map.of("P", value));
    }

    private void refused(String definition, String value, String message) {
        assertThat(problems(definition, value)).containsExactly("template.yaml:11:3: Parameters.P " + message);
    }

    @Test
    void constraintsAreHeldAgainstWhatIsGiven() {
        refused(
                "{Type: String, AllowedValues: [a, b]}",
                "c",
                "is given c, which is not one of its AllowedValues. Give one of: a, b.");
        refused(
                "{Type: String, AllowedPattern: \"[a-z]+\"}",
                "a1",
                "is given a1, which is not a match of its AllowedPattern [a-z]+. Give a value that matches.");
        refused(
                "{Type: String, MinLength: 2, MaxLength: 3}",
                "a",
                "is given a, which is not 2 to 3 characters long. Give a value of that length.");
        refused(
                "{Type: String, MinLength: 1}",
                "",
                "is given the empty text, which is not at least 1 characters long. Give a value of that length.");
        refused("{Type: Number}", "ten", "is given ten, which is not a number. Give it one.");
        refused(
                "{Type: Number, MinValue: 5}",
                "4",
                "is given 4, which is not at least MinValue 5. Give a larger value.");
        refused(
                "{Type: Number, MaxValue: 5}",
                "5.5",
                "is given 5.5, which is not at most MaxValue 5. Give a smaller value.");
        refused("{Type: List<Number>}", "1,x", "is given x, which is not a number. Give it one.");
        refused(
                "{Type: CommaDelimitedList, AllowedValues: [a]}",
                "a,b",
                "is given b, which is not one of its AllowedValues. Give one of: a.");
    }

    @Test
    void valuesWithinTheConstraintsPass() {
        assertThat(problems("{Type: String, AllowedValues: [a, b], MinLength: 1, MaxLength: 1}", "b"))
                .isEmpty();
        assertThat(problems("{Type: Number, MinValue: 1, MaxValue: 10, Description: d, NoEcho: true}", "10"))
                .isEmpty();
        assertThat(problems("{Type: List<Number>}", "1, 2")).isEmpty();
    }

    @Test
    void aParameterWithoutAnyValueIsReportedOnceHoweverOftenItIsUsed() {
        String template = TemplateFixture.ONE_FUNCTION
                + "      Environment: {Variables: {ONE: !Ref P, TWO: !Sub \"${P}\"}}\n"
                + "Parameters:\n  P: {Type: String}\n";
        assertThat(fixture.problems(template))
                .containsExactly("template.yaml:12:3: Parameters.P has no Default and is given no value."
                        + " Give it one, here or as a parameter of the call.");
    }

    @Test
    void aParameterThatTheTemplateDoesNotHaveIsRefused() {
        assertThat(fixture.problems(
                        TemplateFixture.ONE_FUNCTION + "Parameters:\n  P: {Type: String, Default: a}\n",
                        Map.of("Q", "x")))
                .containsExactly("template.yaml:10:1: Parameters.Q is given a value by the caller, but the template has"
                        + " no such parameter. Its parameters are: P.");
        assertThat(fixture.problems(TemplateFixture.ONE_FUNCTION, Map.of("Q", "x")))
                .containsExactly("template.yaml:1:1: Parameters.Q is given a value by the caller, but the template has"
                        + " no such parameter. Its parameters are: none.");
    }

    @Test
    void definitionsThatMakeNoSenseAreRefused() {
        refused("text", "x", "is the value text, not a parameter. Write a mapping with at least Type.");
        assertThat(problems("{Default: a}", "x"))
                .containsExactly("template.yaml:11:3: Parameters.P.Type is missing. It is required: add it.");
        assertThat(problems("{Type: AWS::SSM::Parameter::Value<String>}", "x"))
                .containsExactly(
                        "template.yaml:11:3: Parameters.P.Type is AWS::SSM::Parameter::Value<String>, whose"
                                + " values only AWS knows. Served here are String, Number, CommaDelimitedList and List<Number>.");
        assertThat(problems("{Type: String, AllowedPattern: \"[\"}", "x"))
                .containsExactly("template.yaml:11:3: Parameters.P.AllowedPattern is not a Java regular expression:"
                        + " Unclosed character class. Correct it.");
        assertThat(problems("{Type: String, Defualt: a}", "x"))
                .containsExactly("template.yaml:11:21: Parameters.P.Defualt is not supported by the local gateway."
                        + " Did you mean Default?");
    }
}
