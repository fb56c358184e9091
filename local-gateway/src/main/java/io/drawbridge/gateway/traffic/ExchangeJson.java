package io.drawbridge.gateway.traffic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.gateway.Exchange;
import io.drawbridge.gateway.api.GatewayResponseType;
import io.drawbridge.gateway.gate.GateResult;
import io.drawbridge.gateway.http.Body;
import io.drawbridge.gateway.http.Header;
import io.drawbridge.gateway.http.HttpRequest;
import io.drawbridge.gateway.http.HttpResponse;
import io.drawbridge.gateway.response.AppliedResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One exchange as the page shows it. Credentials are replaced by their length, and of bodies the beginning is kept. */
final class ExchangeJson {

    /** A gateway response is far shorter; of a backend's answer this shows what it is. */
    private static final int MAX_BODY = 4096;

    private static final Set<String> SECRET =
            Set.of("authorization", "proxy-authorization", "cookie", "set-cookie", "x-api-key");

    private ExchangeJson() {}

    static ObjectNode of(ObjectMapper mapper, Exchange exchange) {
        ObjectNode json = mapper.createObjectNode();
        json.put("requestId", exchange.requestId());
        json.put("receivedAt", exchange.receivedAt().toString());
        json.put("tookMillis", exchange.took().toMillis());
        json.set("request", request(mapper, exchange.request()));
        exchange.resource().ifPresent(resource -> json.put("resource", resource));
        exchange.gate().ifPresent(gate -> json.set("authorizer", authorizer(mapper, gate)));
        exchange.gatewayResponse().ifPresent(applied -> json.set("gatewayResponse", gatewayResponse(mapper, applied)));
        json.set("response", response(mapper, exchange.response()));
        exchange.notes().forEach(json.putArray("notes")::add);
        return json;
    }

    /** The query can hold a token, so its values are left out. */
    private static ObjectNode request(ObjectMapper mapper, HttpRequest request) {
        ObjectNode json = mapper.createObjectNode()
                .put("method", request.method())
                .put("path", request.path())
                .put("query", request.query().replaceAll("=[^&]*", "=…"));
        json.set("headers", headers(mapper, request.headers()));
        return json.put("bodyBytes", request.body().length());
    }

    private static ArrayNode headers(ObjectMapper mapper, List<Header> headers) {
        ArrayNode json = mapper.createArrayNode();
        for (Header header : headers) {
            boolean secret = SECRET.contains(header.name().toLowerCase(Locale.ROOT));
            json.addArray().add(header.name()).add(secret ? masked(header.value()) : header.value());
        }
        return json;
    }

    /** The scheme stays, because a wrong one is a common mistake. */
    private static String masked(String secret) {
        int space = secret.indexOf(' ');
        String scheme = space < 0 ? "" : secret.substring(0, space + 1);
        return (scheme.matches("[A-Za-z0-9-]{1,20} ") ? scheme : "") + "… (" + secret.length() + " characters)";
    }

    private static ObjectNode authorizer(ObjectMapper mapper, GateResult gate) {
        ObjectNode json = mapper.createObjectNode()
                .put("name", gate.authorizer())
                .put("verdict", gate.verdict().name())
                .put("cached", gate.cached())
                .put("millis", gate.latencyMillis());
        ObjectNode context = json.putObject("context");
        gate.context().forEach(context::put);
        json.set("policy", policy(mapper, gate.answer()));
        return json;
    }

    private static JsonNode policy(ObjectMapper mapper, String answer) {
        try {
            return answer.isEmpty()
                    ? mapper.nullNode()
                    : mapper.readTree(answer).path("policyDocument").deepCopy();
        } catch (JsonProcessingException e) {
            return mapper.nullNode(); // The note says that it was malformed.
        }
    }

    private static ObjectNode gatewayResponse(ObjectMapper mapper, AppliedResponse applied) {
        return mapper.createObjectNode()
                .put("type", applied.type().name())
                .put(
                        "definedBy",
                        applied.definedBy().map(GatewayResponseType::name).orElse(""));
    }

    private static ObjectNode response(ObjectMapper mapper, HttpResponse response) {
        ObjectNode json = mapper.createObjectNode().put("status", response.status());
        json.set("headers", headers(mapper, response.headers()));
        Body body = response.body();
        json.put("bodyBytes", body.length());
        return isText(response) ? json.put("body", beginning(body)) : json;
    }

    private static boolean isText(HttpResponse response) {
        String type = response.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        return type.startsWith("text/") || type.contains("json");
    }

    private static String beginning(Body body) {
        String text = body.text();
        return text.length() <= MAX_BODY ? text : text.substring(0, MAX_BODY) + "…";
    }
}
