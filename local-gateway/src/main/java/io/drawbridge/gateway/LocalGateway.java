package io.drawbridge.gateway;

import io.drawbridge.gateway.api.Integration;
import io.drawbridge.gateway.api.RestApi;
import io.drawbridge.gateway.api.Route;
import io.drawbridge.gateway.function.Functions;
import io.drawbridge.gateway.function.LogDeliveries;
import io.drawbridge.gateway.http.HttpHandler;
import io.drawbridge.gateway.http.HttpRequest;
import io.drawbridge.gateway.http.HttpResponse;
import io.drawbridge.gateway.http.HttpServer;
import io.drawbridge.gateway.integration.Templates;
import io.drawbridge.gateway.traffic.TrafficPage;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One REST API, served on this machine. */
public final class LocalGateway implements AutoCloseable {

    private static final int THREADS = 4;

    private final RestApi api;
    private final GatewaySettings settings;
    private final Templates templates;
    private final EventLoopGroup loops;
    private final Functions functions;
    private final AtomicReference<@Nullable HttpServer> server = new AtomicReference<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    private LocalGateway(
            RestApi api, GatewaySettings settings, Templates templates, EventLoopGroup loops, Functions functions) {
        this.api = api;
        this.settings = settings;
        this.templates = templates;
        this.loops = loops;
        this.functions = functions;
    }

    /**
     * Starts serving. Functions start with their first invocation, or in the background where the settings say so.
     *
     * @throws IOException when the port is taken or AWS's runtime client cannot be found; the message says what to do
     * @throws IllegalArgumentException when a mapping template cannot be parsed
     */
    public static LocalGateway start(RestApi api, GatewaySettings settings) throws IOException {
        LocalGateway gateway = prepare(api, settings);
        try {
            gateway.listen();
            return gateway;
        } catch (IOException e) {
            gateway.close();
            throw e;
        }
    }

    /**
     * Starts the functions that the settings name, and nothing that a caller could reach: what they read can be made ready
     * meanwhile, before {@link #listen}.
     *
     * @throws IOException when AWS's runtime client cannot be found; the message says what to do
     * @throws IllegalArgumentException when a mapping template cannot be parsed
     */
    public static LocalGateway prepare(RestApi api, GatewaySettings asked) throws IOException {
        GatewaySettings settings = asked.traffic().map(asked::recordedBy).orElse(asked);
        Templates templates = new Templates();
        checkTemplates(api, templates);
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(
                THREADS, new DefaultThreadFactory("gateway", true), NioIoHandler.newFactory());
        try {
            LogDeliveries deliveries = new LogDeliveries(api.subscriptions(), settings.functionLog(), settings.clock());
            Functions functions = Functions.prepare(
                    api.functions(), loops, settings.maxProcesses(), deliveries, settings.environment());
            deliveries.to(functions);
            functions.prewarm(settings.prewarm());
            return new LocalGateway(api, settings, templates, loops, functions);
        } catch (IOException e) {
            stop(loops);
            throw e;
        }
    }

    /**
     * Begins to serve, once.
     *
     * @throws IOException when the port is taken
     */
    public void listen() throws IOException {
        LateHandler handler = new LateHandler();
        HttpServer listening =
                HttpServer.start(loops, InetAddress.getByName(settings.host()), settings.port(), handler);
        server.set(listening);
        if (closed.get()) {
            listening.close();
        }
        RequestIds ids = new RequestIds(settings.clock(), new Random());
        RequestPath path = new RequestPath(api, settings, functions, templates, listening.port(), ids);
        handler.target.complete(settings.traffic()
                .filter(traffic -> hasRoomForThePage(api))
                .<HttpHandler>map(traffic -> new TrafficPage(traffic, path))
                .orElse(path));
    }

    /** Holds requests back for the moment between listening and knowing the port. */
    private static final class LateHandler implements HttpHandler {

        private final CompletableFuture<HttpHandler> target = new CompletableFuture<>();

        @Override
        public CompletionStage<HttpResponse> handle(HttpRequest request) {
            return target.thenCompose(handler -> handler.handle(request));
        }

        @Override
        public void refused(HttpRequest request, HttpResponse response) {
            var told = target.thenAccept(handler -> handler.refused(request, response));
            assert told != null;
        }
    }

    private static boolean hasRoomForThePage(RestApi api) {
        return api.routes().stream().noneMatch(route -> route.resource().startsWith(TrafficPage.PATH));
    }

    private static void checkTemplates(RestApi api, Templates templates) {
        for (Route route : api.routes()) {
            if (route.integration() instanceof Integration.Mock mock) {
                String where = route.method() + " " + route.resource();
                mock.requestTemplates().values().forEach(template -> templates.check(where, template));
                mock.responses().stream()
                        .map(Integration.MockResponse::templates)
                        .map(Map::values)
                        .forEach(all -> all.forEach(template -> templates.check(where, template)));
            }
        }
    }

    /** The port in use; there is none before {@link #listen}. */
    public int port() {
        HttpServer listening = server.get();
        if (listening == null) {
            throw new IllegalStateException("The gateway does not listen yet");
        }
        return listening.port();
    }

    /** Stops listening, ends every function and removes every temporary file. Closing twice does no harm. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        HttpServer listening = server.get();
        if (listening != null) {
            listening.close();
        }
        functions.close();
        stop(loops);
    }

    private static void stop(EventLoopGroup loops) {
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
