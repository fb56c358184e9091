package io.drawbridge.registry.json;

import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.OriginPattern;
import io.drawbridge.registry.Problem;
import io.drawbridge.registry.ProblemCode;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.TenantSource;
import io.drawbridge.registry.TenantStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the store would refuse of a document whose parts are sound: two tenants that claim one thing, a full bucket. */
final class Conflicts {

    private final TenantSource tenantSource;
    private final List<Problem> problems = new ArrayList<>();

    Conflicts(TenantSource tenantSource) {
        this.tenantSource = tenantSource;
    }

    List<Problem> find(List<Placed<RegisteredOrigin>> origins, List<Placed<Issuer>> issuers) {
        List<Placed<Issuer>> ofTenants =
                issuers.stream().filter(i -> i.value().owner().isPresent()).toList();
        reserved(issuers, ofTenants);
        List<Placed<RegisteredOrigin>> holdingClaims = origins.stream()
                .filter(o -> o.value().status() != RegisteredOrigin.Status.PENDING)
                .toList();
        if (tenantSource.claims()) {
            groups(holdingClaims, o -> o.pattern().text())
                    .forEach(group -> claims(
                            group,
                            RegisteredOrigin::tenant,
                            ProblemCode.PATTERN_CLAIMED,
                            o -> o.pattern().text()));
            groups(ofTenants, Issuer::iss)
                    .forEach(group -> claims(group, Issuer::owner, ProblemCode.ISSUER_CLAIMED, Issuer::iss));
            crowds(holdingClaims, o -> "");
        }
        crowds(origins, o -> o.tenant().value());
        return List.copyOf(problems);
    }

    private void reserved(List<Placed<Issuer>> all, List<Placed<Issuer>> ofTenants) {
        Set<String> ofPlatform = all.stream()
                .map(Placed::value)
                .filter(i -> i.owner().isEmpty())
                .map(Issuer::iss)
                .collect(Collectors.toSet());
        for (Placed<Issuer> issuer : ofTenants) {
            String iss = issuer.value().iss();
            if (ofPlatform.contains(iss)) {
                problems.add(Problem.of(ProblemCode.ISSUER_RESERVED, iss).under(issuer.pointer()));
            }
        }
    }

    private static <T> Collection<List<Placed<T>>> groups(List<Placed<T>> all, Function<T, String> key) {
        return all.stream()
                .collect(Collectors.groupingBy(p -> key.apply(p.value()), LinkedHashMap::new, Collectors.toList()))
                .values();
    }

    /** Reports each member of a group that a member of another tenant contradicts. */
    private <T> void claims(
            List<Placed<T>> group, Function<T, Object> tenant, ProblemCode code, Function<T, String> shown) {
        for (Placed<T> one : group) {
            Optional<Placed<T>> other = group.stream()
                    .filter(o -> !tenant.apply(o.value()).equals(tenant.apply(one.value())))
                    .findFirst();
            other.ifPresent(o -> problems.add(
                    Problem.of(code, shown.apply(one.value()), "Keep it here or at " + o.pointer() + ", not at both.")
                            .under(one.pointer())));
        }
    }

    /** Reports the first registration too many of each bucket that the store would keep. */
    private void crowds(List<Placed<RegisteredOrigin>> origins, Function<RegisteredOrigin, String> owner) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        for (Placed<RegisteredOrigin> origin : origins) {
            if (origin.value().pattern() instanceof OriginPattern.PartialLabel partial) {
                String bucket = owner.apply(origin.value()) + " " + partial.parent();
                if (sizes.merge(bucket, 1, Integer::sum) == TenantStore.MAX_PARTIAL_LABELS + 1) {
                    problems.add(Problem.of(ProblemCode.PATTERN_CROWDED, partial.text())
                            .under(origin.pointer()));
                }
            }
        }
    }
}
