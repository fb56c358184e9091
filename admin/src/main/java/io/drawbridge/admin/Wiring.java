package io.drawbridge.admin;

import io.drawbridge.admin.dryrun.DryRun;
import io.drawbridge.authorizer.token.CryptoProvider;
import io.drawbridge.authorizer.token.HttpJwksSource;
import io.drawbridge.authorizer.token.TokenVerifier;
import io.drawbridge.registry.ETag;
import io.drawbridge.registry.MonitorCounts;
import io.drawbridge.registry.PatternRules;
import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.TenantStore;
import io.drawbridge.registry.dynamodb.DynamoDbMonitorCounts;
import io.drawbridge.registry.dynamodb.DynamoDbTenantStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Puts the admin API together from its settings. */
final class Wiring {

    /** One call, its second attempt included; a request makes a handful. */
    private static final Duration CALL_BUDGET = Duration.ofSeconds(5);

    private Wiring() {}

    /** What counts monitored answers. */
    static MonitorTally tally(AdminConfig config) {
        return new MonitorTally(
                new DynamoDbMonitorCounts(DynamoDbTenantStore.client(CALL_BUDGET), config.tableName()),
                config.tenantSource());
    }

    /** What writes the first issuer of the platform. */
    static Bootstrap bootstrap(AdminConfig config) {
        HttpJwksSource source = new HttpJwksSource(config.localMode());
        Propagation propagation = new Propagation(Clock.systemUTC(), config.registryCache(), config.registryStale());
        return new Bootstrap(
                store(config, DynamoDbTenantStore.client(CALL_BUDGET), PublicSuffixList.bundled()),
                new IssuerResource(new IssuerChecks(source::fetch), propagation, config.localMode()));
    }

    private static TenantStore store(AdminConfig config, DynamoDbClient client, PublicSuffixList suffixes) {
        return new DynamoDbTenantStore(
                client, config.tableName(), config.tenantSource(), suffixes, ETag.incarnations(new SecureRandom()));
    }

    static AdminApi api(AdminConfig config) {
        PublicSuffixList suffixes = PublicSuffixList.bundled();
        DynamoDbClient client = DynamoDbTenantStore.client(CALL_BUDGET);
        TenantStore store = store(config, client, suffixes);
        Propagation propagation = new Propagation(Clock.systemUTC(), config.registryCache(), config.registryStale());
        PatternRules rules = new PatternRules(suffixes, config.tenantSource(), config.localMode());
        HttpJwksSource source = new HttpJwksSource(config.localMode());
        Paging paging = new Paging(new Cursors(store::cursorKey));
        IssuerChecks checks = new IssuerChecks(source::fetch);
        MonitorCounts counts = new DynamoDbMonitorCounts(client, config.tableName());
        return new AdminApi(
                new Resources(store, rules, propagation, checks, paging, dryRun(config, store, source), counts)
                        .routes());
    }

    /** One verifier for all dry runs, so that keys are remembered and the budget for fetching them holds. */
    private static DryRun dryRun(AdminConfig config, TenantStore store, HttpJwksSource source) {
        TokenVerifier verifier = new TokenVerifier(source, config.authorizer().jwksStale(), CryptoProvider.jdk());
        return new DryRun(config.authorizer(), store, verifier, Clock.systemUTC());
    }
}
