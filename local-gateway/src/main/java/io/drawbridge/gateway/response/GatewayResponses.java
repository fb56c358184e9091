package io.drawbridge.gateway.response;

import io.drawbridge.gateway.api.GatewayResponse;
import io.drawbridge.gateway.api.GatewayResponseType;
import io.drawbridge.gateway.call.Call;
import io.drawbridge.gateway.http.Body;
import io.drawbridge.gateway.http.Header;
import io.drawbridge.gateway.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes gateway responses.
 *
 * <p>Nothing is merged: a defined type stands alone, an undefined one takes {@code DEFAULT_4XX} or {@code DEFAULT_5XX}
 * whole, status included, and what neither defines is API Gateway's own.
 */
public final class GatewayResponses {

    private static final String JSON = "application/json";

    private final Map<GatewayResponseType, GatewayResponse> defined;
    private final MissingValue missing;

    public GatewayResponses(Map<GatewayResponseType, GatewayResponse> defined, MissingValue missing) {
        this.defined = Map.copyOf(defined);
        this.missing = missing;
    }

    /** The answer to a fault; the call's authorizer context, if any, is open to its mappings. */
    public AppliedResponse answer(Fault fault, Call call) {
        Optional<GatewayResponseType> source = List.of(fault.type(), fault.fallback()).stream()
                .filter(defined::containsKey)
                .findFirst();
        GatewayResponse definition = source.map(defined::get).orElse(null);
        if (definition == null) {
            return new AppliedResponse(
                    fault.type(), source, response(fault, fault.status(), List.of(), JSON, fault.body()));
        }
        Map<String, Object> context = context(fault, call);
        Optional<Map.Entry<String, String>> template = template(definition.templates());
        String body = template.map(found -> Substitution.fill(found.getValue(), call, context))
                .orElse(fault.body());
        HttpResponse response = response(
                fault,
                definition.status().orElse(fault.status()),
                mapped(definition, call, context),
                template.map(Map.Entry::getKey).orElse(JSON),
                body);
        return new AppliedResponse(fault.type(), source, response);
    }

    private static HttpResponse response(
            Fault fault, int status, List<Header> mapped, String contentType, String body) {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("x-amzn-ErrorType", fault.errorType()));
        boolean typed = mapped.stream().anyMatch(header -> header.name().equalsIgnoreCase("Content-Type"));
        if (!typed) {
            headers.add(new Header("Content-Type", contentType));
        }
        headers.addAll(mapped);
        return new HttpResponse(status, headers, Body.of(body));
    }

    private List<Header> mapped(GatewayResponse definition, Call call, Map<String, Object> context) {
        List<Header> headers = new ArrayList<>();
        new TreeMap<>(definition.headers()).forEach((name, expression) -> {
            String value = call.resolve(expression, context).orElse("");
            // A value that would break the header block is treated like one that is missing.
            String safe = HeaderText.isSafe(value) ? value : "";
            if (!safe.isEmpty() || missing == MissingValue.SENT_EMPTY) {
                headers.add(new Header(name, safe));
            }
        });
        return headers;
    }

    /** API Gateway takes the template for the Accept header; one for JSON serves everybody. */
    private static Optional<Map.Entry<String, String>> template(Map<String, String> templates) {
        String json = templates.get(JSON);
        return json != null
                ? Optional.of(Map.entry(JSON, json))
                : new TreeMap<>(templates).entrySet().stream().findFirst();
    }

    private static Map<String, Object> context(Fault fault, Call call) {
        Map<String, Object> error = new LinkedHashMap<>();
        fault.message().ifPresent(message -> error.put("message", message));
        error.put(
                "messageString", fault.message().map(text -> "\"" + text + "\"").orElse("null"));
        error.put("responseType", fault.type().name());
        Map<String, Object> context = call.context();
        context.put("error", error);
        return context;
    }
}
