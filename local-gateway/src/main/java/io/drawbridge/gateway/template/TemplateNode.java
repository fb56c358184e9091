package io.drawbridge.gateway.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One value of the template. Before resolution an intrinsic function is a mapping with its one long-form key. */
sealed interface TemplateNode {

    Place place();

    /** The same value, reported at another place: what an intrinsic yields stands where the intrinsic stands. */
    TemplateNode movedTo(Place place);

    /** What the value is, for a message: {@code a text}, {@code a list}, {@code a mapping}. */
    String kind();

    /** How YAML reads a plain scalar. */
    enum ScalarType {
        TEXT,
        NUMBER,
        BOOLEAN,
        NULL
    }

    /** Who knows a value: SAM's translator works with some properties before CloudFormation evaluates functions. */
    enum Origin {
        /** Written so in the template: known to everybody. */
        WRITTEN,
        /** A {@code Ref} to a parameter: known to SAM's translator for most properties. */
        PARAMETER,
        /** Any other function: known to CloudFormation only. */
        FUNCTION
    }

    /**
     * @param text as CloudFormation passes it on: booleans are {@code true} and {@code false}
     */
    record Scalar(Place place, String text, ScalarType type, Origin origin) implements TemplateNode {

        static Scalar text(Place place, String text) {
            return new Scalar(place, text, ScalarType.TEXT, Origin.WRITTEN);
        }

        Scalar from(Origin newOrigin) {
            return new Scalar(place, text, type, newOrigin);
        }

        @Override
        public Scalar movedTo(Place newPlace) {
            return new Scalar(newPlace, text, type, origin);
        }

        @Override
        public String kind() {
            return "the value " + text;
        }
    }

    /** A list. */
    record Sequence(Place place, List<TemplateNode> items) implements TemplateNode {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public Sequence movedTo(Place newPlace) {
            return new Sequence(newPlace, items);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /** Keys and values in template order. */
    record Mapping(Place place, Map<String, TemplateNode> entries) implements TemplateNode {
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        static Mapping empty(Place place) {
            return new Mapping(place, Map.of());
        }

        @Override
        public Mapping movedTo(Place newPlace) {
            return new Mapping(newPlace, entries);
        }

        /** The name of the function that this mapping is a call of, such as {@code Fn::Sub} or {@code Ref}. */
        Optional<String> function() {
            return entries.size() == 1
                    ? entries.keySet().stream()
                            .filter(key -> key.equals("Ref") || key.startsWith("Fn::"))
                            .findFirst()
                    : Optional.empty();
        }

        @Override
        public String kind() {
            return function().map(name -> "a call of " + name).orElse("a mapping");
        }
    }

    /** A value whose problem has been reported already. */
    record Broken(Place place) implements TemplateNode {

        @Override
        public Broken movedTo(Place newPlace) {
            return new Broken(newPlace);
        }

        @Override
        public String kind() {
            return "unreadable";
        }
    }
}
