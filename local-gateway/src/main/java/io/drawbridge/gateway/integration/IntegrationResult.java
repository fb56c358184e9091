package io.drawbridge.gateway.integration;

import io.drawbridge.gateway.http.HttpResponse;
import io.drawbridge.gateway.response.Fault;

/** What an integration makes of a call. */
public sealed interface IntegrationResult {

    /** It answered. */
    record Answered(HttpResponse response) implements IntegrationResult {}

    /**
     * The gateway must answer instead.
     *
     * @param note what a developer must know about it
     */
    record Faulted(Fault fault, String note) implements IntegrationResult {}
}
