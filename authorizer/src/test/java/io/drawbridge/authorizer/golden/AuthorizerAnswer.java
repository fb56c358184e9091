package io.drawbridge.authorizer.golden;

import java.util.Map;
import java.util.Optional;

/**
 * A policy as the authorizer returned it.
 *
 * @param methodArn what was asked
 * @param effect {@code Allow} or {@code Deny}
 * @param action the statement's action
 * @param resource the statement's resource
 * @param context the context; empty text where a value is not granted
 * @param usageIdentifierKey the key of the usage plan
 */
public record AuthorizerAnswer(
        String methodArn,
        String effect,
        String action,
        String resource,
        Map<String, String> context,
        Optional<String> usageIdentifierKey) {

    public AuthorizerAnswer {
        context = Map.copyOf(context);
    }
}
