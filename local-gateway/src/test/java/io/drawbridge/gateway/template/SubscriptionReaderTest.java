package io.drawbridge.gateway.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.gateway.api.FunctionDefinition;
import io.drawbridge.gateway.api.LogFilter;
import io.drawbridge.gateway.api.LogSubscription;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
final class SubscriptionReaderTest {

    /** Line 1 to 20. */
    private static final String TEMPLATE = """
            Transform: AWS::Serverless-2016-10-31
            Globals: {Function: {Handler: a.Handler, Runtime: java21, CodeUri: code.jar}}
            Resources:
              Writer:
                Type: AWS::Serverless::Function
                Properties:
                  LoggingConfig: {LogGroup: !Ref Lines}
                  Events: {Root: {Type: Api, Properties: {Path: /, Method: get}}}
              Lines: {Type: AWS::Logs::LogGroup}
              Own: {Type: AWS::Logs::LogGroup}
              Reader:
                Type: AWS::Serverless::Function
                Properties:
                  LoggingConfig: {LogGroup: !Ref Own}
                  Events:
                    Some:
                      Type: CloudWatchLogs
                      Properties:
                        LogGroupName: !Ref Lines
                        FilterPattern: '{ $.event = "seen" }'
            """;

    private TemplateFixture fixture;

    @BeforeEach
    void setUp(@TempDir Path folder) {
        fixture = new TemplateFixture(folder);
    }

    private List<String> replacing(String old, String replacement) {
        return fixture.problems(TEMPLATE.replace(old, replacement));
    }

    @Test
    void a_function_gets_the_lines_of_those_that_write_into_the_group() {
        assertThat(fixture.valid(TEMPLATE).subscriptions())
                .containsExactly(
                        new LogSubscription("Reader", "Lines", Set.of("Writer"), new LogFilter("event", "seen")));
        assertThat(fixture.valid(TEMPLATE).functions())
                .extracting(FunctionDefinition::logicalId)
                .containsExactlyInAnyOrder("Writer", "Reader");
    }

    @Test
    void a_function_that_names_no_group_writes_into_lambdas_own() {
        String template = TEMPLATE.replace("      LoggingConfig: {LogGroup: !Ref Lines}\n", "")
                .replace("LogGroupName: !Ref Lines", "LogGroupName: /aws/lambda/Writer");

        assertThat(fixture.valid(template).subscriptions())
                .extracting(LogSubscription::logGroup)
                .containsExactly("/aws/lambda/Writer");
    }

    @Test
    void a_pattern_of_another_form_is_refused_by_its_line() {
        assertThat(replacing("{ $.event = \"seen\" }", "seen"))
                .containsExactly(
                        "template.yaml:20:13: Resources.Reader.Properties.Events.Some.Properties.FilterPattern is"
                                + " seen, which is not supported by the local gateway. Only patterns of the form"
                                + " { $.name = \"value\" } are served: write one, or filter in the function.");
    }

    @Test
    void a_group_into_which_nobody_writes_is_a_mistake() {
        assertThat(replacing("LogGroupName: !Ref Lines", "LogGroupName: elsewhere"))
                .containsExactly(
                        "template.yaml:19:13: Resources.Reader.Properties.Events.Some.Properties.LogGroupName is"
                                + " elsewhere, into which no function of this template writes. Name the LogGroup of a"
                                + " function's LoggingConfig.");
    }

    @Test
    void a_function_that_reads_its_own_lines_would_never_end() {
        assertThat(replacing("LogGroup: !Ref Own", "LogGroup: !Ref Lines"))
                .containsExactly(
                        "template.yaml:19:13: Resources.Reader.Properties.Events.Some.Properties.LogGroupName is"
                                + " Lines, into which the function itself writes: each line could bring about another one. Give"
                                + " the function a log group of its own.");
    }

    @Test
    void what_is_missing_or_not_known_is_named() {
        assertThat(replacing("FilterPattern: '{ $.event = \"seen\" }'", "Pattern: x"))
                .hasSize(2)
                .anyMatch(p -> p.contains("Pattern is not supported by the local gateway"))
                .anyMatch(p -> p.contains("FilterPattern is missing"));
    }
}
