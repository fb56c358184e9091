package io.drawbridge.authorizer;

import io.drawbridge.registry.Origin;
import io.drawbridge.registry.RegistryReader;
import io.drawbridge.registry.Revocations;
import io.drawbridge.registry.TenantId;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** The table, with a count of what a decision reads of it and how long that takes, failed reads included. */
record TimedRegistry(RegistryReader table, Steps steps) implements RegistryReader {

    @Override
    public Reading readTenant(TenantId tenant, Optional<Origin> origin) {
        return timed(() -> table.readTenant(tenant, origin));
    }

    @Override
    public Reading readOrigin(Origin origin, Instant now, Optional<TenantId> expected) {
        return timed(() -> table.readOrigin(origin, now, expected));
    }

    @Override
    public Reading readIssuer(String iss) {
        return timed(() -> table.readIssuer(iss));
    }

    @Override
    public Revocations readRevocations(Optional<TenantId> owner, long sequence) {
        return timed(() -> table.readRevocations(owner, sequence));
    }

    private <T> T timed(Supplier<T> read) {
        long start = steps.now();
        try {
            return read.get();
        } finally {
            steps.registryRead(start);
        }
    }
}
