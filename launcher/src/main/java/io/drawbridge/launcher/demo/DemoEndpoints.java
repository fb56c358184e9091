package io.drawbridge.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What the page asks of its own server: a token, and a request sent as no browser would send it. */
final class DemoEndpoints {

    private static final int MAX_BODY = 12 * 1024 * 1024;

    private final DemoTokens tokens;
    private final DemoSettings settings;
    private final DemoSettings.Front front;
    private final ObjectMapper mapper = new ObjectMapper();

    DemoEndpoints(DemoTokens tokens, DemoSettings settings, DemoSettings.Front front) {
        this.tokens = tokens;
        this.settings = settings;
        this.front = front;
    }

    /**
     * One answer.
     *
     * @param status the HTTP status
     * @param json the body
     */
    record Result(int status, String json) {}

    /** {@code POST /demo/token}: {@link DemoTokens#mint} as {@code {"token"}}. */
    Result token(byte[] body) throws IOException {
        try {
            return ok(JsonNodeFactory.instance.objectNode().put("token", tokens.mint(mapper.readTree(body))));
        } catch (IllegalArgumentException e) {
            return refused(String.valueOf(e.getMessage()));
        }
    }

    /**
     * {@code POST /demo/send}: {@code {"api", "method", "path", "headers": [[name, value], …], "body", "bodyBytes"}} sent to the
     * gateway of that name as it is, with its own {@code Host} unless one is given. Answers {@code {"status", "headers", "body"}}.
     */
    Result send(byte[] body) throws IOException {
        JsonNode wish = mapper.readTree(body);
        String api = wish.path("api").asText(DemoSettings.MAIN);
        RawExchange exchange;
        try {
            exchange = new RawExchange(
                    wish.path("method").asText(),
                    wish.path("path").asText(),
                    headers(wish.path("headers"), api),
                    bodyOf(wish));
        } catch (IllegalArgumentException e) {
            return refused(String.valueOf(e.getMessage()));
        }
        try {
            return ok(json(exchange.send(settings.port(api))));
        } catch (IOException e) {
            return new Result(502, error("The gateway did not answer: " + e.getMessage()));
        }
    }

    private List<RawExchange.Line> headers(JsonNode wish, String api) {
        List<RawExchange.Line> lines = new ArrayList<>();
        wish.forEach(pair -> lines.add(
                new RawExchange.Line(pair.path(0).asText(), pair.path(1).asText())));
        if (lines.stream().noneMatch(line -> line.name().equalsIgnoreCase("host"))) {
            lines.add(0, new RawExchange.Line("host", settings.apiHost(front, api)));
        }
        return lines;
    }

    private static String bodyOf(JsonNode wish) {
        int size = wish.path("bodyBytes").asInt();
        if (size > MAX_BODY) {
            throw new IllegalArgumentException(
                    "A body of " + size + " bytes is more than this demo sends. Send at most " + MAX_BODY + ".");
        }
        return size > 0 ? "x".repeat(size) : wish.path("body").asText();
    }

    private static ObjectNode json(RawExchange.Answer answer) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("status", answer.status());
        ArrayNode headers = json.putArray("headers");
        answer.headers().forEach(line -> headers.addArray().add(line.name()).add(line.value()));
        return json.put("body", answer.body());
    }

    private static Result ok(ObjectNode json) {
        return new Result(200, json.toString());
    }

    private static Result refused(String message) {
        return new Result(400, error(message));
    }

    private static String error(String message) {
        return JsonNodeFactory.instance.objectNode().put("error", message).toString();
    }
}
