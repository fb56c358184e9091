package io.drawbridge.admin;

import io.drawbridge.authorizer.token.HttpJwksSource;
import io.drawbridge.registry.ETag;
import io.drawbridge.registry.PatternRules;
import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.TenantStore;
import io.drawbridge.registry.dynamodb.DynamoDbTenantStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/** Puts the admin API together from its settings. */
final class Wiring {

    /** One call, its second attempt included; a request makes a handful. */
    private static final Duration CALL_BUDGET = Duration.ofSeconds(5);

    private Wiring() {}

    static AdminApi api(AdminConfig config) {
        PublicSuffixList suffixes = PublicSuffixList.bundled();
        TenantStore store = new DynamoDbTenantStore(
                DynamoDbTenantStore.client(CALL_BUDGET),
                config.tableName(),
                config.tenantSource(),
                suffixes,
                ETag.incarnations(new SecureRandom()));
        Propagation propagation = new Propagation(Clock.systemUTC(), config.registryCache(), config.registryStale());
        PatternRules rules = new PatternRules(suffixes, config.tenantSource(), config.localMode());
        HttpJwksSource source = new HttpJwksSource(config.localMode());
        Paging paging = new Paging(new Cursors(store::cursorKey));
        return new AdminApi(new Resources(store, rules, propagation, new IssuerChecks(source::fetch), paging).routes());
    }
}
