package io.drawbridge.gateway.template;

import io.drawbridge.gateway.template.TemplateNode.Broken;
import io.drawbridge.gateway.template.TemplateNode.Mapping;
import io.drawbridge.gateway.template.TemplateNode.Origin;
import io.drawbridge.gateway.template.TemplateNode.Scalar;
import io.drawbridge.gateway.template.TemplateNode.ScalarType;
import io.drawbridge.gateway.template.TemplateNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Typed access to the properties of one resolved mapping. Every method yields empty where the property is absent or its
 * problem has been reported; {@link #has} tells whether it was written at all.
 */
final class Fields {

    private final Mapping mapping;
    private final Problems problems;

    Fields(Mapping mapping, Problems problems) {
        this.mapping = mapping;
        this.problems = problems;
    }

    Place place() {
        return mapping.place();
    }

    /** The place of a property, or where it would stand. */
    Place place(String key) {
        TemplateNode node = mapping.entries().get(key);
        return node == null ? mapping.place().missing(key) : node.place();
    }

    boolean has(String key) {
        return mapping.entries().containsKey(key);
    }

    Optional<TemplateNode> node(String key) {
        return Optional.ofNullable(mapping.entries().get(key)).filter(node -> !(node instanceof Broken));
    }

    Optional<Scalar> scalar(String key) {
        return node(key).flatMap(node -> {
            if (node instanceof Scalar scalar) {
                return Optional.of(scalar);
            }
            wrongKind(node, "a single value");
            return Optional.empty();
        });
    }

    Optional<String> text(String key) {
        return scalar(key).map(Scalar::text);
    }

    Optional<String> requiredText(String key) {
        if (!has(key)) {
            problems.invalid(mapping.place().missing(key), "is missing. It is required: add it.");
        }
        return text(key);
    }

    /**
     * A text that SAM's translator itself works with, before CloudFormation evaluates functions.
     *
     * @param known up to where the translator knows values for this property
     */
    Optional<String> text(String key, Origin known) {
        return scalar(key).flatMap(scalar -> knownToTranslator(scalar, known));
    }

    /** A list whose items are such texts; the list itself must be written out. */
    List<String> texts(String key, Origin known, Resolver resolver) {
        List<String> texts = new ArrayList<>();
        for (TemplateNode raw : list(key).map(Sequence::items).orElse(List.of())) {
            TemplateNode item = resolver.resolve(raw).orElse(raw);
            if (item instanceof Scalar scalar) {
                knownToTranslator(scalar, known).ifPresent(texts::add);
            } else {
                wrongKind(item, "a text");
            }
        }
        return texts;
    }

    private Optional<String> knownToTranslator(Scalar scalar, Origin known) {
        if (scalar.origin().compareTo(known) <= 0) {
            return Optional.of(scalar.text());
        }
        problems.invalid(
                scalar.place(),
                "comes from a function that SAM's translator does not evaluate here. Write the value"
                        + (known == Origin.PARAMETER ? ", or a Ref to a parameter." : " itself."));
        return Optional.empty();
    }

    /** SAM's translator takes only a plain boolean here; it would take the text "false" for true. */
    Optional<Boolean> writtenBool(String key) {
        return scalar(key).flatMap(scalar -> {
            if (scalar.type() == ScalarType.BOOLEAN && scalar.origin() == Origin.WRITTEN) {
                return Optional.of(scalar.text().equals("true"));
            }
            problems.invalid(
                    scalar.place(),
                    "is " + scalar.text() + ", but not written as a plain true or false, which SAM's translator needs"
                            + " here. Write true or false, without quotes and functions.");
            return Optional.empty();
        });
    }

    Optional<Integer> integer(String key, int least, int most) {
        return integer(key, Origin.FUNCTION, least, most);
    }

    /**
     * A number that SAM's translator itself works with, before CloudFormation evaluates functions.
     *
     * @param known up to where the translator knows values for this property
     */
    Optional<Integer> integer(String key, Origin known, int least, int most) {
        return text(key, known).flatMap(text -> {
            if (text.matches("-?[0-9]{1,9}")) {
                int value = Integer.parseInt(text);
                if (value >= least && value <= most) {
                    return Optional.of(value);
                }
            }
            problems.invalid(
                    place(key),
                    "is " + text + ", which is not a whole number "
                            + (most == Integer.MAX_VALUE ? "of at least " + least : "from " + least + " to " + most)
                            + ". Correct it.");
            return Optional.empty();
        });
    }

    Optional<Boolean> bool(String key) {
        return text(key).flatMap(text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> {
                problems.invalid(place(key), "is " + text + ", which is neither true nor false. Correct it.");
                yield Optional.empty();
            }
        });
    }

    Optional<Mapping> mapping(String key) {
        return node(key).flatMap(node -> asMapping(node, problems));
    }

    Optional<Sequence> list(String key) {
        return node(key).flatMap(node -> {
            if (node instanceof Sequence sequence) {
                return Optional.of(sequence);
            }
            wrongKind(node, "a list");
            return Optional.empty();
        });
    }

    /** A list of texts; empty where one of them is something else. */
    Optional<List<String>> texts(String key) {
        return list(key).flatMap(sequence -> {
            List<String> texts = new ArrayList<>();
            for (TemplateNode item : sequence.items()) {
                if (item instanceof Scalar scalar) {
                    texts.add(scalar.text());
                } else {
                    wrongKind(item, "a text");
                }
            }
            return texts.size() == sequence.items().size() ? Optional.of(texts) : Optional.empty();
        });
    }

    static Optional<Mapping> asMapping(TemplateNode node, Problems problems) {
        if (node instanceof Mapping mapping && mapping.function().isPresent()) {
            problems.invalid(
                    node.place(),
                    "is " + node.kind() + ", but SAM's translator looks into it before functions are evaluated."
                            + " Write the mapping out.");
            return Optional.empty();
        }
        if (node instanceof Mapping mapping) {
            return Optional.of(mapping);
        }
        if (!(node instanceof Broken)) {
            problems.invalid(node.place(), "is " + node.kind() + ", not a mapping. Write a mapping.");
        }
        return Optional.empty();
    }

    private void wrongKind(TemplateNode node, String wanted) {
        if (!(node instanceof Broken)) {
            problems.invalid(node.place(), "is " + node.kind() + ", not " + wanted + ". Write " + wanted + ".");
        }
    }
}
