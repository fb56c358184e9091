package io.drawbridge.gateway.template;

import io.drawbridge.gateway.template.TemplateNode.Broken;
import io.drawbridge.gateway.template.TemplateNode.Mapping;
import io.drawbridge.gateway.template.TemplateNode.Origin;
import io.drawbridge.gateway.template.TemplateNode.Scalar;
import io.drawbridge.gateway.template.TemplateNode.ScalarType;
import io.drawbridge.gateway.template.TemplateNode.Sequence;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Turns the text of a template into nodes. CloudFormation's short tags become their long forms: {@code !Ref x} is
 * {@code {Ref: x}}, {@code !GetAtt a.b} is {@code {"Fn::GetAtt": [a, b]}}.
 */
final class YamlLoader {

    private static final Place START = new Place(1, 1, "");

    /** The short tags that stand for {@code Fn::…}; {@code !Ref} and {@code !Condition} have no prefix. */
    private static final Set<String> FUNCTION_TAGS = Set.of(
            "!And",
            "!Base64",
            "!Cidr",
            "!Equals",
            "!FindInMap",
            "!GetAZs",
            "!GetAtt",
            "!If",
            "!ImportValue",
            "!Join",
            "!Not",
            "!Or",
            "!Select",
            "!Split",
            "!Sub",
            "!Transform");

    /** YAML 1.1 reads {@code 010} as 8, {@code 1_000} as 1000 and {@code 1:30} as 90: nobody means that here. */
    private static final Pattern PLAIN_NUMBER = Pattern.compile("[-+]?(0|[1-9][0-9]*)");

    private static final Pattern ESCAPE = Pattern.compile("\\\\.");

    private final Problems problems;

    /** The collections that are being converted, to notice an alias to a parent. */
    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());

    private YamlLoader(Problems problems) {
        this.problems = problems;
    }

    /** The document; {@link Broken} where it is not YAML at all. */
    static TemplateNode load(String text, Problems problems) {
        try {
            Node root = new Yaml(new LoaderOptions()).compose(new StringReader(asYaml(text)));
            if (root == null) {
                problems.syntax(START, "is empty. Give it at least a Resources section.");
                return new Broken(START);
            }
            return new YamlLoader(problems).convert(root, START);
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            Place place = mark == null ? START : new Place(mark.getLine() + 1, mark.getColumn() + 1, "");
            problems.syntax(place, "is not valid YAML: " + e.getProblem() + ". Correct this line.");
            return new Broken(place);
        } catch (YAMLException e) {
            problems.syntax(START, "is not valid YAML: " + e.getMessage() + ". Correct it.");
            return new Broken(START);
        }
    }

    /**
     * JSON with what YAML 1.1 does not take from it replaced: tabs as white space, and the escape {@code \/}. Neither a raw
     * tab nor a backslash can stand in JSON otherwise.
     */
    private static String asYaml(String text) {
        return text.stripLeading().startsWith("{")
                ? ESCAPE.matcher(text.replace('\t', ' '))
                        .replaceAll(
                                escape -> escape.group().equals("\\/") ? "/" : Matcher.quoteReplacement(escape.group()))
                : text;
    }

    private TemplateNode convert(Node node, Place place) {
        String tag = node.getTag().getValue();
        if (!tag.startsWith("!")) {
            return plain(node, place);
        }
        if (tag.equals("!Ref") || tag.equals("!Condition")) {
            return intrinsic(tag.substring(1), plain(node, place), place);
        }
        if (!FUNCTION_TAGS.contains(tag)) {
            problems.unsupported(
                    place, "uses the tag " + tag + ", which is not a CloudFormation function known here. Remove it.");
            return new Broken(place);
        }
        TemplateNode argument = plain(node, place);
        if (tag.equals("!GetAtt") && argument instanceof Scalar scalar) {
            argument = splitAttribute(scalar);
        }
        return intrinsic("Fn::" + tag.substring(1), argument, place);
    }

    private static Mapping intrinsic(String function, TemplateNode argument, Place place) {
        return new Mapping(place, Map.of(function, argument));
    }

    private static TemplateNode splitAttribute(Scalar scalar) {
        int dot = scalar.text().indexOf('.');
        if (dot < 0) {
            return scalar;
        }
        return new Sequence(
                scalar.place(),
                List.of(
                        Scalar.text(scalar.place(), scalar.text().substring(0, dot)),
                        Scalar.text(scalar.place(), scalar.text().substring(dot + 1))));
    }

    private TemplateNode plain(Node node, Place place) {
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar, place);
        }
        if (!open.add(node)) {
            problems.syntax(
                    place, "is an alias to a value that holds it. CloudFormation has no such values: remove it.");
            return new Broken(place);
        }
        TemplateNode result =
                node instanceof SequenceNode sequence ? sequence(sequence, place) : mapping((MappingNode) node, place);
        open.remove(node);
        return result;
    }

    private TemplateNode scalar(ScalarNode node, Place place) {
        Tag tag = node.getTag();
        String text = node.getValue();
        if (tag.equals(Tag.INT)) {
            if (!PLAIN_NUMBER.matcher(text).matches()) {
                problems.syntax(
                        place, "is " + text + ", which YAML 1.1 reads as another number. Put it in quotes to keep it.");
                return new Broken(place);
            }
            return new Scalar(place, text, ScalarType.NUMBER, Origin.WRITTEN);
        }
        if (tag.equals(Tag.FLOAT)) {
            return new Scalar(place, text, ScalarType.NUMBER, Origin.WRITTEN);
        }
        if (tag.equals(Tag.BOOL)) {
            String lower = text.toLowerCase(Locale.ROOT);
            boolean value = lower.equals("true") || lower.equals("yes") || lower.equals("on");
            return new Scalar(place, String.valueOf(value), ScalarType.BOOLEAN, Origin.WRITTEN);
        }
        if (tag.equals(Tag.NULL)) {
            return new Scalar(place, "", ScalarType.NULL, Origin.WRITTEN);
        }
        if (tag.equals(Tag.BINARY)) {
            problems.syntax(place, "is tagged !!binary. CloudFormation does not take it: write plain text.");
            return new Broken(place);
        }
        return Scalar.text(place, text);
    }

    private Sequence sequence(SequenceNode node, Place place) {
        List<TemplateNode> items = new ArrayList<>();
        for (Node item : node.getValue()) {
            Mark mark = item.getStartMark();
            items.add(convert(item, place.item(mark.getLine() + 1, mark.getColumn() + 1, items.size())));
        }
        return new Sequence(place, items);
    }

    private Mapping mapping(MappingNode node, Place place) {
        Map<String, TemplateNode> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            Mark mark = tuple.getKeyNode().getStartMark();
            String key = key(tuple.getKeyNode());
            if (key == null) {
                Place keyPlace = new Place(mark.getLine() + 1, mark.getColumn() + 1, place.path());
                problems.syntax(keyPlace, "has a key that is not plain text. Write the key as text.");
                continue;
            }
            Place child = place.child(mark.getLine() + 1, mark.getColumn() + 1, key);
            if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
                problems.syntax(child, "is a YAML merge. CloudFormation does not take merges: write the keys out.");
            } else if (entries.containsKey(key)) {
                problems.syntax(
                        child,
                        "stands here for the second time; the first is in line "
                                + entries.get(key).place().line() + ". Keep one of them.");
            } else {
                entries.put(key, convert(tuple.getValueNode(), child));
            }
        }
        return new Mapping(place, entries);
    }

    private static @Nullable String key(Node node) {
        return node instanceof ScalarNode scalar && !node.getTag().getValue().startsWith("!")
                ? scalar.getValue()
                : null;
    }
}
