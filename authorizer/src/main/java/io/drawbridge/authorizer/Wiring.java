package io.drawbridge.authorizer;

import io.drawbridge.authorizer.cache.CachedRegistry;
import io.drawbridge.authorizer.token.HttpJwksSource;
import io.drawbridge.authorizer.token.TokenVerifier;
import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.RegistryReader;
import io.drawbridge.registry.dynamodb.DynamoDbTenantStore;
import java.time.Clock;
import java.time.Duration;

/** Puts the authorizer together from its settings. */
final class Wiring {

    /** One read, its second attempt included: long enough for the first call of a cold start, short beside the 10 s limit. */
    private static final Duration READ_BUDGET = Duration.ofSeconds(3);

    private Wiring() {}

    static Authorizer authorizer(AuthorizerConfig config) {
        Clock clock = Clock.systemUTC();
        RegistryReader table = new DynamoDbTenantStore(
                DynamoDbTenantStore.client(READ_BUDGET),
                config.tableName(),
                config.tenantSource(),
                PublicSuffixList.bundled(),
                Wiring::noIncarnation);
        RegistryReader registry = new CachedRegistry(table, clock, config.registryCache(), config.registryStale());
        TokenVerifier verifier = new TokenVerifier(new HttpJwksSource(config.localMode()), config.jwksStale());
        return new Authorizer(config, registry, verifier, clock);
    }

    /** The authorizer may only read, so it never creates anything that would need an incarnation. */
    private static String noIncarnation() {
        throw new IllegalStateException("the authorizer writes nothing");
    }
}
