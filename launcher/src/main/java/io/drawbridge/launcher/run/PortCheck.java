package io.drawbridge.launcher.run;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds taken ports before anything is started, so that a failed start leaves nothing behind. */
final class PortCheck {

    private static final byte[] IPV4 = {127, 0, 0, 1};
    private static final byte[] IPV6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    private PortCheck() {}

    /**
     * Refuses to go on if a port is taken.
     *
     * @param uses what each port is for, in the words that follow "Port N ("
     * @throws LaunchException naming every taken port
     */
    static void requireFree(Map<Integer, String> uses) {
        List<String> taken = new ArrayList<>();
        uses.forEach((port, use) -> {
            // Browsers try ::1 for localhost first: a listener there would answer in our place.
            if (port != 0 && (isTaken(port, IPV4) || isTaken(port, IPV6))) {
                taken.add("Port " + port + " is already in use (" + use);
            }
        });
        if (!taken.isEmpty()) {
            throw new LaunchException("Nothing was started:", taken);
        }
    }

    private static boolean isTaken(int port, byte[] address) {
        try (ServerSocket socket = new ServerSocket()) {
            // Connections that linger after an earlier run must not look like a listener.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(address), port));
            return false;
        } catch (BindException e) {
            // "Cannot assign requested address": this machine has no such address, so nobody listens there.
            return !String.valueOf(e.getMessage()).contains("assign");
        } catch (IOException e) {
            // No IPv6 at all.
            return false;
        }
    }
}
