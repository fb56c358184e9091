package io.drawbridge.authorizer;

import io.drawbridge.authorizer.cors.CorsDecision;
import io.drawbridge.registry.Platform;
import io.drawbridge.registry.RegistryReader.Reading;
import io.drawbridge.registry.Tenant;
import java.util.Optional;

/** Where a request stands before its token is read: whose it is, and what its page may see. */
sealed interface Standing {

    /**
     * The request may go on to its token.
     *
     * @param served the tenant it names; empty in origin mode without a registered origin, where the token names it
     * @param cors what its page may see
     */
    record Caller(Optional<Served> served, CorsDecision cors) implements Standing {

        /** The tenant's id for contexts and the log, empty if nobody is named yet. */
        String tenantId() {
            return served.map(s -> s.tenant().id().value()).orElse("");
        }
    }

    /**
     * A tenant that is served, with what it was read beside.
     *
     * @param revocations the numbers of the platform's and the tenant's revocations
     */
    record Served(Platform platform, Tenant tenant, RevocationCheck.Numbers revocations) {

        /** The tenant of a reading, if that names one that is active. */
        static Optional<Served> of(Reading reading) {
            return reading.tenant()
                    .filter(Tenant::isActive)
                    .map(t -> new Served(reading.platform(), t, RevocationCheck.Numbers.of(reading)));
        }
    }

    /** The request ends here; whoever sent it learns the reason and may not read the answer across origins. */
    record Nowhere(Reason reason) implements Standing {}
}
