package io.drawbridge.launcher.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One HTTP/1.1 request to the local gateway, written to a socket byte for byte.
 *
 * <p>An HTTP client library would not send two {@code Origin} lines, nor a {@code Host} of our choice.
 *
 * @param method the verb
 * @param target the request target
 * @param headers the header lines in order; framing is added
 * @param body sent in UTF-8, with a {@code Content-Length} unless it is empty
 */
record RawExchange(String method, String target, List<Line> headers, String body) {

    /** Longer than the slowest route of the demo takes to time out. */
    private static final int TIMEOUT_MILLIS = 15_000;

    private static final int MAX_ANSWER = 1 << 20;
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern TARGET = Pattern.compile("/[!-~]*");
    private static final Pattern VALUE = Pattern.compile("[\\t -~]*");

    RawExchange {
        headers = List.copyOf(headers);
        boolean clean = TOKEN.matcher(method).matches()
                && TARGET.matcher(target).matches()
                && headers.stream()
                        .allMatch(line -> TOKEN.matcher(line.name()).matches()
                                && VALUE.matcher(line.value()).matches());
        if (!clean) {
            throw new IllegalArgumentException("A method, path or header holds a character that HTTP does not allow"
                    + " there (RFC 9110, section 5). Send plain ASCII without line breaks.");
        }
    }

    /** One header line. */
    record Line(String name, String value) {}

    /**
     * What came back.
     *
     * @param status the status code
     * @param headers the header lines as received
     * @param body the body, chunks joined, read as UTF-8
     */
    record Answer(int status, List<Line> headers, String body) {
        Answer {
            headers = List.copyOf(headers);
        }
    }

    /** Sends it to a port of 127.0.0.1 and reads the whole answer. */
    Answer send(int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.setTcpNoDelay(true);
            socket.connect(
                    new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), TIMEOUT_MILLIS);
            write(socket.getOutputStream());
            return RawAnswerParser.parse(read(socket.getInputStream()));
        }
    }

    private void write(OutputStream out) throws IOException {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        headers.forEach(line ->
                head.append(line.name()).append(": ").append(line.value()).append("\r\n"));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0) {
            head.append("content-length: ").append(bytes.length).append("\r\n");
        }
        head.append("connection: close\r\n\r\n");
        out.write(head.toString().getBytes(StandardCharsets.US_ASCII));
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            // A body over the limit: the gateway has answered and closed before all of it was sent.
        }
    }

    private static byte[] read(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            int count;
            while (bytes.size() < MAX_ANSWER && (count = in.read(buffer)) >= 0) {
                bytes.write(buffer, 0, count);
            }
        } catch (IOException e) {
            // A reset after the answer, for the same reason; without an answer the parser says so.
            if (bytes.size() == 0) {
                throw e;
            }
        }
        return bytes.toByteArray();
    }
}
