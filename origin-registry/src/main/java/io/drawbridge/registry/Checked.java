package io.drawbridge.registry;

import java.util.List;
import java.util.Optional;

/**
 * What came of reading something an administrator wrote: the value, or all of its problems at once.
 *
 * @param <T> the value's type
 */
public sealed interface Checked<T> {

    /** The value, if there was no problem. */
    Optional<T> value();

    /** The problems; empty if there is a value. */
    List<Problem> problems();

    /** A value without a problem. */
    record Valid<T>(T get) implements Checked<T> {
        @Override
        public Optional<T> value() {
            return Optional.of(get);
        }

        @Override
        public List<Problem> problems() {
            return List.of();
        }
    }

    /** At least one problem, and no value. */
    record Invalid<T>(List<Problem> problems) implements Checked<T> {
        public Invalid {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("an invalid value has at least one problem");
            }
        }

        @Override
        public Optional<T> value() {
            return Optional.empty();
        }
    }

    /** The value, for places where it was checked before; a problem there is a fault of the program. */
    default T orThrow() {
        return value().orElseThrow(() -> new InvalidValueException(problems()));
    }
}
