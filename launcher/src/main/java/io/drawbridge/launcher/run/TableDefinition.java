package io.drawbridge.launcher.run;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/**
 * The registry's table as the template describes it, so that the local one has the keys that the deployed one has.
 *
 * @param attributes the key attributes and their types
 * @param keys partition key and sort key
 * @param timeToLive the attribute by which items expire
 */
record TableDefinition(List<AttributeDefinition> attributes, List<KeySchemaElement> keys, Optional<String> timeToLive) {

    private static final String TABLE = "AWS::DynamoDB::Table";

    /**
     * Reads it from a SAM template.
     *
     * @throws LaunchException unless the template has exactly one table
     */
    static TableDefinition read(Path template) {
        List<Node> tables = new ArrayList<>();
        try (Reader reader = Files.newBufferedReader(template)) {
            // Nodes only: CloudFormation's tags (!Ref, !Sub) have no Java type.
            Node root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(reader);
            for (NodeTuple resource : tuples(member(root, "Resources"))) {
                if (text(member(resource.getValueNode(), "Type")).equals(TABLE)) {
                    tables.add(member(resource.getValueNode(), "Properties"));
                }
            }
        } catch (IOException e) {
            throw new LaunchException("The template " + template + " cannot be read: " + e.getMessage() + ".", e);
        }
        if (tables.size() != 1) {
            throw new LaunchException("The template " + template + " has " + tables.size() + " resources of type "
                    + TABLE + ". Drawbridge keeps its registry in exactly one: add or remove some.");
        }
        return of(tables.get(0));
    }

    private static TableDefinition of(Node properties) {
        List<AttributeDefinition> attributes = new ArrayList<>();
        for (Node item : items(member(properties, "AttributeDefinitions"))) {
            attributes.add(AttributeDefinition.builder()
                    .attributeName(text(member(item, "AttributeName")))
                    .attributeType(text(member(item, "AttributeType")))
                    .build());
        }
        List<KeySchemaElement> keys = new ArrayList<>();
        for (Node item : items(member(properties, "KeySchema"))) {
            keys.add(KeySchemaElement.builder()
                    .attributeName(text(member(item, "AttributeName")))
                    .keyType(text(member(item, "KeyType")))
                    .build());
        }
        String ttl = text(member(member(properties, "TimeToLiveSpecification"), "AttributeName"));
        return new TableDefinition(attributes, keys, ttl.isEmpty() ? Optional.empty() : Optional.of(ttl));
    }

    /** The member of that name; an empty mapping where there is none, which then has no members in turn. */
    private static Node member(Node node, String name) {
        for (NodeTuple tuple : tuples(node)) {
            if (text(tuple.getKeyNode()).equals(name)) {
                return tuple.getValueNode();
            }
        }
        return new ScalarNode(node.getTag(), "", null, null, org.yaml.snakeyaml.DumperOptions.ScalarStyle.PLAIN);
    }

    private static List<NodeTuple> tuples(Node node) {
        return node instanceof MappingNode mapping ? mapping.getValue() : List.of();
    }

    private static List<Node> items(Node node) {
        return node instanceof SequenceNode sequence ? sequence.getValue() : List.of();
    }

    private static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }
}
