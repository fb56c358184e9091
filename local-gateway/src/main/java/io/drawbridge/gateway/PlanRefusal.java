package io.drawbridge.gateway;

/** What an answer to a call that its usage plan refused can know. AWS documents it for no such answer. */
public enum PlanRefusal {
    /** {@code $context.authorizer} holds what the authorizer returned, as it does after a Deny. */
    WITH_CONTEXT,
    /** {@code $context.authorizer} is empty. */
    WITHOUT_CONTEXT
}
