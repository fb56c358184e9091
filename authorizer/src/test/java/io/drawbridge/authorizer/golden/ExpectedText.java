package io.drawbridge.authorizer.golden;

import java.util.List;
import java.util.regex.Pattern;

/** What a header or a context value must be. */
public sealed interface ExpectedText {

    /** Whether these are the values that there must be. */
    boolean isMetBy(List<String> values);

    /** Exactly one value, byte for byte. */
    record Exactly(String value) implements ExpectedText {
        @Override
        public boolean isMetBy(List<String> values) {
            return values.equals(List.of(value));
        }
    }

    /** No value, not even an empty one. */
    record Absent() implements ExpectedText {
        @Override
        public boolean isMetBy(List<String> values) {
            return values.isEmpty();
        }
    }

    /** Exactly one value that the whole expression matches. */
    record Matching(Pattern pattern) implements ExpectedText {
        @Override
        public boolean isMetBy(List<String> values) {
            return values.size() == 1 && pattern.matcher(values.get(0)).matches();
        }
    }
}
