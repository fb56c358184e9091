package io.drawbridge.sam;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Passes connections on from one address to another, byte for byte. One file without dependencies: it also runs by itself. */
final class Relay implements AutoCloseable {

    private final ServerSocket listener;
    private final InetSocketAddress target;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private Relay(ServerSocket listener, InetSocketAddress target) {
        this.listener = listener;
        this.target = target;
    }

    /**
     * Relays until the process ends.
     *
     * @param pairs where to listen and where that leads, each as {@code HOST:PORT}
     */
    public static void main(String... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            try {
                start(address(pairs[i]), address(pairs[i + 1]));
            } catch (UncheckedIOException e) {
                System.err.println("The address " + pairs[i] + " cannot be listened on ("
                        + e.getMessage()
                        + "): stop the program that listens there, or choose another port.");
                System.exit(1);
            }
            System.out.println(pairs[i] + " leads to " + pairs[i + 1]);
        }
    }

    /** Starts one. */
    static Relay start(InetSocketAddress from, InetSocketAddress to) {
        try {
            ServerSocket listener = new ServerSocket(from.getPort(), 50, from.getAddress());
            Relay relay = new Relay(listener, to);
            relay.threads.execute(relay::accept);
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket from = listener.accept();
                threads.execute(() -> connect(from));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void connect(Socket from) {
        try {
            Socket to = new Socket(InetAddress.getByName(target.getHostString()), target.getPort());
            from.setTcpNoDelay(true);
            to.setTcpNoDelay(true);
            threads.execute(() -> copy(from, to));
            copy(to, from);
        } catch (IOException e) {
            closeQuietly(from);
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            closeQuietly(from);
            closeQuietly(to);
        }
    }

    private static void closeQuietly(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone, which is what was wanted.
        }
    }

    @Override
    public void close() {
        closeQuietly(listener);
        threads.shutdownNow();
    }
}
