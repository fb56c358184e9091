package io.drawbridge.launcher.run;

import java.util.List;

/** Something in the user's hands prevents a command: every problem in words, one a line. */
public final class LaunchException extends RuntimeException {

    /** One problem. */
    public LaunchException(String problem) {
        super(problem);
    }

    /** One problem and what caused it. */
    public LaunchException(String problem, Throwable cause) {
        super(problem, cause);
    }

    /**
     * Several problems.
     *
     * @param heading what they are about
     * @param problems at least one
     */
    public LaunchException(String heading, List<String> problems) {
        super(heading + System.lineSeparator() + "  " + String.join(System.lineSeparator() + "  ", problems));
    }
}
