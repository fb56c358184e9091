package io.drawbridge.gateway.function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drawbridge.gateway.http.Body;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetAddress;
import java.time.Instant;

/**
 * The Lambda Runtime API for one process: one connection of it.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda Runtime API, 2018-06-01</a>
 */
// Netty reports what a write or close comes to by closing the channel, and the process notices that.
@SuppressWarnings("FutureReturnValueIgnored")
final class RuntimeApi extends SimpleChannelInboundHandler<FullHttpRequest> {

    /** Lambda's limit for a synchronous payload, as its own error message gives it. */
    static final int MAX_PAYLOAD_BYTES = 6_291_556;

    /** A child that sends still more is cut off. */
    private static final int MAX_POST_BYTES = 64 * 1024 * 1024;

    private static final String INVOCATION = "/2018-06-01/runtime/invocation/";
    private static final String ACCEPTED = "{\"status\":\"OK\"}";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FunctionProcess process;

    private RuntimeApi(FunctionProcess process) {
        this.process = process;
    }

    /** Serves one process on a free loopback port. Everything it does runs on the given loop. */
    static ChannelFuture serve(EventLoop loop, FunctionProcess process) {
        return new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpObjectAggregator(MAX_POST_BYTES))
                                .addLast(new RuntimeApi(process));
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        String path = request.uri();
        if (path.equals(INVOCATION + "next")) {
            process.next(ctx);
        } else if (path.equals("/2018-06-01/runtime/init/error")) {
            process.initFailed(failure(body(request)));
            reply(ctx, HttpResponseStatus.ACCEPTED, ACCEPTED);
        } else if (path.startsWith(INVOCATION) && path.endsWith("/response")) {
            report(ctx, id(path, "/response"), result(body(request)));
        } else if (path.startsWith(INVOCATION) && path.endsWith("/error")) {
            report(ctx, id(path, "/error"), failure(body(request)));
        } else {
            reply(ctx, HttpResponseStatus.NOT_FOUND, error("InvalidPath", path));
        }
    }

    private void report(ChannelHandlerContext ctx, String id, InvocationOutcome outcome) {
        if (process.report(id, outcome)) {
            reply(ctx, HttpResponseStatus.ACCEPTED, ACCEPTED);
        } else {
            reply(ctx, HttpResponseStatus.BAD_REQUEST, error("InvalidRequestID", "Invalid request ID"));
        }
    }

    private static String id(String path, String suffix) {
        return path.substring(INVOCATION.length(), Math.max(INVOCATION.length(), path.length() - suffix.length()));
    }

    private static Body body(FullHttpRequest request) {
        return Body.of(ByteBufUtil.getBytes(request.content()));
    }

    private static InvocationOutcome result(Body payload) {
        if (payload.length() <= MAX_PAYLOAD_BYTES) {
            return new InvocationOutcome.Returned(payload);
        }
        return new InvocationOutcome.Failed(
                "Function.ResponseSizeTooLarge",
                "Response payload size exceeded maximum allowed payload size (" + MAX_PAYLOAD_BYTES + " bytes).");
    }

    private static InvocationOutcome.Failed failure(Body report) {
        try {
            JsonNode error = JSON.readTree(report.bytes());
            return new InvocationOutcome.Failed(
                    error.path("errorType").asText(""),
                    error.path("errorMessage").asText(""));
        } catch (JsonProcessingException e) {
            return new InvocationOutcome.Failed("Runtime.Unknown", report.text());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException("Memory does not fail", e);
        }
    }

    private static String error(String type, String message) {
        return JSON.createObjectNode()
                .put("errorType", type)
                .put("errorMessage", message)
                .toString();
    }

    /** Hands an invocation to a process that waits for it. */
    static void deliver(ChannelHandlerContext ctx, Invocation invocation, String functionArn, Instant deadline) {
        FullHttpResponse response = message(
                HttpResponseStatus.OK, Unpooled.wrappedBuffer(invocation.event().bytes()));
        response.headers()
                .set("Lambda-Runtime-Aws-Request-Id", invocation.requestId())
                .set("Lambda-Runtime-Deadline-Ms", deadline.toEpochMilli())
                .set("Lambda-Runtime-Invoked-Function-Arn", functionArn)
                .set("Lambda-Runtime-Trace-Id", invocation.traceId());
        ctx.writeAndFlush(response);
    }

    private static void reply(ChannelHandlerContext ctx, HttpResponseStatus status, String json) {
        ctx.writeAndFlush(message(status, Unpooled.wrappedBuffer(Body.of(json).bytes())));
    }

    /** Always with a content type: the runtime client crashes on an answer to {@code next} that has none. */
    private static FullHttpResponse message(HttpResponseStatus status, ByteBuf content) {
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, content);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .setInt(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes());
        return response;
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        process.disconnected(ctx);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
