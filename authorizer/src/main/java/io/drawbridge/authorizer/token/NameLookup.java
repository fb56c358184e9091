package io.drawbridge.authorizer.token;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks names up within a fetch's time.
 *
 * <p>The Java runtime has no time-out for it, and a name server that a tenant chose can take tens of seconds: longer than the
 * function may run, so that even the failure could not be remembered. Hence the one thread of this package: it lives for one
 * lookup, and when that is given up, until the operating system gives up too. There is one at most for each issuer record and
 * half a minute, because a failure is remembered that long.
 */
final class NameLookup {

    /** The operating system's resolver. */
    static final NameLookup SYSTEM = new NameLookup(InetAddress::getAllByName);

    private final Resolver resolver;

    NameLookup(Resolver resolver) {
        this.resolver = resolver;
    }

    /** Every address of a host. */
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    List<InetAddress> addresses(String host, FetchLimits limits) throws IOException {
        FutureTask<InetAddress[]> lookup = new FutureTask<>(() -> resolver.resolve(host));
        Thread thread = new Thread(lookup, "jwks-name-lookup");
        thread.setDaemon(true);
        thread.start();
        try {
            return List.of(lookup.get(limits.millisLeft(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            throw new SocketTimeoutException("the name lookup has used up the fetch's time");
        } catch (ExecutionException e) {
            throw new UnknownHostException("the host cannot be resolved");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a name lookup");
        }
    }
}
