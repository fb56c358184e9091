package io.drawbridge.registry.dynamodb;

import io.drawbridge.registry.Origin;
import io.drawbridge.registry.OriginPattern;
import io.drawbridge.registry.Sha256;
import io.drawbridge.registry.TenantId;
import java.util.HexFormat;
import java.util.Optional;

/** Where everything is in the table. */
final class Keys {

    static final Key SETTINGS = new Key("P", "SETTINGS");
    /** The secret that cursors are sealed with. */
    static final Key CURSOR_KEY = new Key("P", "CURSOR_KEY");

    static final String JOB_PREFIX = "J#";
    static final String PENDING = "P#PENDING";
    static final String DIRECTORY = "P#TENANTS";
    static final String ORIGIN_PREFIX = "O#";

    private static final String BUCKET_PREFIX = "B#";
    private static final String CLAIM_PREFIX = "C#";
    private static final String CLAIM = "C";
    private static final String CLAIM_BUCKET = "B";

    private Keys() {}

    static String partition(TenantId tenant) {
        return "T#" + tenant;
    }

    static Key directory(TenantId tenant) {
        return new Key(DIRECTORY, tenant.value());
    }

    static Key profile(TenantId tenant) {
        return new Key(partition(tenant), "PROFILE");
    }

    static Key origin(TenantId tenant, OriginPattern pattern) {
        return new Key(partition(tenant), ORIGIN_PREFIX + pattern.key());
    }

    /** The partial labels of one tenant below one host. */
    static Key bucket(TenantId tenant, Origin parent) {
        return new Key(partition(tenant), BUCKET_PREFIX + new OriginPattern.Exact(parent).key());
    }

    static Key claim(OriginPattern pattern) {
        return new Key(CLAIM_PREFIX + pattern.key(), CLAIM);
    }

    /** The claimed partial labels of all tenants below one host. */
    static Key claimBucket(Origin parent) {
        return new Key(CLAIM_PREFIX + new OriginPattern.Exact(parent).key(), CLAIM_BUCKET);
    }

    /** Hashed, because whoever sends a token chooses how long its {@code iss} is. */
    static Key issuer(String iss) {
        return new Key("I#" + HexFormat.of().formatHex(Sha256.of(iss)), CLAIM);
    }

    /** A registration that waits; a tenant's id holds no {@code #}. */
    static Key pending(TenantId tenant, OriginPattern pattern) {
        return new Key(PENDING, tenant + "#" + pattern.key());
    }

    /** The partition of a tenant's imports and their parts. */
    static String jobs(TenantId tenant) {
        return "J#" + tenant;
    }

    static Key job(TenantId tenant, String job) {
        return new Key(jobs(tenant), JOB_PREFIX + job);
    }

    static Key part(TenantId tenant, String job, int number) {
        return new Key(jobs(tenant), partPrefix(job) + "%02d".formatted(number));
    }

    static String partPrefix(String job) {
        return "P#" + job + "#";
    }

    /** Hashed, because the key is a credential. */
    static Key usageKey(String usageKey) {
        return new Key("U#" + HexFormat.of().formatHex(Sha256.of(usageKey)), CLAIM);
    }

    /** The partition of the audit of a tenant or of the platform. */
    static String audit(Optional<TenantId> owner) {
        return "A#" + name(owner);
    }

    static Key auditEntry(Optional<TenantId> owner, String id) {
        return new Key(audit(owner), id);
    }

    /** What was made with an idempotency key. */
    static Key repetition(Optional<TenantId> owner, String hash) {
        return new Key("K#" + name(owner), hash);
    }

    private static String name(Optional<TenantId> owner) {
        return owner.map(TenantId::value).orElse("");
    }

    /** The partition of a tenant's revocations, or of the platform's, which no tenant's id can spell. */
    static String revocations(Optional<TenantId> owner) {
        return "R#" + name(owner);
    }

    static Key revocation(Optional<TenantId> owner, String id) {
        return new Key(revocations(owner), id);
    }

    /** The item that counts an owner's revocations: the tenant's profile or the settings. */
    static Key owner(Optional<TenantId> owner) {
        return owner.map(Keys::profile).orElse(SETTINGS);
    }

    /** Whether an item is a registration or a claim to one pattern. */
    static boolean isOrigin(Key key) {
        return key.sk().startsWith(ORIGIN_PREFIX)
                || (key.pk().startsWith(CLAIM_PREFIX) && key.sk().equals(CLAIM));
    }

    /** Whether an item is a bucket of partial labels. */
    static boolean isBucket(Key key) {
        return key.sk().startsWith(BUCKET_PREFIX)
                || (key.pk().startsWith(CLAIM_PREFIX) && key.sk().equals(CLAIM_BUCKET));
    }

    /** The bucket's parent of a partial label. */
    static Optional<Origin> bucketParent(OriginPattern pattern) {
        return pattern instanceof OriginPattern.PartialLabel partial ? Optional.of(partial.parent()) : Optional.empty();
    }
}
