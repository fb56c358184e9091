package io.drawbridge.admin.dryrun;

import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.Origin;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.RegistryReader;
import io.drawbridge.registry.Revocations;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The registry as if one tenant were alone in it, for a dry run in its name: whatever is another tenant's is answered as what is
 * nobody's.
 *
 * <p>Nothing of another tenant is even read: a claim of somebody else's would cost a read of its profile, and how long an answer
 * takes would tell it.
 *
 * @param registry read at each call, nothing is remembered
 * @param own the one tenant
 * @param change what is put in its profile's place
 */
record OneTenantView(RegistryReader registry, TenantId own, UnaryOperator<Tenant> change) implements RegistryReader {

    @Override
    public Reading readTenant(TenantId tenant, Optional<Origin> origin) {
        return tenant.equals(own) ? read(origin) : withoutTenant(read(Optional.empty()));
    }

    /** In origin mode a tenant's registrations and its claims are written in one transaction, so the one reads as the other. */
    @Override
    public Reading readOrigin(Origin origin, Instant now, Optional<TenantId> expected) {
        Reading reading = read(Optional.of(origin));
        return RegisteredOrigin.mostSpecific(reading.candidates(), origin, now).isPresent()
                ? reading
                : withoutTenant(reading);
    }

    @Override
    public Reading readIssuer(String iss) {
        Reading reading = read(Optional.empty());
        boolean isOwn = reading.tenant().stream()
                .flatMap(t -> t.issuers().stream())
                .map(Issuer::iss)
                .anyMatch(iss::equals);
        return isOwn ? reading : withoutTenant(reading);
    }

    @Override
    public Revocations readRevocations(Optional<TenantId> owner, long sequence) {
        return owner.isEmpty() || owner.get().equals(own)
                ? registry.readRevocations(owner, sequence)
                : Revocations.NONE;
    }

    private Reading read(Optional<Origin> origin) {
        Reading reading = registry.readTenant(own, origin);
        return new Reading(
                reading.platform(),
                reading.tenant().map(change),
                reading.candidates(),
                reading.platformRevocations(),
                reading.tenantRevocations());
    }

    private static Reading withoutTenant(Reading reading) {
        return new Reading(reading.platform(), Optional.empty(), List.of(), reading.platformRevocations(), 0);
    }
}
