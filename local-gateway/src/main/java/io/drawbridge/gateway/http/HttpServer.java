package io.drawbridge.gateway.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** An HTTP/1.1 server that hands complete requests to an {@link HttpHandler}. */
public final class HttpServer implements AutoCloseable {

    private static final int IDLE_SECONDS = 60;

    private final Channel listening;
    private final ChannelGroup connections;

    private HttpServer(Channel listening, ChannelGroup connections) {
        this.listening = listening;
        this.connections = connections;
    }

    /**
     * Listens.
     *
     * @param port the port, or 0 for any free one
     * @throws IOException when the port is taken or the address is not ours; the message says what to do
     */
    public static HttpServer start(EventLoopGroup loops, InetAddress host, int port, HttpHandler handler)
            throws IOException {
        ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        connections.add(channel);
                        channel.pipeline()
                                .addLast(new IdleStateHandler(IDLE_SECONDS, 0, 0))
                                .addLast(new HttpServerCodec(decoding()))
                                // One message per read, so that a client that pipelines waits for its turn.
                                .addLast(new FlowControlHandler())
                                .addLast(new HttpConnection(handler));
                    }
                });
        var bound = bootstrap.bind(host, port).awaitUninterruptibly();
        Throwable failure = bound.cause();
        if (failure == null) {
            return new HttpServer(bound.channel(), connections);
        }
        if (failure instanceof BindException) {
            throw new IOException(
                    "Cannot listen on " + host.getHostAddress() + ":" + port + " (" + failure.getMessage()
                            + "): another program uses this port. Stop that program or choose another port.",
                    failure);
        }
        throw new IOException(
                "Cannot listen on " + host.getHostAddress() + ":" + port + " (" + failure.getMessage()
                        + "). Choose another host or port.",
                failure);
    }

    private static HttpDecoderConfig decoding() {
        return new HttpDecoderConfig()
                .setMaxInitialLineLength(Refusal.MAX_HEAD_BYTES)
                .setMaxHeaderSize(Refusal.MAX_HEAD_BYTES)
                .setMaxChunkSize(64 * 1024);
    }

    /** The port in use. */
    public int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** Stops listening and cuts every connection. */
    @Override
    public void close() {
        listening.close().awaitUninterruptibly();
        connections.close().awaitUninterruptibly();
    }
}
