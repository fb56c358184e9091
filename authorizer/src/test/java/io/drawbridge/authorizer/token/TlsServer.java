package io.drawbridge.authorizer.token;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/** A server on loopback that says, byte by byte, what a test wants; every connection gets the same. */
final class TlsServer implements AutoCloseable {

    private final ServerSocket server;
    private final Script script;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /** What to say after the request was read. */
    interface Script {
        void say(OutputStream output) throws IOException, InterruptedException;
    }

    private TlsServer(ServerSocket server, Script script) {
        this.server = server;
        this.script = script;
    }

    static TlsServer start(ServerSocketFactory sockets, Script script) throws IOException {
        TlsServer server = new TlsServer(sockets.createServerSocket(0, 5, InetAddress.getLoopbackAddress()), script);
        Thread thread = new Thread(server::acceptAll, "test-server");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    static Script text(String text) {
        return output -> output.write(text.getBytes(StandardCharsets.UTF_8));
    }

    int port() {
        return server.getLocalPort();
    }

    List<String> requests() {
        return requests;
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                requests.add(request(socket.getInputStream()));
                script.say(socket.getOutputStream());
                socket.getOutputStream().flush();
            } catch (IOException | InterruptedException e) {
                // The other side gave up, or the test is over: both are what a test is about.
                requests.add("-");
            }
        }
    }

    private static String request(InputStream input) throws IOException {
        StringBuilder request = new StringBuilder();
        while (!request.toString().endsWith("\r\n\r\n")) {
            int next = input.read();
            if (next < 0) {
                throw new IOException("no whole request");
            }
            request.append((char) next);
        }
        return request.toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
