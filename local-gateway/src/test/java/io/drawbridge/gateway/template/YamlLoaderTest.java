package io.drawbridge.gateway.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.gateway.api.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlLoaderTest {

    private TemplateFixture fixture;

    @BeforeEach
    void folder(@TempDir Path folder) {
        fixture = new TemplateFixture(folder);
    }

    private List<String> withVariable(String line) {
        return fixture.problems(TemplateFixture.ONE_FUNCTION + "      Environment: {Variables: {" + line + "}}\n");
    }

    @Test
    void scalarsArriveAsCloudFormationPassesThemOn() {
        assertThat(
                        fixture.environment(
                                TemplateFixture.ONE_FUNCTION
                                        + "      Environment: {Variables: {YES: yes, OFF: Off, NUM: -5, DEC: 1.5, DAY: 2012-10-17, TXT: \"010\"}}\n"))
                .isEqualTo(Map.of(
                        "YES", "true", "OFF", "false", "NUM", "-5", "DEC", "1.5", "DAY", "2012-10-17", "TXT", "010"));
    }

    @Test
    void aJsonTemplateIsReadToo() {
        assertThat(fixture.valid("""
                        {
                          "Transform": "AWS::Serverless-2016-10-31",
                          "Resources": {
                            "Fn": {
                              "Type": "AWS::Serverless::Function",
                              "Properties": {
                                "Handler": "a.Handler", "Runtime": "java21", "CodeUri": "code.jar",
                                "Events": {"E": {"Type": "Api", "Properties": {"Path": "/", "Method": "get"}}}
                              }
                            }
                          }
                        }
                        """).routes()).hasSize(1);
    }

    @Test
    void jsonMayBeIndentedWithTabsAndEscapeItsSlashes() {
        String json = """
                {
                \t"Transform": "AWS::Serverless-2016-10-31",
                \t"Resources": {"Fn": {"Type":\t"AWS::Serverless::Function", "Properties": {
                \t\t"Handler": "a.Handler", "Runtime": "java21", "CodeUri": ".\\/code.jar",
                \t\t"Environment": {"Variables": {"TEXT": "a\\\\/\\"b"}},
                \t\t"Events": {"E": {"Type": "Api", "Properties": {"Path": "\\/x", "Method": "get"}}}}}}
                }
                """;
        assertThat(fixture.valid(json).routes()).extracting(Route::resource).containsExactly("/x");
        assertThat(fixture.environment(json)).containsEntry("TEXT", "a\\/\"b");
    }

    @Test
    void numbersThatYamlReadsDifferentlyAreRefused() {
        assertThat(withVariable("VALUE: 010"))
                .containsExactly(
                        "template.yaml:10:33: Resources.Fn.Properties.Environment.Variables.VALUE is 010, which"
                                + " YAML 1.1 reads as another number. Put it in quotes to keep it.");
    }

    @Test
    void nullIsRefusedAsCloudFormationDoes() {
        assertThat(withVariable("VALUE: "))
                .containsExactly(
                        "template.yaml:10:33: Resources.Fn.Properties.Environment.Variables.VALUE has no value."
                                + " CloudFormation refuses null: write a value or remove the key.");
    }

    @Test
    void aKeyThatStandsTwiceIsRefused() {
        assertThat(withVariable("AA: a, AA: b"))
                .containsExactly("template.yaml:10:40: Resources.Fn.Properties.Environment.Variables.AA stands here for"
                        + " the second time; the first is in line 10. Keep one of them.");
    }

    @Test
    void mergesBinaryAndStrangeKeysAreRefused() {
        assertThat(withVariable("<<: {AA: b}"))
                .containsExactly(
                        "template.yaml:10:33: Resources.Fn.Properties.Environment.Variables.<< is a YAML merge."
                                + " CloudFormation does not take merges: write the keys out.");
        assertThat(withVariable("AA: !!binary aGk="))
                .containsExactly("template.yaml:10:33: Resources.Fn.Properties.Environment.Variables.AA is tagged"
                        + " !!binary. CloudFormation does not take it: write plain text.");
        assertThat(withVariable("[a]: b"))
                .containsExactly("template.yaml:10:33: Resources.Fn.Properties.Environment.Variables has a key that is"
                        + " not plain text. Write the key as text.");
    }

    @Test
    void anAliasToItsOwnParentIsRefused() {
        assertThat(fixture.problems(
                        "Transform: AWS::Serverless-2016-10-31\nMetadata: &m\n  again: *m\nResources: {}\n"))
                .contains("template.yaml:3:3: Metadata.again is an alias to a value that holds it."
                        + " CloudFormation has no such values: remove it.");
    }

    @Test
    void whatIsNotYamlSaysWhere() {
        assertThat(fixture.problems("Resources:\n  A: [\n"))
                .containsExactly(
                        "template.yaml:3:1: The template is not valid YAML: expected the node content, but found"
                                + " '<stream end>'. Correct this line.");
        assertThat(fixture.problems("a: \u0001\n"))
                .singleElement()
                .asString()
                .startsWith("template.yaml:1:1: The template is not valid YAML: ")
                .endsWith("Correct it.");
    }

    @Test
    void whatIsNotATemplateIsRefused(@TempDir Path empty) throws IOException {
        assertThat(fixture.problems(""))
                .containsExactly("template.yaml:1:1: The template is empty. Give it at least a Resources section.");
        assertThat(fixture.problems("- a\n"))
                .containsExactly(
                        "template.yaml:1:1: The template is a list. A template is a mapping with at least Resources.");
        assertThat(fixture.problems("Transform: AWS::Serverless-2016-10-31\n"))
                .containsExactly(
                        "template.yaml:1:1: Resources declares no REST API. Add an AWS::Serverless::Api, or a function"
                                + " with an event of type Api.",
                        "template.yaml:1:1: Resources is missing. A template declares at least one resource: add it.");
        Path missing = empty.resolve("none.yaml");
        assertThat(TemplateReader.read(missing, Map.of()))
                .isEqualTo(new TemplateResult.Invalid(List.of(new TemplateProblem(
                        TemplateProblem.Kind.SYNTAX,
                        missing.toString(),
                        1,
                        1,
                        "",
                        "The template cannot be read from " + missing + ". Check the path and the file's rights."))));
        Path binary = Files.write(empty.resolve("binary.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThat(TemplateReader.read(binary, Map.of()))
                .isEqualTo(new TemplateResult.Invalid(List.of(new TemplateProblem(
                        TemplateProblem.Kind.SYNTAX,
                        binary.toString(),
                        1,
                        1,
                        "",
                        "The template is not UTF-8 text. Save it as UTF-8."))));
    }

    @Test
    void sectionsAndTransformsOutsideTheSubsetAreRefused() {
        String rest = TemplateFixture.ONE_FUNCTION.replaceFirst("Transform.*\n", "");
        assertThat(fixture.problems(rest))
                .containsExactly("template.yaml:1:1: Transform is missing. The local gateway reads SAM templates: write"
                        + " Transform: AWS::Serverless-2016-10-31.");
        assertThat(fixture.problems("Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]\n" + rest))
                .containsExactly(
                        "template.yaml:1:1: Transform asks for other transforms than SAM's, which are not"
                                + " supported. The local gateway reads SAM templates: write Transform: AWS::Serverless-2016-10-31.");
        assertThat(fixture.problems(
                        TemplateFixture.ONE_FUNCTION + "Rules: {}\nResuorces: {}\nOutputs: {O: {Value: !Ref X}}\n"))
                .containsExactly(
                        "template.yaml:10:1: Rules is not supported by the local gateway. Check parameters with"
                                + " AllowedValues and AllowedPattern.",
                        "template.yaml:11:1: Resuorces is not supported by the local gateway. Did you mean Resources?");
    }
}
