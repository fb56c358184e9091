package io.drawbridge.gateway.response;

import io.drawbridge.gateway.api.GatewayResponseType;
import io.drawbridge.gateway.http.HttpResponse;
import java.util.Optional;

/**
 * A gateway response and where it came from.
 *
 * @param type the type of the fault
 * @param definedBy the type whose definition in the template applied: the fault's own, a {@code DEFAULT_*}, or none
 * @param response what goes out
 */
public record AppliedResponse(
        GatewayResponseType type, Optional<GatewayResponseType> definedBy, HttpResponse response) {}
