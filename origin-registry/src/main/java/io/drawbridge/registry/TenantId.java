package io.drawbridge.registry;

import java.util.List;
import java.util.Optional;

/**
 * The name of a tenant: a DNS label, so that it can be the first label of a host.
 *
 * @param value 1 to 63 of {@code a-z}, {@code 0-9} and hyphen, no hyphen at either end (RFC 1123, section 2.1)
 */
public record TenantId(String value) {

    public TenantId {
        if (!Labels.isPlain(value)) {
            throw new InvalidValueException(List.of(Problem.of(ProblemCode.TENANT_ID, value)));
        }
    }

    /** The id that a request spells, if it can be one. */
    public static Optional<TenantId> parse(String text) {
        return Labels.isPlain(text) ? Optional.of(new TenantId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
