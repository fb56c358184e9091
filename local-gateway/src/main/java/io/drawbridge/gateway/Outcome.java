package io.drawbridge.gateway;

import io.drawbridge.gateway.api.ApiKey;
import io.drawbridge.gateway.call.Call;
import io.drawbridge.gateway.gate.GateResult;
import io.drawbridge.gateway.http.Body;
import io.drawbridge.gateway.http.Header;
import io.drawbridge.gateway.http.HttpRequest;
import io.drawbridge.gateway.http.HttpResponse;
import io.drawbridge.gateway.response.AppliedResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is known of a request so far; each step adds its part. */
record Outcome(
        HttpRequest request,
        Call call,
        Optional<GateResult> gate,
        Optional<AppliedResponse> gatewayResponse,
        HttpResponse response,
        List<String> notes) {

    /** Never seen by a client: every path ends in an answer. */
    private static final HttpResponse NONE = new HttpResponse(500, List.of(), Body.EMPTY);

    Outcome(HttpRequest request, Call call) {
        this(request, call, Optional.empty(), Optional.empty(), NONE, List.of());
    }

    /** The authorizer's context belongs to the call only when a policy was returned. */
    Outcome gated(GateResult result) {
        return new Outcome(
                request, call.authorized(result.context()), Optional.of(result), gatewayResponse, response, notes);
    }

    /** The call counts for this key from now on. */
    Outcome metered(ApiKey key) {
        return new Outcome(request, call.metered(key), gate, gatewayResponse, response, notes);
    }

    Outcome answered(HttpResponse answer) {
        return new Outcome(request, call, gate, gatewayResponse, answer, notes);
    }

    Outcome faulted(AppliedResponse applied, String note) {
        List<String> more = new ArrayList<>(notes);
        if (!note.isEmpty()) {
            more.add(note);
        }
        return new Outcome(request, call, gate, Optional.of(applied), applied.response(), more);
    }

    /** The response with the ids that every answer of API Gateway carries. */
    HttpResponse stamped() {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("x-amzn-RequestId", call.requestId()));
        headers.add(new Header("x-amz-apigw-id", call.extendedRequestId()));
        headers.addAll(response.headers());
        return new HttpResponse(response.status(), headers, response.body());
    }

    Exchange exchange(HttpResponse sent, Instant now) {
        return new Exchange(
                call.requestId(),
                call.receivedAt(),
                Duration.between(call.receivedAt(), now),
                request,
                call.match().map(found -> found.route().resource()),
                gate,
                gatewayResponse,
                sent,
                notes);
    }
}
