package io.drawbridge.examples.orders;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A position in a YAML file, which fails with its path where a test asks for something that is not there. */
record Yaml(String where, @Nullable Object value) {

    /** A short-form intrinsic such as {@code !Ref StageName}; the text of its list where it takes one. */
    record Intrinsic(String tag, String argument) {}

    static Yaml read(Path file) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        // CloudFormation refuses aliases: so does this.
        options.setMaxAliasesForCollections(0);
        try {
            return new Yaml(
                    file.toString(), new org.yaml.snakeyaml.Yaml(new Intrinsics(options)).load(Files.readString(file)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Yaml at(String... names) {
        Yaml here = this;
        for (String name : names) {
            Object member = here.map().get(name);
            if (member == null) {
                throw new AssertionError(here.where + " has no " + name);
            }
            here = new Yaml(here.where + "." + name, member);
        }
        return here;
    }

    boolean has(String name) {
        return map().containsKey(name);
    }

    @SuppressWarnings("unchecked") // SafeConstructor yields maps; every key of these templates is a string.
    Map<String, Object> map() {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new AssertionError(where + " is not a map: " + value);
    }

    List<?> list() {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new AssertionError(where + " is not a list: " + value);
    }

    Intrinsic intrinsic() {
        if (value instanceof Intrinsic intrinsic) {
            return intrinsic;
        }
        throw new AssertionError(where + " is not an intrinsic: " + value);
    }

    String text() {
        return Objects.requireNonNull(value, where).toString();
    }

    /** The position only: it names a parameterized test. */
    @Override
    public String toString() {
        return where;
    }

    private static final class Intrinsics extends SafeConstructor {
        Intrinsics(LoaderOptions options) {
            super(options);
            yamlMultiConstructors.put("!", new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    String argument = node instanceof SequenceNode list
                            ? constructSequence(list).toString()
                            : ((ScalarNode) node).getValue();
                    return new Intrinsic(node.getTag().getValue(), argument);
                }
            });
        }
    }
}
