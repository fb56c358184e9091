package io.drawbridge.authorizer.golden;

/** What is registered when a case runs. */
public sealed interface RegistrySource {

    /**
     * A registry file.
     *
     * @param name where it is from, for messages
     * @param json the document, in which {@code ${issuer}} stands for the base URL of the local issuers
     */
    record Document(String name, String json) implements RegistrySource {}

    /** A registry that cannot be read. */
    record Unreadable() implements RegistrySource {}
}
