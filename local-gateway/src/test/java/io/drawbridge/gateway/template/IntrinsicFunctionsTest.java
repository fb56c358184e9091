package io.drawbridge.gateway.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Intrinsic functions, seen through the environment of a function. */
class IntrinsicFunctionsTest {

    private static final String RESOURCES = """
              Table: {Type: AWS::DynamoDB::Table}
              Named: {Type: AWS::DynamoDB::Table, Properties: {TableName: !Sub "${Word}-orders"}}
              Topic: {Type: AWS::SNS::Topic}
              Queue: {Type: AWS::SQS::Queue}
              Role: {Type: AWS::IAM::Role}
              Ghost: {Type: AWS::DynamoDB::Table, Condition: Never}
              Loop: {Type: AWS::DynamoDB::Table, Properties: {TableName: !Ref Loop}}
            Parameters:
              Word: {Type: String, Default: hello}
              Empty: {Type: String, Default: ""}
              Words: {Type: CommaDelimitedList, Default: "one, two,three"}
            Mappings:
              Sizes: {eu: {small: 1, many: [a, b]}}
            Conditions:
              Always: !Equals [!Ref Word, hello]
              Never: !Not [!Condition Always]
            """;

    private TemplateFixture fixture;

    @BeforeEach
    void folder(@TempDir Path folder) {
        fixture = new TemplateFixture(folder);
    }

    private static String template(String value) {
        return TemplateFixture.ONE_FUNCTION + "      Environment: {Variables: {VALUE: " + value + "}}\n" + RESOURCES;
    }

    private String resolved(String value) {
        return fixture.environment(template(value)).getOrDefault("VALUE", "absent");
    }

    private void refused(String value, String message) {
        assertThat(fixture.problems(template(value)))
                .containsExactly("template.yaml:10:33: Resources.Fn.Properties.Environment.Variables.VALUE " + message);
    }

    @Test
    void refYieldsParametersAndPseudoParameters() {
        assertThat(resolved("!Ref Word")).isEqualTo("hello");
        assertThat(resolved("{Ref: Word}")).isEqualTo("hello");
        assertThat(resolved("!Ref Empty")).isEmpty();
        assertThat(resolved("!Ref AWS::Region")).isEqualTo("us-east-1");
        assertThat(resolved("!Ref AWS::AccountId")).isEqualTo("000000000000");
        assertThat(resolved("!Ref AWS::Partition")).isEqualTo("aws");
        assertThat(resolved("!Ref AWS::StackName")).isEqualTo("local");
        assertThat(resolved("!Ref AWS::URLSuffix")).isEqualTo("amazonaws.com");
        assertThat(resolved("!Ref AWS::NoValue")).isEqualTo("absent");
    }

    @Test
    void refYieldsTheNameOrArnOfResources() {
        assertThat(resolved("!Ref Table")).isEqualTo("Table");
        assertThat(resolved("!Ref Named")).isEqualTo("hello-orders");
        assertThat(resolved("!Ref Topic")).isEqualTo("arn:aws:sns:us-east-1:000000000000:Topic");
        assertThat(resolved("!Ref Queue")).isEqualTo("https://sqs.us-east-1.amazonaws.com/000000000000/Queue");
        assertThat(resolved("!Ref Fn")).isEqualTo("Fn");
        assertThat(resolved("!Ref ServerlessRestApi")).isEqualTo("serverlessrestapi");
        assertThat(resolved("!Ref ServerlessRestApi.Stage")).isEqualTo("Prod");
        assertThat(resolved("!Sub 'at ${ServerlessRestApi.Stage}'")).isEqualTo("at Prod");
    }

    @Test
    void getAttYieldsArns() {
        assertThat(resolved("!GetAtt Table.Arn")).isEqualTo("arn:aws:dynamodb:us-east-1:000000000000:table/Table");
        assertThat(resolved("{Fn::GetAtt: [Named, Arn]}"))
                .isEqualTo("arn:aws:dynamodb:us-east-1:000000000000:table/hello-orders");
        assertThat(resolved("{Fn::GetAtt: Fn.Arn}")).isEqualTo("arn:aws:lambda:us-east-1:000000000000:function:Fn");
        assertThat(resolved("!GetAtt [Role, Arn]")).isEqualTo("arn:aws:iam::000000000000:role/Role");
    }

    @Test
    void subReplacesParametersAttributesAndItsOwnVariables() {
        assertThat(resolved("!Sub \"${Word}-${AWS::Region}-${Table}-${Table.Arn}-${!Kept}-$x\""))
                .isEqualTo("hello-us-east-1-Table-arn:aws:dynamodb:us-east-1:000000000000:table/Table-${Kept}-$x");
        assertThat(resolved("!Sub [\"${Own}/${Word}\", {Own: !Ref AWS::Region, Word: local}]"))
                .isEqualTo("us-east-1/local");
        assertThat(resolved("{Fn::Sub: \"${Word}\"}")).isEqualTo("hello");
    }

    @Test
    void listFunctionsNest() {
        assertThat(resolved("!Join [\"+\", [a, !Ref Word, !Ref AWS::NoValue]]")).isEqualTo("a+hello");
        assertThat(resolved("!Join [\"\", !Ref Words]")).isEqualTo("onetwothree");
        assertThat(resolved("!Select [1, !Ref Words]")).isEqualTo("two");
        assertThat(resolved("!Select [2, !Split [\"/\", \"a/b/c\"]]")).isEqualTo("c");
        assertThat(resolved("!FindInMap [Sizes, eu, small]")).isEqualTo("1");
        assertThat(resolved("!Select [0, !FindInMap [Sizes, eu, many]]")).isEqualTo("a");
    }

    @Test
    void ifTakesOneBranchAndLooksAtNoOther() {
        assertThat(resolved("!If [Always, yes please, !Ref Nothing]")).isEqualTo("yes please");
        assertThat(resolved("!If [Never, !Ref Nothing, \"no\"]")).isEqualTo("no");
        assertThat(resolved("!If [Never, x, !Ref AWS::NoValue]")).isEqualTo("absent");
    }

    @Test
    void parametersGivenByTheCallerReplaceDefaults() {
        assertThat(fixture.environment(template("!Sub \"${Word}!\""), Map.of("Word", "hi")))
                .containsEntry("VALUE", "hi!");
    }

    @Test
    void whatHasNoValueIsNamed() {
        refused(
                "!Ref Nothing",
                "refers to Nothing, which is neither a parameter nor a resource of this template."
                        + " Declare it, or correct the name.");
        refused(
                "!Sub \"${Nothing}\"",
                "refers to Nothing, which is neither a parameter nor a resource of this template."
                        + " Declare it, or correct the name.");
        refused(
                "!GetAtt Table.StreamArn",
                "refers to Table.StreamArn, which has no value here."
                        + " Use the resource's name or Arn, or take the value from a parameter.");
        refused(
                "!Ref Fn.Alias",
                "refers to Fn.Alias, which has no value here."
                        + " Use the resource's name or Arn, or take the value from a parameter.");
        refused(
                "!Ref Ghost",
                "refers to Ghost, which does not exist because its condition is false."
                        + " Guard this reference with the same condition.");
        refused(
                "!ImportValue other-stack",
                "imports a value of another stack, and there is no other stack here."
                        + " Take the value from a parameter and pass it here.");
        refused(
                "!FindInMap [Sizes, us, small]",
                "looks up [Sizes, us, small], and Mappings has no us there. Add it, or correct the keys.");
        refused(
                "\"{{resolve:ssm:/name}}\"",
                "is the dynamic reference {{resolve:ssm:/name}}, which only AWS can look up."
                        + " Take the value from a parameter and pass it here.");
        refused(
                "!If [Sometimes, a, b]",
                "uses the condition Sometimes, which Conditions does not define. Define it, or correct the name.");
    }

    @Test
    void aNameThatRefersToItselfIsReportedWhereItStands() {
        assertThat(fixture.problems(template("!Ref Loop")))
                .containsExactly("template.yaml:17:51: Resources.Loop.Properties.TableName refers to its own resource."
                        + " Break the circle.");
    }

    @Test
    void malformedCallsSayTheirForm() {
        refused("!Ref [a]", "calls Ref in another form. Write the name of a parameter or resource.");
        refused("!GetAtt Table", "calls Fn::GetAtt in another form. Write [resource, attribute].");
        refused("!Sub [a]", "calls Fn::Sub in another form. Write a text, or [text, {name: value}].");
        refused("!Sub \"${Words}\"", "substitutes ${Words}, which is a list. Only text can be substituted.");
        refused("!Join [a]", "calls Fn::Join in another form. Write [delimiter, [texts]].");
        refused("!Split [a]", "calls Fn::Split in another form. Write [delimiter, text].");
        refused("!Select [x, !Ref Words]", "calls Fn::Select in another form. Write [index, [values]].");
        refused(
                "!Select [3, !Ref Words]",
                "selects item 3 of a list of 3. Indexes start at 0: choose one that exists.");
        refused("!FindInMap [Sizes]", "calls Fn::FindInMap in another form. Write [map, first key, second key].");
        refused(
                "!If [Always, a]",
                "calls Fn::If in another form. Write [condition name, value if true, value if false].");
    }

    @Test
    void unknownFunctionsAreRefusedAndNotCopied() {
        refused(
                "!Base64 x",
                "calls Fn::Base64, which is not supported by the local gateway. Use Ref, Fn::Sub, Fn::GetAtt, Fn::Join,"
                        + " Fn::If, Fn::FindInMap, Fn::Select or Fn::Split.");
        refused("!Custom x", "uses the tag !Custom, which is not a CloudFormation function known here. Remove it.");
    }

    @Test
    void oneUnresolvedPartDoesNotBringASecondComplaint() {
        for (String value : List.of(
                "!Join [\"\", [a, !Sub \"${Nothing}\"]]",
                "!Select [0, !Split [\",\", !Ref Nothing]]",
                "!FindInMap [Sizes, !Ref Nothing, small]")) {
            assertThat(fixture.problems(template(value)))
                    .singleElement()
                    .asString()
                    .endsWith(" refers to Nothing, which is neither a parameter nor a resource of this template."
                            + " Declare it, or correct the name.");
        }
    }

    @Test
    void aFunctionBesideOtherKeysIsRefused() {
        assertThat(fixture.problems(template("{Fn::Sub: a, other: b}")))
                .containsExactly(
                        "template.yaml:10:33: Resources.Fn.Properties.Environment.Variables.VALUE is a mapping, not a"
                                + " single value. Write a single value.",
                        "template.yaml:10:41: Resources.Fn.Properties.Environment.Variables.VALUE.Fn::Sub stands beside"
                                + " other keys. A function is a mapping with one key: move the others away.");
    }
}
