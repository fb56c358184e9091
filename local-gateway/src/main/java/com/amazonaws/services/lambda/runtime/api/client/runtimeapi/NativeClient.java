package com.amazonaws.services.lambda.runtime.api.client.runtimeapi;

import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.dto.InvocationRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;

/** Talks to the Lambda Runtime API in plain Java; the same three methods as the native class. */
final class NativeClient {

    private static String invocations = "";

    private NativeClient() {}

    /** Remembers where the Runtime API is: {@code host:port}. */
    static void init(String runtimeApi) {
        invocations = "http://" + runtimeApi + "/2018-06-01/runtime/invocation/";
    }

    /** Waits, however long, for the next invocation. */
    static InvocationRequest next() {
        try {
            HttpURLConnection connection = open("next");
            try (InputStream in = connection.getInputStream()) {
                InvocationRequest request = new InvocationRequest();
                request.setContent(in.readAllBytes());
                request.setId(connection.getHeaderField("Lambda-Runtime-Aws-Request-Id"));
                request.setXrayTraceId(connection.getHeaderField("Lambda-Runtime-Trace-Id"));
                request.setInvokedFunctionArn(connection.getHeaderField("Lambda-Runtime-Invoked-Function-Arn"));
                request.setDeadlineTimeInMs(connection.getHeaderFieldLong("Lambda-Runtime-Deadline-Ms", 0));
                return request;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Failed to get next.", e);
        }
    }

    /** Reports a result; a result that is refused is the service's to report, not ours. */
    static void postInvocationResponse(byte[] requestId, byte[] response) {
        try {
            HttpURLConnection connection = open(new String(requestId, StandardCharsets.UTF_8) + "/response");
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(response.length);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(response);
            }
            if (connection.getResponseCode() / 100 != 2) {
                throw new IOException("HTTP status " + connection.getResponseCode());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Failed to post invocation response.", e);
        }
    }

    private static HttpURLConnection open(String path) throws IOException {
        return (HttpURLConnection) new URL(invocations + path).openConnection();
    }
}
