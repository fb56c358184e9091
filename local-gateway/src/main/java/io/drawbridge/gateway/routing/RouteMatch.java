package io.drawbridge.gateway.routing;

import io.drawbridge.gateway.api.Route;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A route and what its path parameters hold.
 *
 * @param parameters values by name, percent-decoded, in the order of the resource
 */
public record RouteMatch(Route route, Map<String, String> parameters) {

    public RouteMatch {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
}
