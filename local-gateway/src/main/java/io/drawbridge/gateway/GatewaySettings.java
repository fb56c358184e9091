package io.drawbridge.gateway;

import io.drawbridge.gateway.call.HeaderNames;
import io.drawbridge.gateway.function.FunctionLog;
import io.drawbridge.gateway.response.MissingValue;
import io.drawbridge.gateway.routing.PathReading;
import java.util.Map;

/**
 * How a local gateway runs. Begin with {@link #defaults} and change what differs.
 *
 * @param host the address to listen on
 * @param port the port, or 0 for any free one
 * @param headerNames in which case header names are delivered
 * @param missingValue what becomes of mapped response headers without a value
 * @param pathReading how peculiar paths are read
 * @param maxProcesses how many processes one function may have at a time, 1 or more
 * @param prewarm whether one process of each function starts with the gateway instead of with the first request
 * @param functionLog receives what functions print
 * @param listener learns of every exchange
 * @param environment this program's own environment, of which functions get next to nothing
 */
public record GatewaySettings(
        String host,
        int port,
        HeaderNames headerNames,
        MissingValue missingValue,
        PathReading pathReading,
        int maxProcesses,
        boolean prewarm,
        FunctionLog functionLog,
        ExchangeListener listener,
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
                DEFAULT_MAX_PROCESSES,
                false,
                (function, requestId, text) -> {},
                exchange -> {},
                Map.of());
    }

    public GatewaySettings withHeaderNames(HeaderNames value) {
        return new GatewaySettings(
                host,
                port,
                value,
                missingValue,
                pathReading,
                maxProcesses,
                prewarm,
                functionLog,
                listener,
                environment);
    }

    public GatewaySettings withMissingValue(MissingValue value) {
        return new GatewaySettings(
                host, port, headerNames, value, pathReading, maxProcesses, prewarm, functionLog, listener, environment);
    }

    public GatewaySettings withPathReading(PathReading value) {
        return new GatewaySettings(
                host,
                port,
                headerNames,
                missingValue,
                value,
                maxProcesses,
                prewarm,
                functionLog,
                listener,
                environment);
    }

    public GatewaySettings withMaxProcesses(int value) {
        return new GatewaySettings(
                host, port, headerNames, missingValue, pathReading, value, prewarm, functionLog, listener, environment);
    }

    public GatewaySettings withPrewarm(boolean value) {
        return new GatewaySettings(
                host,
                port,
                headerNames,
                missingValue,
                pathReading,
                maxProcesses,
                value,
                functionLog,
                listener,
                environment);
    }

    public GatewaySettings withFunctionLog(FunctionLog value) {
        return new GatewaySettings(
                host,
                port,
                headerNames,
                missingValue,
                pathReading,
                maxProcesses,
                prewarm,
                value,
                listener,
                environment);
    }

    public GatewaySettings withListener(ExchangeListener value) {
        return new GatewaySettings(
                host,
                port,
                headerNames,
                missingValue,
                pathReading,
                maxProcesses,
                prewarm,
                functionLog,
                value,
                environment);
    }

    public GatewaySettings withEnvironment(Map<String, String> value) {
        return new GatewaySettings(
                host,
                port,
                headerNames,
                missingValue,
                pathReading,
                maxProcesses,
                prewarm,
                functionLog,
                listener,
                value);
    }
}
