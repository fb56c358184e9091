package io.drawbridge.gateway.function;

/** What a function returned is not what API Gateway accepts; the message says why, for the developer only. */
public final class MalformedAnswerException extends Exception {

    private final String reason;

    public MalformedAnswerException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** The message. */
    public String reason() {
        return reason;
    }
}
