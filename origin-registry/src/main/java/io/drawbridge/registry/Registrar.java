package io.drawbridge.registry;

import io.drawbridge.registry.RegisteredOrigin.Status;
import io.drawbridge.registry.TenantStore.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Who may register what by itself (origin mode): a tenant below the domains that the platform approved for it; all else waits.
 *
 * <p>Each write is one of the store's, whose transaction holds it to the approval as it was read. Where several registrations
 * follow an approval or its end, they do one by one: whoever is interrupted asks again, and what is done already stays done.
 */
public final class Registrar {

    /** How often approvals may change between reading one and writing what stands on it. */
    private static final int ATTEMPTS = 5;

    private final TenantStore store;
    private final TenantSource source;
    private final PublicSuffixList suffixes;

    public Registrar(TenantStore store, TenantSource source, PublicSuffixList suffixes) {
        this.store = store;
        this.source = source;
        this.suffixes = suffixes;
    }

    /**
     * A tenant's own registration: in force where its domain is approved, else it waits, whatever is registered elsewhere. In
     * host and path mode nothing waits. The outcomes of {@link TenantStore#addOrigin}.
     */
    public Outcome register(RegisteredOrigin origin, Change change, Optional<IdempotencyKey> key) {
        if (!source.claims()) {
            return store.addOrigin(origin, change, key);
        }
        for (int attempt = 1; ; attempt++) {
            Outcome outcome = store.addOrigin(standing(origin, change), change, key);
            if (outcome != Outcome.APPROVAL_CHANGED || attempt == ATTEMPTS) {
                return outcome;
            }
        }
    }

    /** What a tenant's own registration would be: standing on an approval, or pending. */
    public RegisteredOrigin standing(RegisteredOrigin origin, Change change) {
        if (!source.claims()) {
            return origin;
        }
        return approval(origin.tenant(), suffixes.approvalDomain(origin.pattern()))
                .map(Stored::value)
                .filter(a -> a.isInForce(change.at()))
                .map(a -> origin.standing(a.approved()))
                .orElseGet(origin::waiting);
    }

    /**
     * Replaces a registration: what it stands on stays as it is, and what waits keeps waiting unless the platform says otherwise.
     * The outcomes of {@link TenantStore#replaceOrigin}.
     *
     * @param byPlatform whether the platform replaces it, which may let a pending one in by itself
     */
    public Outcome replace(RegisteredOrigin origin, ETag etag, boolean byPlatform, Change change) {
        Optional<Stored<RegisteredOrigin>> current = store.origin(origin.tenant(), origin.pattern());
        if (current.isEmpty()) {
            return Outcome.ABSENT;
        }
        RegisteredOrigin before = current.get().value();
        boolean waits = before.status() == Status.PENDING && !byPlatform;
        Outcome outcome = store.replaceOrigin(
                origin.with(waits ? Status.PENDING : origin.status(), before.approved())
                        .after(before),
                etag,
                change);
        return outcome == Outcome.APPROVAL_CHANGED ? Outcome.STALE : outcome;
    }

    /**
     * Approves a domain or changes when an approval ends, and lets in what waits for it.
     *
     * @param etag the version of the approval that is there; empty to make one
     */
    public Activation approve(TenantId tenant, Approval approval, Optional<ETag> etag, Change change) {
        Outcome outcome = store.approve(tenant, approval, etag, change);
        List<OriginPattern> activated = new ArrayList<>();
        List<OriginPattern> conflicts = new ArrayList<>();
        if (outcome == Outcome.DONE) {
            for (Stored<RegisteredOrigin> waiting : below(tenant, approval.domain(), r -> follows(r, approval))) {
                RegisteredOrigin origin = waiting.value();
                boolean isPending = origin.status() == Status.PENDING;
                Outcome let = store.replaceOrigin(origin.standing(approval.approved()), waiting.etag(), change);
                if (let == Outcome.DONE && isPending) {
                    activated.add(origin.pattern());
                } else if (let == Outcome.CLAIMED || let == Outcome.FULL) {
                    conflicts.add(origin.pattern());
                } else if (let == Outcome.APPROVAL_CHANGED || let == Outcome.IMPORTING) {
                    return new Activation(let, activated, conflicts);
                }
            }
        }
        return new Activation(outcome, activated, conflicts);
    }

    private static boolean follows(RegisteredOrigin origin, Approval approval) {
        return origin.status() == Status.PENDING
                || origin.approved().map(a -> !a.equals(approval.approved())).orElse(false);
    }

    /**
     * Withdraws an approval: at once nothing new stands on it, then each registration that does waits again and gives up its
     * claim, then the approval is gone. Interrupted, it is there as withdrawn, and withdrawing it again goes on.
     */
    public Outcome withdraw(TenantId tenant, String domain, ETag etag, Change change) {
        Optional<Stored<Approval>> current = approval(tenant, domain);
        if (current.isEmpty()) {
            return Outcome.ABSENT;
        }
        if (!current.get().etag().equals(etag)) {
            return Outcome.STALE;
        }
        ETag withdrawn = etag;
        if (!current.get().value().isWithdrawn()) {
            Approval none = current.get().value().withdrawn();
            Outcome outcome = store.approve(tenant, none, Optional.of(etag), change);
            if (outcome != Outcome.DONE) {
                return outcome;
            }
            withdrawn = etag.next();
        }
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            List<Stored<RegisteredOrigin>> standing = below(
                    tenant, domain, r -> r.approved().map(Approved::domain).equals(Optional.of(domain)));
            if (standing.isEmpty()) {
                return store.removeApproval(tenant, domain, withdrawn, change);
            }
            // A tenant that imports must not put off what the platform withdraws.
            store.runningImport(tenant).ifPresent(job -> store.abortImport(tenant, job.id(), change));
            standing.forEach(s -> store.replaceOrigin(s.value().waiting(), s.etag(), change));
        }
        return Outcome.STALE;
    }

    private Optional<Stored<Approval>> approval(TenantId tenant, String domain) {
        return store.approvals(tenant).stream()
                .filter(a -> a.value().domain().equals(domain))
                .findFirst();
    }

    /** The registrations whose domain this is: not those of an other registrable domain below it. */
    private List<Stored<RegisteredOrigin>> below(TenantId tenant, String domain, Predicate<RegisteredOrigin> wanted) {
        OriginFilter filter = new OriginFilter(Optional.empty(), Optional.of(domain));
        return PageRequest.all(page -> store.origins(tenant, filter, page)).stream()
                .filter(o -> suffixes.approvalDomain(o.value().pattern()).equals(domain))
                .filter(o -> wanted.test(o.value()))
                .toList();
    }
}
