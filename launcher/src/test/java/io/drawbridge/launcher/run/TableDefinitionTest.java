package io.drawbridge.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

final class TableDefinitionTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path temporary;

    @Test
    void theProductsOwnTemplatesDescribeTheTable() {
        for (String template : List.of("../template.yaml", "../examples/path-tenants/template.yaml")) {
            TableDefinition table = TableDefinition.read(Path.of(template));
            assertThat(table.keys())
                    .extracting(
                            KeySchemaElement::attributeName,
                            key -> key.keyType().name())
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("pk", "HASH"),
                            org.assertj.core.groups.Tuple.tuple("sk", "RANGE"));
            assertThat(table.attributes())
                    .extracting(AttributeDefinition::attributeName)
                    .containsExactly("pk", "sk");
            assertThat(table.timeToLive()).contains("ttl");
        }
    }

    @Test
    void aTemplateWithoutATableOrWithTwoIsRefused() throws IOException {
        String one = "  %s:\n    Type: AWS::DynamoDB::Table\n    Properties: {}\n";
        assertRefused("Resources: {}\n", 0);
        assertRefused("Resources:\n" + one.formatted("A") + one.formatted("B"), 2);
    }

    @Test
    void aTemplateThatCannotBeReadIsNamed() {
        Path template = temporary.resolve("none.yaml");
        assertThatThrownBy(() -> TableDefinition.read(template))
                .hasMessage("The template " + template + " cannot be read: " + template + ".");
    }

    private void assertRefused(String yaml, int count) throws IOException {
        Path template = Files.writeString(temporary.resolve("template.yaml"), yaml);
        assertThatThrownBy(() -> TableDefinition.read(template))
                .isInstanceOf(LaunchException.class)
                .hasMessage("The template " + template + " has " + count
                        + " resources of type AWS::DynamoDB::Table. Drawbridge keeps its registry in exactly one: add"
                        + " or remove some.");
    }
}
