package io.drawbridge.authorizer.token;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.function.Predicate;

/**
 * A socket that connects to allowed addresses only, and gives up when its fetch has used up its limits.
 *
 * <p>The address is looked at when it is connected to. A check of the name before would be a check of another answer of the
 * name server (DNS rebinding). The time left is set before each read, because a time-out of the socket alone starts again
 * with every byte.
 */
final class GuardedSocket extends Socket {

    private final FetchLimits limits;
    private final Predicate<InetAddress> allowed;

    GuardedSocket(FetchLimits limits, Predicate<InetAddress> allowed) {
        this.limits = limits;
        this.allowed = allowed;
    }

    /** The address may not be connected to. */
    static final class RefusedAddressException extends IOException {
        RefusedAddressException() {
            super("the address is not a public one");
        }
    }

    @Override
    public void connect(SocketAddress endpoint) throws IOException {
        connect(endpoint, 0);
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
        if (!(endpoint instanceof InetSocketAddress address) || address.isUnresolved()) {
            throw new UnknownHostException("the host cannot be resolved");
        }
        if (!allowed.test(address.getAddress())) {
            throw new RefusedAddressException();
        }
        super.connect(endpoint, limits.millisLeft());
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new LimitedInput(super.getInputStream());
    }

    private final class LimitedInput extends InputStream {

        private final InputStream input;

        LimitedInput(InputStream input) {
            this.input = input;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            setSoTimeout(limits.millisLeft());
            int count = input.read(buffer, offset, length);
            limits.received(count);
            return count;
        }

        @Override
        public int available() throws IOException {
            return input.available();
        }

        @Override
        public void close() throws IOException {
            input.close();
        }
    }
}
