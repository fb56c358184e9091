package io.drawbridge.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection: collects a request, has it answered, then reads the next one.
 *
 * <p>Reads happen only on demand, so a client can neither queue requests nor send more body than the limit into memory.
 */
// Netty reports what a write or close comes to by closing the channel; there is no one else to tell.
@SuppressWarnings("FutureReturnValueIgnored")
final class HttpConnection extends ChannelInboundHandlerAdapter {

    /** How long and how much of a refused upload is read and dropped, so that the client sees the answer, not a reset. */
    private static final int LINGER_SECONDS = 5;

    private static final long LINGER_BYTES = 256L * 1024 * 1024;

    private enum State {
        WAITING,
        RECEIVING,
        ANSWERING,
        DISCARDING
    }

    private final HttpHandler handler;
    private State state = State.WAITING;
    private @Nullable RequestCollector collector;
    private long discarded;

    HttpConnection(HttpHandler handler) {
        this.handler = handler;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        ctx.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (state == State.DISCARDING) {
                discard(ctx, message);
            } else {
                receive(ctx, (HttpObject) message);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void discard(ChannelHandlerContext ctx, Object message) {
        if (message instanceof HttpContent content) {
            discarded += content.content().readableBytes();
        }
        if (discarded > LINGER_BYTES) {
            ctx.close();
        }
    }

    private void receive(ChannelHandlerContext ctx, HttpObject message) {
        if (message.decoderResult().isFailure()) {
            refuse(ctx, refusalFor(message.decoderResult().cause()));
            return;
        }
        if (message instanceof io.netty.handler.codec.http.HttpRequest head) {
            begin(ctx, head);
        }
        RequestCollector current = collector;
        if (current != null && message instanceof HttpContent content) {
            add(ctx, current, content);
        } else if (state == State.RECEIVING) {
            ctx.read();
        }
    }

    private static Refusal refusalFor(Throwable cause) {
        boolean tooLong = cause instanceof TooLongHttpHeaderException || cause instanceof TooLongHttpLineException;
        return tooLong ? Refusal.HEADERS_TOO_LARGE : Refusal.BAD_REQUEST;
    }

    private void begin(ChannelHandlerContext ctx, io.netty.handler.codec.http.HttpRequest head) {
        RequestCollector started = new RequestCollector(head, ctx.channel().remoteAddress());
        collector = started;
        state = State.RECEIVING;
        var refusal = started.refusal();
        if (refusal.isPresent()) {
            refuse(ctx, refusal.get());
        } else if (HttpUtil.is100ContinueExpected(head)) {
            ctx.writeAndFlush(new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
        }
    }

    private void add(ChannelHandlerContext ctx, RequestCollector current, HttpContent content) {
        if (state != State.RECEIVING) {
            return;
        }
        if (!current.add(content.content())) {
            refuse(ctx, Refusal.BODY_TOO_LARGE);
        } else if (content instanceof LastHttpContent) {
            answer(ctx, current);
        } else {
            ctx.read();
        }
    }

    private void answer(ChannelHandlerContext ctx, RequestCollector current) {
        state = State.ANSWERING;
        collector = null;
        boolean keepAlive = current.keepAlive();
        // Composed, so that a handler that throws counts as one whose stage fails.
        CompletableFuture.completedFuture(current.finish())
                .thenCompose(handler::handle)
                .whenComplete((response, failure) -> ctx.executor()
                        .execute(() -> write(ctx, failure == null ? response : Refusal.FAILED.response(), keepAlive)));
    }

    private void write(ChannelHandlerContext ctx, HttpResponse response, boolean keepAlive) {
        var message = encodeOrFail(response);
        message.headers()
                .set(HttpHeaderNames.CONNECTION, keepAlive ? HttpHeaderValues.KEEP_ALIVE : HttpHeaderValues.CLOSE);
        ctx.writeAndFlush(message).addListener(written -> {
            if (!keepAlive || !written.isSuccess()) {
                ctx.close();
                return;
            }
            state = State.WAITING;
            ctx.read();
        });
    }

    /** A header that cannot be sent must not leave the client without any answer. */
    private static DefaultFullHttpResponse encodeOrFail(HttpResponse response) {
        try {
            return encode(response);
        } catch (IllegalArgumentException e) {
            return encode(Refusal.FAILED.response());
        }
    }

    private static DefaultFullHttpResponse encode(HttpResponse response) {
        ByteBuf content = Unpooled.wrappedBuffer(response.body().bytes());
        var message = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(response.status()), content);
        response.headers().forEach(header -> message.headers().add(header.name(), header.value()));
        message.headers().set(HttpHeaderNames.CONTENT_LENGTH, response.body().length());
        return message;
    }

    private void refuse(ChannelHandlerContext ctx, Refusal refusal) {
        RequestCollector current = collector;
        HttpResponse response = refusal.response();
        handler.refused(
                current == null ? RequestCollector.unread(ctx.channel().remoteAddress()) : current.headOnly(),
                response);
        state = State.DISCARDING;
        collector = null;
        var message = encode(response);
        message.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        ctx.writeAndFlush(message).addListener(written -> {
            if (ctx.channel() instanceof SocketChannel socket) {
                socket.shutdownOutput();
            }
        });
        ctx.executor().schedule(() -> ctx.close(), LINGER_SECONDS, TimeUnit.SECONDS);
        ctx.channel().config().setAutoRead(true);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (!(event instanceof IdleStateEvent) || state == State.ANSWERING) {
            return;
        }
        if (state == State.RECEIVING) {
            refuse(ctx, Refusal.TIMED_OUT);
        } else {
            ctx.close();
        }
    }

    /** Connection resets and the like: there is nobody left to tell. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
}
