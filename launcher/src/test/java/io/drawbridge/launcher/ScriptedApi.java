package io.drawbridge.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** An HTTP server that answers as a test tells it, one connection for each request, or hangs up instead. */
final class ScriptedApi implements AutoCloseable {

    static final String TOKEN = "a-secret-token";

    private static final String LOST = "";

    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final Deque<String> answers = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();

    ScriptedApi() throws IOException {
        Thread thread = new Thread(this::serve, "scripted-api");
        thread.setDaemon(true);
        thread.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** Hangs up after the next request. */
    synchronized ScriptedApi loseConnection() {
        answers.add(LOST);
        return this;
    }

    ScriptedApi answer(int status, String body) {
        return answer(status, body, "\"none\"");
    }

    synchronized ScriptedApi answer(int status, String body, String etag) {
        answers.add("HTTP/1.1 " + status + " X\r\nConnection: close\r\nETag: " + etag + "\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
        return this;
    }

    /** What arrived: the request line, headers with names in lower case, an empty line, the body. */
    synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                String request = read(socket);
                String answer;
                synchronized (this) {
                    requests.add(request);
                    answer = answers.isEmpty() ? LOST : answers.remove();
                }
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                socket.getOutputStream().flush();
            } catch (IOException e) {
                // The test has closed it.
            }
        }
    }

    private static String read(Socket socket) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        StringBuilder request = new StringBuilder(in.readLine()).append('\n');
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            int colon = line.indexOf(':');
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            length = name.equals("content-length")
                    ? Integer.parseInt(line.substring(colon + 1).strip())
                    : length;
            request.append(name).append(line.substring(colon)).append('\n');
        }
        request.append('\n');
        for (int i = 0; i < length; i++) {
            request.append((char) in.read());
        }
        return request.toString();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
