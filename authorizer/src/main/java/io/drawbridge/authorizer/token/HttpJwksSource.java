package io.drawbridge.authorizer.token;

import io.drawbridge.registry.Issuer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/**
 * Fetches keys over HTTPS from a place that a tenant chose, and therefore trusts neither the place nor its answer: public
 * addresses only, port 443, no redirect, no proxy, 2 s and 256 KB in all.
 *
 * <p>In local mode the loopback names may be asked too, on any port and without TLS, as the local issuer is.
 */
public final class HttpJwksSource implements JwksSource {

    static final Duration TIME = Duration.ofSeconds(2);
    static final int MAX_BYTES = 256 << 10;

    /** TLS adds its own bytes to the answer's, and every answer has a header. */
    private static final int MAX_RAW_BYTES = 2 * MAX_BYTES;

    private static final int HTTPS = 443;
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private final boolean localMode;
    private final SSLSocketFactory tls;
    private final NameLookup names;
    private final Duration time;

    /**
     * A source that verifies certificates as the Java runtime does.
     *
     * @param localMode whether loopback may be asked
     */
    public HttpJwksSource(boolean localMode) {
        this(localMode, HttpsURLConnection.getDefaultSSLSocketFactory(), NameLookup.SYSTEM, TIME);
    }

    HttpJwksSource(boolean localMode, SSLSocketFactory tls, NameLookup names, Duration time) {
        this.localMode = localMode;
        this.tls = tls;
        this.names = names;
        this.time = time;
    }

    @Override
    public Answer fetch(Issuer issuer) {
        return fetch(issuer.jwksUri());
    }

    /** Fetches a document that an administrator or a tenant named, under the same guards. */
    public Answer fetch(URI uri) {
        boolean isLocal = localMode && LOOPBACK_NAMES.contains(uri.getHost());
        boolean isPublic = "https".equals(uri.getScheme()) && (uri.getPort() < 0 || uri.getPort() == HTTPS);
        if (!isLocal && !isPublic) {
            return new Failure("the URL is not https on port 443");
        }
        FetchLimits limits = new FetchLimits(time, MAX_RAW_BYTES, System::nanoTime);
        try {
            HttpURLConnection connection = open(uri, isLocal, limits);
            try {
                return answer(connection, limits);
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return new Failure(detail(e));
        }
    }

    private HttpURLConnection open(URI uri, boolean isLocal, FetchLimits limits) throws IOException {
        Predicate<InetAddress> allowed = isLocal ? InetAddress::isLoopbackAddress : GlobalAddresses::isGlobal;
        // Every address counts, and fails early. The socket checks the one that it really connects to.
        if (!names.addresses(uri.getHost(), limits).stream().allMatch(allowed)) {
            throw new GuardedSocket.RefusedAddressException();
        }
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
        if (connection instanceof HttpsURLConnection https) {
            https.setSSLSocketFactory(new GuardedSocketFactory(tls, () -> new GuardedSocket(limits, allowed)));
        }
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout(limits.millisLeft());
        connection.setReadTimeout(limits.millisLeft());
        connection.setRequestProperty("Accept", "application/jwk-set+json, application/json");
        connection.setRequestProperty("Connection", "close");
        connection.setRequestProperty("User-Agent", "drawbridge");
        return connection;
    }

    private static Answer answer(HttpURLConnection connection, FetchLimits limits) throws IOException {
        int status = connection.getResponseCode();
        if (status != HttpURLConnection.HTTP_OK) {
            return new Failure("the answer has status " + status);
        }
        byte[] body = body(connection, limits);
        if (body.length > MAX_BYTES) {
            return new Failure("the answer is longer than 256 KB");
        }
        String json = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(body))
                .toString();
        String cacheControl =
                Optional.ofNullable(connection.getHeaderField("Cache-Control")).orElse("");
        return new Document(json, cacheControl);
    }

    /** Reads piece by piece, so that the time is looked at even where the socket is not ours (plain loopback). */
    private static byte[] body(HttpURLConnection connection, FetchLimits limits) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] piece = new byte[8192];
        try (InputStream input = connection.getInputStream()) {
            int count = 0;
            while (count >= 0 && body.size() <= MAX_BYTES) {
                body.write(piece, 0, count);
                limits.millisLeft();
                count = input.read(piece);
            }
        }
        return body.toByteArray();
    }

    /** What failed, without a word that the other side chose. */
    private static String detail(IOException e) {
        if (e instanceof SocketTimeoutException) {
            return "no whole answer within 2 s";
        }
        if (e instanceof UnknownHostException) {
            return "the host cannot be resolved";
        }
        if (e instanceof GuardedSocket.RefusedAddressException) {
            return "the host's address is not a public one";
        }
        if (e instanceof FetchLimits.TooLongException) {
            return "the answer is longer than 256 KB";
        }
        if (e instanceof CharacterCodingException) {
            return "the answer is not UTF-8";
        }
        return "the connection failed: " + e.getClass().getSimpleName();
    }
}
