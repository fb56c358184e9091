package io.drawbridge.gateway.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /**
     * @param text as CloudFormation passes it on: booleans are {@code true} and {@code false}
     * @param deployTime whether only CloudFormation knows the value; SAM's translator, which runs before, sees an
     *     unresolved intrinsic instead
     */
    record Scalar(Place place, String text, ScalarType type, boolean deployTime) implements TemplateNode {

        static Scalar text(Place place, String text) {
            return new Scalar(place, text, ScalarType.TEXT, false);
        }

        Scalar knownAtDeployTime() {
            return new Scalar(place, text, type, true);
        }

        @Override
        public Scalar movedTo(Place newPlace) {
            return new Scalar(newPlace, text, type, deployTime);
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

        @Override
        public String kind() {
            return "a mapping";
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
