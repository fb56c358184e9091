package io.drawbridge.registry.dynamodb;

import io.drawbridge.registry.Origin;
import io.drawbridge.registry.OriginPattern;
import io.drawbridge.registry.Sha256;
import io.drawbridge.registry.TenantId;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Where everything is in the table. */
final class Keys {

    static final Key SETTINGS = new Key("P", "SETTINGS");
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
        return new Key(partition(tenant), ORIGIN_PREFIX + of(pattern.text()));
    }

    /** The partial labels of one tenant below one host. */
    static Key bucket(TenantId tenant, Origin parent) {
        return new Key(partition(tenant), BUCKET_PREFIX + of(parent.toString()));
    }

    static Key claim(OriginPattern pattern) {
        return new Key(CLAIM_PREFIX + of(pattern.text()), CLAIM);
    }

    /** The claimed partial labels of all tenants below one host. */
    static Key claimBucket(Origin parent) {
        return new Key(CLAIM_PREFIX + of(parent.toString()), CLAIM_BUCKET);
    }

    /** Hashed, because whoever sends a token chooses how long its {@code iss} is. */
    static Key issuer(String iss) {
        return new Key("I#" + HexFormat.of().formatHex(Sha256.of(iss)), CLAIM);
    }

    /** The partition of a tenant's revocations, or of the platform's, which no tenant's id can spell. */
    static String revocations(Optional<TenantId> owner) {
        return "R#" + owner.map(TenantId::value).orElse("");
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

    /** Reversed host, scheme, port: {@code com.example.*|https|443}, so that a domain's patterns stand together. */
    private static String of(String pattern) {
        int hostStart = pattern.indexOf("://") + "://".length();
        String scheme = pattern.substring(0, hostStart - "://".length());
        int bracket = pattern.indexOf(']', hostStart);
        int colon = pattern.indexOf(':', Math.max(hostStart, bracket));
        String host = pattern.substring(hostStart, colon < 0 ? pattern.length() : colon);
        String defaultPort = scheme.equals("https") ? "443" : "80";
        String port = colon < 0 ? defaultPort : pattern.substring(colon + 1);
        return reversed(host) + "|" + scheme + "|" + port;
    }

    private static String reversed(String host) {
        List<String> labels = Arrays.asList(host.split("\\.", -1));
        Collections.reverse(labels);
        return String.join(".", labels);
    }
}
