package io.drawbridge.registry;

import io.drawbridge.registry.RegisteredOrigin.Status;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the registrations of an import become: an import gives nobody more than registering one by one would. */
public final class ImportedOrigins {

    private final TenantSource source;
    private final PublicSuffixList suffixes;

    public ImportedOrigins(TenantSource source, PublicSuffixList suffixes) {
        this.source = source;
        this.suffixes = suffixes;
    }

    /**
     * What an import changes, each registration with what it stands on.
     *
     * @param imported the parts' registrations; of a pattern that is there twice the last one counts
     * @param current what is there: it stays on what it stands on
     */
    public ImportDifference difference(
            ImportJob job,
            List<RegisteredOrigin> imported,
            List<Stored<RegisteredOrigin>> current,
            List<Stored<Approval>> approvals,
            Instant now) {
        Map<String, RegisteredOrigin> before = new HashMap<>();
        current.forEach(o -> before.put(o.value().pattern().key(), o.value()));
        Map<String, Approval> inForce = new HashMap<>();
        approvals.stream().map(Stored::value).filter(a -> a.isInForce(now)).forEach(a -> inForce.put(a.domain(), a));
        Map<String, RegisteredOrigin> standing = new HashMap<>();
        for (RegisteredOrigin origin : imported) {
            String key = origin.pattern().key();
            Optional<RegisteredOrigin> there = Optional.ofNullable(before.get(key));
            standing.put(key, standing(origin, there, job.byPlatform(), inForce));
        }
        return ImportDifference.of(current, List.copyOf(standing.values()));
    }

    private RegisteredOrigin standing(
            RegisteredOrigin origin,
            Optional<RegisteredOrigin> before,
            boolean byPlatform,
            Map<String, Approval> approvals) {
        RegisteredOrigin after = before.map(origin::after).orElse(origin);
        Optional<RegisteredOrigin> admitted = before.filter(b -> b.status() != Status.PENDING);
        if (!source.claims() || byPlatform || admitted.isPresent()) {
            Status said = origin.status() == Status.PENDING && !byPlatform ? Status.ACTIVE : origin.status();
            return after.with(said, admitted.flatMap(RegisteredOrigin::approved));
        }
        return Optional.ofNullable(approvals.get(suffixes.approvalDomain(origin.pattern())))
                .map(a -> after.standing(a.approved()))
                .orElseGet(after::waiting);
    }
}
