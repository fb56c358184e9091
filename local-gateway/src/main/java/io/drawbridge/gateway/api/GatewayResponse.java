package io.drawbridge.gateway.api;

import java.util.Map;
import java.util.OptionalInt;

/**
 * A customised gateway response.
 *
 * @param status the status that replaces the type's default; empty keeps the default
 * @param headers response headers by name
 * @param templates body templates by media type: plain substitution, no Velocity
 */
public record GatewayResponse(
        OptionalInt status, Map<String, MappingExpression> headers, Map<String, String> templates) {

    public GatewayResponse {
        headers = Map.copyOf(headers);
        templates = Map.copyOf(templates);
    }
}
