package io.drawbridge.gateway;

import io.drawbridge.gateway.api.FunctionDefinition;
import io.drawbridge.gateway.call.HeaderNames;
import io.drawbridge.gateway.function.FunctionLog;
import io.drawbridge.gateway.response.MissingValue;
import io.drawbridge.gateway.routing.PathReading;
import io.drawbridge.gateway.traffic.Traffic;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * How a local gateway runs. Begin with {@link #defaults} and change what differs.
 *
 * @param host the address to listen on
 * @param port the port, or 0 for any free one
 * @param headerNames in which case header names are delivered
 * @param missingValue what becomes of mapped response headers without a value
 * @param pathReading how peculiar paths are read
 * @param planRefusal what answers to calls that a usage plan refused can know
 * @param clock tells the time to everything but the functions, which have the machine's
 * @param maxProcesses how many processes one function may have at a time, 1 or more
 * @param prewarm of which functions one process starts with the gateway instead of with the first request
 * @param functionLog receives what functions print
 * @param listener learns of every exchange
 * @param traffic keeps what went through, and makes the gateway show it at {@code /_traffic}; empty for neither
 * @param environment this program's own environment, of which functions get next to nothing
 */
public record GatewaySettings(
        String host,
        int port,
        HeaderNames headerNames,
        MissingValue missingValue,
        PathReading pathReading,
        PlanRefusal planRefusal,
        Clock clock,
        int maxProcesses,
        Predicate<FunctionDefinition> prewarm,
        FunctionLog functionLog,
        ExchangeListener listener,
        Optional<Traffic> traffic,
        Map<String, String> environment) {

    private static final int DEFAULT_MAX_PROCESSES = 4;

    public GatewaySettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("The port " + port + " must be between 0 and 65535");
        }
        if (maxProcesses < 1) {
            throw new IllegalArgumentException("A function needs at least 1 process, not " + maxProcesses);
        }
        environment = Map.copyOf(environment);
    }

    /** 127.0.0.1 on the given port, everything as API Gateway most likely does it, silent. */
    public static GatewaySettings defaults(int port) {
        return new GatewaySettings(
                "127.0.0.1",
                port,
                HeaderNames.LOWER_CASE,
                MissingValue.OMITTED,
                PathReading.DEFAULT,
                PlanRefusal.WITH_CONTEXT,
                Clock.systemUTC(),
                DEFAULT_MAX_PROCESSES,
                function -> false,
                (function, requestId, text) -> {},
                exchange -> {},
                Optional.empty(),
                Map.of());
    }

    public GatewaySettings withHeaderNames(HeaderNames value) {
        return with(copy -> copy.headerNames = value);
    }

    public GatewaySettings withMissingValue(MissingValue value) {
        return with(copy -> copy.missingValue = value);
    }

    public GatewaySettings withPathReading(PathReading value) {
        return with(copy -> copy.pathReading = value);
    }

    public GatewaySettings withPlanRefusal(PlanRefusal value) {
        return with(copy -> copy.planRefusal = value);
    }

    public GatewaySettings withClock(Clock value) {
        return with(copy -> copy.clock = value);
    }

    public GatewaySettings withMaxProcesses(int value) {
        return with(copy -> copy.maxProcesses = value);
    }

    public GatewaySettings withPrewarm(boolean value) {
        return withPrewarm(function -> value);
    }

    public GatewaySettings withPrewarm(Predicate<FunctionDefinition> value) {
        return with(copy -> copy.prewarm = value);
    }

    public GatewaySettings withFunctionLog(FunctionLog value) {
        return with(copy -> copy.functionLog = value);
    }

    public GatewaySettings withListener(ExchangeListener value) {
        return with(copy -> copy.listener = value);
    }

    public GatewaySettings withTraffic(Traffic value) {
        return with(copy -> copy.traffic = Optional.of(value));
    }

    /** The same settings, with everything told to this as well. */
    GatewaySettings recordedBy(Traffic recorder) {
        FunctionLog log = functionLog;
        ExchangeListener others = listener;
        return withFunctionLog((function, requestId, text) -> {
                    log.line(function, requestId, text);
                    recorder.line(function, requestId, text);
                })
                .withListener(exchange -> {
                    others.finished(exchange);
                    recorder.finished(exchange);
                });
    }

    public GatewaySettings withEnvironment(Map<String, String> value) {
        return with(copy -> copy.environment = value);
    }

    private GatewaySettings with(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return new GatewaySettings(
                host,
                port,
                copy.headerNames,
                copy.missingValue,
                copy.pathReading,
                copy.planRefusal,
                copy.clock,
                copy.maxProcesses,
                copy.prewarm,
                copy.functionLog,
                copy.listener,
                copy.traffic,
                copy.environment);
    }

    /** What may be changed, while it is. */
    private static final class Copy {
        private HeaderNames headerNames;
        private MissingValue missingValue;
        private PathReading pathReading;
        private PlanRefusal planRefusal;
        private Clock clock;
        private int maxProcesses;
        private Predicate<FunctionDefinition> prewarm;
        private FunctionLog functionLog;
        private ExchangeListener listener;
        private Optional<Traffic> traffic;
        private Map<String, String> environment;

        Copy(GatewaySettings settings) {
            headerNames = settings.headerNames;
            missingValue = settings.missingValue;
            pathReading = settings.pathReading;
            planRefusal = settings.planRefusal;
            clock = settings.clock;
            maxProcesses = settings.maxProcesses;
            prewarm = settings.prewarm;
            functionLog = settings.functionLog;
            listener = settings.listener;
            traffic = settings.traffic;
            environment = settings.environment;
        }
    }
}
