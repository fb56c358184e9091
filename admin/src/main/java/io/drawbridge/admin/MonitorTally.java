package io.drawbridge.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drawbridge.registry.MonitorCounts;
import io.drawbridge.registry.MonitoredOrigin;
import io.drawbridge.registry.Origin;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts the authorizer's lines about monitored answers, per owner and origin.
 *
 * <p>The authorizer writes only origins that it could parse; they are parsed again here, because nobody but it should be able to
 * put anything into the table.
 *
 * @param counts where to
 * @param tenantSource whose monitor mode it was: the platform's in origin mode, else the tenant's that the request named
 */
record MonitorTally(MonitorCounts counts, TenantSource tenantSource) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Whose count of which origin. */
    private record Place(Optional<TenantId> owner, Origin origin) {}

    /** Adds a delivery, and says how many of its lines counted. */
    int add(LogDelivery delivery) {
        Map<Place, MonitoredOrigin> found = new LinkedHashMap<>();
        int lines = 0;
        for (LogDelivery.Line line : delivery.lines()) {
            Optional<Place> place = place(line.message());
            lines += place.isPresent() ? 1 : 0;
            place.ifPresent(p -> found.merge(
                    p, new MonitoredOrigin(Optional.of(p.origin()), 1, line.at(), line.at()), MonitoredOrigin::plus));
        }
        found.forEach((place, counted) -> counts.add(place.owner(), counted, delivery.id()));
        return lines;
    }

    private Optional<Place> place(String message) {
        JsonNode line = json(message);
        Optional<Origin> origin = Origin.parse(line.path("origin").asText());
        Optional<TenantId> tenant = TenantId.parse(line.path("tenantId").asText());
        boolean isOfPlatform = tenantSource == TenantSource.ORIGIN;
        if (!line.path("event").asText().equals("monitored")
                || origin.isEmpty()
                || (!isOfPlatform && tenant.isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(new Place(isOfPlatform ? Optional.empty() : tenant, origin.get()));
    }

    private static JsonNode json(String message) {
        try {
            return MAPPER.readTree(message);
        } catch (JsonProcessingException e) {
            return MAPPER.missingNode();
        }
    }
}
