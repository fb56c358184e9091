package io.drawbridge.gateway.http;

import java.util.List;

/**
 * The answers that the front end gives by itself: plain text, no gateway response, no CORS headers, connection closed.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html">Quotas
 *     for REST APIs</a>
 */
enum Refusal {
    BAD_REQUEST(400, "Bad Request"),
    TIMED_OUT(408, "Request Timeout"),
    BODY_TOO_LARGE(413, "HTTP content length exceeded 10485760 bytes."),
    HEADERS_TOO_LARGE(431, "Request Header Fields Too Large"),
    FAILED(500, "Internal Server Error");

    /** The largest body, "Payload size": 10 MB. */
    static final int MAX_BODY_BYTES = 10 * 1024 * 1024;

    /** "Total combined size of request line and header values". */
    static final int MAX_HEAD_BYTES = 10_240;

    private final int status;
    private final String text;

    Refusal(int status, String text) {
        this.status = status;
        this.text = text;
    }

    HttpResponse response() {
        return new HttpResponse(status, List.of(new Header("Content-Type", "text/plain")), Body.of(text));
    }
}
