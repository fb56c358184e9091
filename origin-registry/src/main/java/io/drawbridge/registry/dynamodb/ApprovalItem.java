package io.drawbridge.registry.dynamodb;

import io.drawbridge.registry.Approval;
import io.drawbridge.registry.ETag;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.RegisteredOrigin.Status;
import io.drawbridge.registry.Stored;
import io.drawbridge.registry.TenantId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * The approvals of a tenant: each an attribute of its profile, under the domain's own name, so that a transaction about a
 * registration can hold to it by the one check of the profile that it makes anyway.
 */
final class ApprovalItem {

    private static final String PREFIX = "approval:";
    private static final String UNTIL = "until";
    private static final String WITHDRAWN = "withdrawn";
    private static final String COUNT = "approvals";
    private static final String CHANGES = "approvalChanges";

    private ApprovalItem() {}

    static List<Stored<Approval>> read(Attributes profile) {
        return profile.values().keySet().stream()
                .filter(name -> name.startsWith(PREFIX))
                .sorted()
                .map(name -> entry(profile.map(name), name.substring(PREFIX.length())))
                .toList();
    }

    private static Stored<Approval> entry(Attributes map, String domain) {
        Approval approval = map.decode(
                () -> new Approval(domain, map.optionalNumber(UNTIL).map(Instant::ofEpochSecond), map.has(WITHDRAWN)));
        return new Stored<>(approval, VersionItem.read(map), Optional.of(map.decode(() -> StampItem.read(map))));
    }

    /** How often the approvals of a tenant changed: an import holds to the number, because it can hold to no list. */
    static long changes(Attributes profile) {
        return profile.optionalNumber(CHANGES).orElse(0L);
    }

    /** Makes an approval where there is none of the domain and room for one. */
    static Update.Builder add(TenantId tenant, Stored<Approval> approval) {
        return update(tenant)
                .updateExpression("SET #approval = :approval ADD #count :one, #changes :one")
                .conditionExpression("attribute_exists(pk) AND attribute_not_exists(#approval)"
                        + " AND (attribute_not_exists(#count) OR #count < :most)")
                .expressionAttributeNames(
                        names(approval.value().domain(), Map.of("#count", COUNT, "#changes", CHANGES)))
                .expressionAttributeValues(Map.of(
                        ":approval", write(approval),
                        ":one", Values.number(1),
                        ":most", Values.number(Approval.MAX_PER_TENANT)));
    }

    /** Replaces an approval of a version. */
    static Update.Builder replace(TenantId tenant, Stored<Approval> approval, ETag etag) {
        Map<String, AttributeValue> values = new HashMap<>(VersionItem.values(etag));
        values.put(":approval", write(approval));
        values.put(":one", Values.number(1));
        return update(tenant)
                .updateExpression("SET #approval = :approval ADD #changes :one")
                .conditionExpression(unchanged())
                .expressionAttributeNames(names(approval.value().domain(), Map.of("#changes", CHANGES)))
                .expressionAttributeValues(values);
    }

    /** Removes an approval of a version. */
    static Update.Builder remove(TenantId tenant, String domain, ETag etag) {
        Map<String, AttributeValue> values = new HashMap<>(VersionItem.values(etag));
        values.put(":minusOne", Values.number(-1));
        values.put(":one", Values.number(1));
        return update(tenant)
                .updateExpression("REMOVE #approval ADD #count :minusOne, #changes :one")
                .conditionExpression(unchanged())
                .expressionAttributeNames(names(domain, Map.of("#count", COUNT, "#changes", CHANGES)))
                .expressionAttributeValues(values);
    }

    /** Whether an approval of the domain is in a profile. */
    static boolean isIn(Map<String, AttributeValue> profile, String domain) {
        return profile.containsKey(PREFIX + domain);
    }

    /** The condition of a profile that a registration is what it says: that it stands on an approval, or waits for one. */
    static Optional<String> condition(RegisteredOrigin origin) {
        if (origin.status() == Status.PENDING) {
            return Optional.of("(attribute_not_exists(#approval) OR attribute_exists(#approval.#withdrawn)"
                    + " OR #approval.#until <= :now)");
        }
        return origin.approved()
                .map(a -> "attribute_exists(#approval) AND attribute_not_exists(#approval.#withdrawn) AND "
                        + (a.until().isPresent()
                                ? "#approval.#until = :until"
                                : "attribute_not_exists(#approval.#until)"));
    }

    /** The names of {@link #condition}. */
    static Map<String, String> names(String domain) {
        return Map.of("#approval", PREFIX + domain, "#withdrawn", WITHDRAWN, "#until", UNTIL);
    }

    /** The values of {@link #condition}. */
    static Map<String, AttributeValue> values(RegisteredOrigin origin, Instant now) {
        if (origin.status() == Status.PENDING) {
            return Map.of(":now", Values.number(now.getEpochSecond()));
        }
        return origin.approved()
                .flatMap(a -> a.until())
                .map(t -> Map.of(":until", Values.number(t.getEpochSecond())))
                .orElse(Map.of());
    }

    private static String unchanged() {
        return "#approval.incarnation = :incarnation AND #approval.version = :version";
    }

    private static Map<String, String> names(String domain, Map<String, String> others) {
        Map<String, String> names = new HashMap<>(others);
        names.put("#approval", PREFIX + domain);
        return names;
    }

    private static Update.Builder update(TenantId tenant) {
        return Update.builder().key(Keys.profile(tenant).attributes());
    }

    private static AttributeValue write(Stored<Approval> stored) {
        Approval approval = stored.value();
        Values values = VersionItem.write(new Values(), stored.etag());
        stored.stamps().ifPresent(s -> StampItem.write(values, s));
        approval.expiresAt().ifPresent(t -> values.number(UNTIL, t.getEpochSecond()));
        if (approval.isWithdrawn()) {
            values.flag(WITHDRAWN, true);
        }
        return values.toValue();
    }
}
