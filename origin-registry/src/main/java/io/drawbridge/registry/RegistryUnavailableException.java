package io.drawbridge.registry;

/** The registry could not be read or written now: a fault, never an answer about what it holds. */
public final class RegistryUnavailableException extends RuntimeException {

    /** A fault that no other one caused, such as an item that breaks a rule. */
    public RegistryUnavailableException(String message) {
        super(message);
    }

    /** A fault with what failed in words for the log. */
    public RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
