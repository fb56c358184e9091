package io.drawbridge.launcher.golden;

import io.drawbridge.authorizer.golden.CaseRequest.HeaderLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * One request over a socket, sent byte for byte: HTTP clients refuse to send two Origin lines, a wrong Host or {@code //}.
 *
 * @param status the status
 * @param headers every response header line in order, names in lower case
 * @param body the body as text
 */
record RawExchange(int status, List<HeaderLine> headers, String body) {

    private static final int TIMEOUT_MILLIS = 30_000;

    RawExchange {
        headers = List.copyOf(headers);
    }

    /** Sends the request, with the lines that end the connection after it, and reads the whole answer. */
    static RawExchange send(int port, String method, String target, List<HeaderLine> lines, String body)
            throws IOException {
        byte[] payload = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        lines.forEach(l -> head.append(l.name()).append(": ").append(l.value()).append("\r\n"));
        if (payload.length > 0) {
            head.append("content-length: ").append(payload.length).append("\r\n");
        }
        head.append("connection: close\r\n\r\n");
        try (Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            request.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
            request.writeBytes(payload);
            socket.getOutputStream().write(request.toByteArray());
            return parse(socket.getInputStream().readAllBytes());
        }
    }

    /** Every value of a header, by its name in lower case. */
    List<String> values(String name) {
        return headers.stream()
                .filter(l -> l.name().equals(name))
                .map(HeaderLine::value)
                .toList();
    }

    /** The value of a header that must be there once. */
    String value(String name) {
        List<String> values = values(name);
        if (values.size() != 1) {
            throw new AssertionError("There are " + values.size() + " lines of " + name + ": " + values);
        }
        return values.get(0);
    }

    private static RawExchange parse(byte[] answer) throws IOException {
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new IOException("The answer has no end of its headers: " + text);
        }
        List<String> lines = text.substring(0, end).lines().toList();
        List<HeaderLine> headers = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            headers.add(new HeaderLine(name, line.substring(colon + 1).strip()));
        }
        int statusAt = "HTTP/1.1 ".length();
        int status = Integer.parseInt(lines.get(0).substring(statusAt, statusAt + 3));
        String body = text.substring(end + 4);
        boolean isChunked = headers.contains(new HeaderLine("transfer-encoding", "chunked"));
        String whole = isChunked ? joined(body) : body;
        return new RawExchange(
                status, headers, new String(whole.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    /** The body that chunks carry (RFC 9112, section 7.1). */
    private static String joined(String chunks) {
        StringBuilder body = new StringBuilder();
        int at = 0;
        while (at < chunks.length()) {
            int line = chunks.indexOf("\r\n", at);
            int size = HexFormat.fromHexDigits(chunks.substring(at, line));
            body.append(chunks, line + 2, line + 2 + size);
            at = line + 2 + size + 2;
        }
        return body.toString();
    }
}
