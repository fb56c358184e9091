package io.drawbridge.registry;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * An issuer record: whose tokens are trusted, for whom, and how far.
 *
 * <p>Trust belongs to this record, never to an {@code iss} string: what is remembered of keys and verdicts is remembered
 * under the whole record, so any change of it starts afresh. A record of a tenant can only ever yield that tenant; a record
 * of the platform needs a tenant claim.
 *
 * @param owner the tenant whose issuer this is; empty for the platform's
 * @param id the record's name, unique under its owner
 * @param iss the exact value of the token's {@code iss} claim
 * @param jwksUri where its keys are
 * @param profile what its tokens must look like
 * @param enabled whether tokens are accepted at all
 */
public record Issuer(
        Optional<TenantId> owner, String id, String iss, URI jwksUri, TokenProfile profile, boolean enabled) {

    /** The most records that one tenant or the platform may have, which bounds its profile and what a request compares. */
    public static final int MAX_PER_OWNER = 20;

    /** The record, or all problems of its values with pointers of the registry format; {@code jwksUri} as written. */
    public static Checked<Issuer> of(
            Optional<TenantId> owner, String id, String iss, String jwksUri, TokenProfile profile, boolean enabled) {
        List<Problem> problems = IssuerRules.problems(owner, id, iss, jwksUri, profile);
        return problems.isEmpty()
                ? new Checked.Valid<>(new Issuer(owner, id, iss, URI.create(jwksUri), profile, enabled))
                : new Checked.Invalid<>(problems);
    }

    /** Whether its tokens or keys come from this machine, which only local mode trusts. */
    public boolean isLocal() {
        return IssuerRules.isLocal(iss) || IssuerRules.isLocal(jwksUri.toString());
    }

    public Issuer {
        InvalidValueException.throwIfAny(IssuerRules.problems(owner, id, iss, jwksUri.toString(), profile));
    }
}
