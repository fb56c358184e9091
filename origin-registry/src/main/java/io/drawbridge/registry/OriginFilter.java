package io.drawbridge.registry;

import java.util.Optional;

/**
 * Which registrations a list holds.
 *
 * @param status those of one status alone
 * @param domain those of one host and of what is below it, compared label by label
 */
public record OriginFilter(Optional<RegisteredOrigin.Status> status, Optional<String> domain) {

    /** Every registration. */
    public static final OriginFilter NONE = new OriginFilter(Optional.empty(), Optional.empty());

    /** What the {@link OriginPattern#key} of every registration that it lets through begins with. */
    public String prefix() {
        return domain.map(PatternKey::reversed).orElse("");
    }

    /** Whether a registration is in the list. */
    public boolean takes(RegisteredOrigin origin) {
        return status.map(origin.status()::equals).orElse(true)
                && domain.map(d -> PatternKey.isAtOrBelow(origin.pattern().key(), d))
                        .orElse(true);
    }
}
