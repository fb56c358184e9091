package io.drawbridge.authorizer.cors;

import io.drawbridge.registry.CorsSettings;
import io.drawbridge.registry.Origin;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.RegistryReader.Reading;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantSource;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides what the CORS protocol allows an origin, from what the registry says of it and of its tenant.
 *
 * @param tenantSource which of the two monitor modes can apply
 */
public record CorsDecider(TenantSource tenantSource) {

    /**
     * The decision for a cross-origin request.
     *
     * @param reading what the registry says of this origin
     * @param preflight what a preflight asks, for monitor mode
     */
    public CorsDecision decide(Origin origin, Reading reading, Optional<Preflight> preflight, Instant now) {
        Optional<RegisteredOrigin> registered = RegisteredOrigin.mostSpecific(reading.candidates(), origin, now);
        if (registered.isEmpty()) {
            return isMonitored(reading, now)
                    ? new CorsDecision.Monitored(origin, preflight)
                    : new CorsDecision.Refused();
        }
        Optional<Tenant> tenant =
                reading.tenant().filter(t -> t.id().equals(registered.get().tenant()));
        if (tenant.isEmpty()
                || !tenant.get().isActive()
                || registered.get().status() != RegisteredOrigin.Status.ACTIVE) {
            return new CorsDecision.Refused();
        }
        CorsSettings settings = registered.get().cors().or(tenant.get().cors());
        return new CorsDecision.Allowed(origin, settings.toGrant().orThrow());
    }

    /** Origin mode: the whole platform; host and path mode: one active tenant. */
    private boolean isMonitored(Reading reading, Instant now) {
        Optional<Instant> until = switch (tenantSource) {
            case ORIGIN -> reading.platform().monitorUntil();
            case HOST, PATH -> reading.tenant().filter(Tenant::isActive).flatMap(Tenant::monitorUntil);
        };
        return until.filter(now::isBefore).isPresent();
    }
}
