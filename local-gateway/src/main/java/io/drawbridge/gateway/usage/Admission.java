package io.drawbridge.gateway.usage;

import io.drawbridge.gateway.api.ApiKey;
import io.drawbridge.gateway.response.Fault;

/** Whether a call that needs an API key may go on. */
public sealed interface Admission {

    /** It may, and has been counted. */
    record Admitted(ApiKey key) implements Admission {}

    /**
     * It may not.
     *
     * @param fault what the API answers
     * @param note what a developer must know about it; names keys and plans by their resources, never by value
     */
    record Refused(Fault fault, String note) implements Admission {}
}
