package io.drawbridge.launcher.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Takes an HTTP/1.1 response apart (RFC 9112); the connection's end is the body's end. */
final class RawAnswerParser {

    private final byte[] bytes;
    private int position;

    private RawAnswerParser(byte[] bytes) {
        this.bytes = bytes;
    }

    static RawExchange.Answer parse(byte[] bytes) throws IOException {
        return new RawAnswerParser(bytes).answer();
    }

    private RawExchange.Answer answer() throws IOException {
        String[] statusLine = line().split(" ", 3);
        if (statusLine.length < 2 || !statusLine[1].matches("[0-9]{3}")) {
            throw new IOException("The gateway closed the connection without an HTTP answer.");
        }
        List<RawExchange.Line> headers = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.add(new RawExchange.Line(
                        line.substring(0, colon), line.substring(colon + 1).trim()));
            }
        }
        boolean chunked = headers.stream()
                .anyMatch(header -> header.name().equalsIgnoreCase("transfer-encoding")
                        && header.value().equalsIgnoreCase("chunked"));
        return new RawExchange.Answer(
                Integer.parseInt(statusLine[1]),
                headers,
                new String(chunked ? chunks() : rest(), StandardCharsets.UTF_8));
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            int end = Math.min(position + size, bytes.length);
            body.write(bytes, position, end - position);
            position = end;
            line();
        }
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        String text = line().split(";", 2)[0].trim();
        if (text.isEmpty()) {
            return 0;
        }
        try {
            return Integer.parseInt(text, 16);
        } catch (NumberFormatException e) {
            throw new IOException("The gateway's answer has the chunk size \"" + text + "\".", e);
        }
    }

    private byte[] rest() {
        byte[] rest = new byte[bytes.length - position];
        System.arraycopy(bytes, position, rest, 0, rest.length);
        return rest;
    }

    /** The text up to the next line break, which is left behind; empty at the end. */
    private String line() {
        int start = position;
        while (position < bytes.length && bytes[position] != '\n') {
            position++;
        }
        String line = new String(bytes, start, position - start, StandardCharsets.ISO_8859_1);
        position = Math.min(position + 1, bytes.length);
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }
}
