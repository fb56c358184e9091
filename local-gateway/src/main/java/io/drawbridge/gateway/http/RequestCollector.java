package io.drawbridge.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers the parts of one request and keeps count of them. */
final class RequestCollector {

    private final String method;
    private final String target;
    private final String protocol;
    private final List<Header> headers;
    private final String sourceIp;
    private final boolean keepAlive;
    private final Optional<Refusal> refusal;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(0);

    RequestCollector(io.netty.handler.codec.http.HttpRequest head, SocketAddress client) {
        method = head.method().name();
        target = originForm(head.uri());
        protocol = head.protocolVersion().text();
        headers =
                head.headers().entries().stream().map(RequestCollector::header).toList();
        sourceIp = address(client);
        keepAlive = HttpUtil.isKeepAlive(head);
        refusal = judge(head);
    }

    /** A request of which nothing could be read. */
    static HttpRequest unread(SocketAddress client) {
        return new HttpRequest("", "", "HTTP/1.1", List.of(), Body.EMPTY, address(client));
    }

    private static Header header(Map.Entry<String, String> entry) {
        return new Header(entry.getKey(), entry.getValue());
    }

    private static String address(SocketAddress client) {
        return client instanceof InetSocketAddress inet ? inet.getAddress().getHostAddress() : "127.0.0.1";
    }

    /** RFC 9112, section 3.2.2: a server must accept the absolute form; only its path and query matter here. */
    private static String originForm(String target) {
        if (!target.regionMatches(true, 0, "http://", 0, 7)) {
            return target;
        }
        int path = target.indexOf('/', 7);
        return path < 0 ? "/" : target.substring(path);
    }

    private Optional<Refusal> judge(io.netty.handler.codec.http.HttpRequest head) {
        if (headBytes(head) > Refusal.MAX_HEAD_BYTES) {
            return Optional.of(Refusal.HEADERS_TOO_LARGE);
        }
        int hosts = head.headers().getAll(HttpHeaderNames.HOST).size();
        boolean hostMissing = hosts == 0 && head.protocolVersion().equals(HttpVersion.HTTP_1_1);
        if (hosts > 1 || hostMissing || !target.startsWith("/")) {
            return Optional.of(Refusal.BAD_REQUEST);
        }
        if (HttpUtil.getContentLength(head, 0L) > Refusal.MAX_BODY_BYTES) {
            return Optional.of(Refusal.BODY_TOO_LARGE);
        }
        return Optional.empty();
    }

    /** Request line and header lines with their separators, as they were on the wire but for optional white space. */
    private static long headBytes(io.netty.handler.codec.http.HttpRequest head) {
        long bytes = head.method().name().length()
                + head.uri().length()
                + head.protocolVersion().text().length()
                + 4L;
        for (Map.Entry<String, String> header : head.headers()) {
            bytes += header.getKey().length() + header.getValue().length() + 4L;
        }
        return bytes;
    }

    /** Why this request is refused before its body is read. */
    Optional<Refusal> refusal() {
        return refusal;
    }

    boolean keepAlive() {
        return keepAlive;
    }

    /** Takes a part of the body; false when the body has become too large. */
    boolean add(ByteBuf part) {
        if (body.size() + part.readableBytes() > Refusal.MAX_BODY_BYTES) {
            return false;
        }
        try {
            part.readBytes(body, part.readableBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("Memory streams do not fail", e);
        }
        return true;
    }

    HttpRequest headOnly() {
        return new HttpRequest(method, target, protocol, headers, Body.EMPTY, sourceIp);
    }

    HttpRequest finish() {
        return new HttpRequest(method, target, protocol, headers, Body.of(body.toByteArray()), sourceIp);
    }
}
