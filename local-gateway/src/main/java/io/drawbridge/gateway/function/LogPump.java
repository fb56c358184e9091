package io.drawbridge.gateway.function;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/** Reads what one child prints, line by line, for as long as it lives. */
final class LogPump {

    /** A longer line is cut into several, so that a child cannot fill the gateway's memory. */
    private static final int MAX_LINE = 64 * 1024;

    private final String function;
    private final FunctionLog log;
    private volatile String requestId = "";

    LogPump(String function, FunctionLog log) {
        this.function = function;
        this.log = log;
    }

    void requestId(String now) {
        requestId = now;
    }

    void start(InputStream output) {
        Thread thread = new Thread(() -> pump(output), "log-" + function);
        thread.setDaemon(true);
        thread.start();
    }

    private void pump(InputStream output) {
        StringBuilder line = new StringBuilder();
        try (Reader reader = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
            for (int c = reader.read(); c >= 0; c = reader.read()) {
                if (c == '\n' || line.length() >= MAX_LINE) {
                    emit(line);
                }
                if (c != '\n' && c != '\r') {
                    line.append((char) c);
                }
            }
        } catch (IOException e) {
            // The stream of a killed child ends like this.
        }
        if (line.length() > 0) {
            emit(line);
        }
    }

    private void emit(StringBuilder line) {
        log.line(function, requestId, line.toString());
        line.setLength(0);
    }
}
