package io.drawbridge.launcher.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the front ends tell their page about the API and each other.
 *
 * @param tenantSource {@code host}, {@code path} or {@code origin}
 * @param unauthenticatedStatus 401 or 403: what the authorizer answers without a good token
 * @param ports the gateways' ports on 127.0.0.1: {@code main}, and one for each outage that the page shows,
 *     {@code registry} and {@code internal}
 * @param fronts every front end
 */
public record DemoSettings(
        String tenantSource, int unauthenticatedStatus, Map<String, Integer> ports, List<Front> fronts) {

    /** The gateway that works. */
    public static final String MAIN = "main";

    /** The gateway whose authorizer cannot reach its registry. */
    public static final String WITHOUT_REGISTRY = "registry";

    /** The gateway whose authorizer does not start. */
    public static final String WITHOUT_AUTHORIZER = "internal";

    public DemoSettings {
        ports = Map.copyOf(ports);
        fronts = List.copyOf(fronts);
    }

    /**
     * One front end.
     *
     * @param tenant whose it is; empty for the one that nobody registered
     * @param other another tenant, whose tokens are not good here
     * @param origin such as {@code http://localhost:4001}
     */
    public record Front(Optional<String> tenant, String other, String origin) {

        /** The tenant that the page calls: its own, or for nobody's page the first of the demo. */
        String called() {
            return tenant.orElse("acme");
        }
    }

    /** The host that a front end's page calls, port included. */
    String apiHost(Front front, String api) {
        // Browsers resolve every name below localhost to loopback; Java does not, so sockets go to 127.0.0.1.
        return (tenantSource.equals("host") ? front.called() + ".localhost:" : "localhost:") + port(api);
    }

    /** The port of a gateway; the one that works for a name that is none. */
    int port(String api) {
        return ports.getOrDefault(api, ports.getOrDefault(MAIN, 0));
    }

    /** The origins that a front end's page may connect to beside its own, as a source list of a CSP. */
    String connectSources(Front front) {
        return ports.keySet().stream()
                .sorted()
                .map(api -> "http://" + apiHost(front, api))
                .collect(Collectors.joining(" "));
    }

    /** A front end's {@code /config.json}. */
    String toJson(Front front) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("origin", front.origin());
        json.put("tenant", front.tenant().orElse(null));
        json.put("calledTenant", front.called());
        json.put("otherTenant", front.other());
        json.put("tenantSource", tenantSource);
        json.put("pathPrefix", tenantSource.equals("path") ? "/" + front.called() : "");
        json.put("unauthenticatedStatus", unauthenticatedStatus);
        json.put("apiOrigin", "http://" + apiHost(front, MAIN));
        ObjectNode apis = json.putObject("apis");
        ports.keySet().stream().sorted().forEach(api -> apis.put(api, "http://" + apiHost(front, api)));
        ArrayNode list = json.putArray("frontEnds");
        for (Front other : fronts) {
            list.addObject()
                    .put("origin", other.origin())
                    .put("tenant", other.tenant().orElse(null));
            if (other.tenant().isEmpty()) {
                json.put("nobody", other.origin());
            }
        }
        return json.toString();
    }
}
