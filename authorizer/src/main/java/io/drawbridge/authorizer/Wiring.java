package io.drawbridge.authorizer;

import io.drawbridge.authorizer.cache.CachedRegistry;
import io.drawbridge.authorizer.cors.CorsValues;
import io.drawbridge.authorizer.policy.IamPolicy;
import io.drawbridge.authorizer.token.CryptoProvider;
import io.drawbridge.authorizer.token.HttpJwksSource;
import io.drawbridge.authorizer.token.JwksSource;
import io.drawbridge.authorizer.token.TokenVerifier;
import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.RegistryReader;
import io.drawbridge.registry.RegistryUnavailableException;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.dynamodb.DynamoDbTenantStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Puts the authorizer together from its settings. */
final class Wiring {

    /** One read, its second attempt included: long enough for the first call of a cold start, short beside the 10 s limit. */
    private static final Duration READ_BUDGET = Duration.ofSeconds(3);

    /** The least that an event holds. */
    private static final String EVENT = """
            {"type":"REQUEST","methodArn":"arn:aws:execute-api:us-east-1:000000000000:api/stage/GET/","resource":"/","path":"/",
            "httpMethod":"GET","headers":{"host":"localhost"},"multiValueHeaders":{"host":["localhost"]},"pathParameters":{},
            "requestContext":{"domainName":"localhost","requestId":"warm-up"}}""";

    private Wiring() {}

    /** Who computes signatures. Also where the layer that should bring a provider is not there or broken, somebody does. */
    static CryptoProvider crypto(AuthorizerConfig config) {
        return config.correttoCrypto() ? CryptoProvider.corretto(Wiring.class.getClassLoader()) : CryptoProvider.jdk();
    }

    static Authorizer authorizer(AuthorizerConfig config, CryptoProvider crypto, Steps steps) {
        Clock clock = Clock.systemUTC();
        RegistryReader table = new DynamoDbTenantStore(
                DynamoDbTenantStore.client(READ_BUDGET),
                config.tableName(),
                config.tenantSource(),
                PublicSuffixList.bundled(),
                Wiring::noIncarnation);
        warmUp(table);
        warmUp();
        RegistryReader registry = new CachedRegistry(
                new TimedRegistry(table, steps), clock, config.registryCache(), config.registryStale());
        JwksSource keys = new TimedJwksSource(new HttpJwksSource(config.localMode()), steps);
        TokenVerifier verifier = new TokenVerifier(keys, config.jwksStale(), crypto);
        return new Authorizer(config, registry, verifier, clock, steps);
    }

    /**
     * Reads once while the function starts, when Lambda gives it a whole processor: the SDK's classes and the connection are
     * then there before the first request, which would else spend most of its read budget on them.
     */
    private static void warmUp(RegistryReader table) {
        try {
            table.readTenant(new TenantId("warm-up"), Optional.empty());
        } catch (RegistryUnavailableException e) {
            // The first request reads again, and its answer says what is wrong.
        }
    }

    /**
     * Reads an event, answers and logs it to nowhere, so that the classes for that are there before the first request too.
     */
    private static void warmUp() {
        OutputStream nowhere = OutputStream.nullOutputStream();
        Steps steps = Steps.untimed();
        steps.begin();
        try {
            AuthorizerRequest request =
                    EventJson.read(new ByteArrayInputStream(EVENT.getBytes(StandardCharsets.UTF_8)));
            Decision.Policy decision = new Decision.Policy(
                    "warm-up",
                    IamPolicy.deny(),
                    DecisionContext.of(Reason.FORBIDDEN, CorsValues.NONE),
                    Optional.empty(),
                    "");
            EventJson.write(decision, nowhere);
            new DecisionLog(
                            new PrintStream(nowhere, false, StandardCharsets.UTF_8),
                            new EmbeddedMetrics("warm-up", false, Clock.systemUTC()))
                    .decided(request, decision, steps.end());
        } catch (IOException e) {
            throw new UncheckedIOException("memory was not read", e);
        }
    }

    /** The authorizer may only read, so it never creates anything that would need an incarnation. */
    private static String noIncarnation() {
        throw new IllegalStateException("the authorizer writes nothing");
    }
}
