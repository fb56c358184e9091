package io.drawbridge.gateway.api;

import java.util.Optional;

/**
 * One method of one resource.
 *
 * @param resource the resource's path template, such as {@code /orders/{id}} or {@code /{proxy+}}
 * @param method the HTTP verb in upper case, or {@code ANY}
 * @param authorizer who decides before the integration runs; empty for a public method
 * @param keyRequired whether an API key of a usage plan must come with it, once the authorizer has allowed it
 * @param integration what answers
 */
public record Route(
        String resource, String method, Optional<Authorizer> authorizer, boolean keyRequired, Integration integration) {

    /** The verb that stands for every verb a resource does not name itself. */
    public static final String ANY = "ANY";

    /** A method that needs no API key. */
    public Route(String resource, String method, Optional<Authorizer> authorizer, Integration integration) {
        this(resource, method, authorizer, false, integration);
    }
}
