package io.drawbridge.gateway.http;

import java.util.concurrent.CompletionStage;

/** What stands behind the front end. Both methods are called on an I/O thread and must not block. */
public interface HttpHandler {

    /** Answers one complete request. A stage that fails is answered 500. */
    CompletionStage<HttpResponse> handle(HttpRequest request);

    /**
     * Learns of a request that the front end answered itself.
     *
     * @param request as much of it as was read; the target is empty where not even that was
     */
    void refused(HttpRequest request, HttpResponse response);
}
