package io.drawbridge.launcher.admin;

import java.util.List;

/** The admin API refused a request, or could not be asked: what to print, and the exit code that says which. */
public final class AdminApiException extends RuntimeException {

    /** The API answered, and refused. */
    static final int REFUSED = 1;

    /** Nothing that is the API answered. */
    static final int UNREACHABLE = 3;

    private final int exitCode;

    private AdminApiException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    static AdminApiException refused(List<String> lines) {
        return new AdminApiException(REFUSED, String.join(System.lineSeparator(), lines));
    }

    static AdminApiException unreachable(String message) {
        return new AdminApiException(UNREACHABLE, message);
    }

    /** What the command ends with: 1 refused, 3 unreachable. */
    public int exitCode() {
        return exitCode;
    }
}
