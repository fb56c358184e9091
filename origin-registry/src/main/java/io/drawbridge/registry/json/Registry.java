package io.drawbridge.registry.json;

import io.drawbridge.registry.Platform;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.Revocation;
import io.drawbridge.registry.Tenant;
import java.util.List;

/**
 * A whole registry as one document holds it.
 *
 * @param platform what holds for every tenant
 * @param tenants the profiles, in the order of the document
 * @param origins every tenant's registrations, in the order of the document
 * @param revocations the platform's, then every tenant's, in the order of the document
 */
public record Registry(
        Platform platform, List<Tenant> tenants, List<RegisteredOrigin> origins, List<Revocation> revocations) {

    /** A registry that allows nothing. */
    public static final Registry EMPTY = new Registry(Platform.EMPTY, List.of(), List.of(), List.of());

    public Registry {
        tenants = List.copyOf(tenants);
        origins = List.copyOf(origins);
        revocations = List.copyOf(revocations);
    }
}
