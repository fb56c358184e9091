package io.drawbridge.launcher.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a script must get, beside what must have been on the wire. */
sealed interface Expected {

    /** Method and status of every exchange, in order, such as {@code OPTIONS 204}. */
    List<String> wire();

    /**
     * The script reads the answer.
     *
     * @param wire method and status of every exchange
     * @param status the status it reads
     * @param body what the body it reads must hold
     * @param readable headers that it must be able to read, in lower case, each with its value; {@code ""} for any value
     * @param hidden headers that are on the wire and that it must not be able to read, in lower case
     */
    record Reads(List<String> wire, int status, String body, Map<String, String> readable, List<String> hidden)
            implements Expected {

        public Reads {
            wire = List.copyOf(wire);
            readable = Map.copyOf(readable);
            hidden = List.copyOf(hidden);
        }

        Reads withHeader(String name, String value) {
            return new Reads(wire, status, body, Map.of(name, value), hidden);
        }

        /** {@code name} is readable exactly where it is exposed. */
        Reads withHeaderIf(boolean exposed, String name) {
            List<String> more = new ArrayList<>(hidden);
            if (!exposed) {
                more.add(name);
            }
            return new Reads(wire, status, body, exposed ? Map.of(name, "") : readable, more);
        }
    }

    /**
     * The script gets a {@code TypeError} that is the same for every reason.
     *
     * @param wire method and status of every exchange
     * @param body what the last answer's body on the wire must hold, unseen by the script; {@code ""} for anything
     */
    record LearnsNothing(List<String> wire, String body) implements Expected {
        public LearnsNothing {
            wire = List.copyOf(wire);
        }
    }
}
