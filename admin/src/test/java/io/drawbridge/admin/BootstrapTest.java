package io.drawbridge.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.authorizer.token.JwksSource;
import io.drawbridge.registry.Actor;
import io.drawbridge.registry.Change;
import io.drawbridge.registry.ETag;
import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.Platform;
import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.TenantSource;
import io.drawbridge.registry.TenantStore;
import io.drawbridge.registry.memory.InMemoryTenantStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class BootstrapTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String ISSUER =
            "{\"iss\":\"https://id.example.com\",\"jwksUri\":\"https://id.example.com/jwks\","
                    + "\"audiences\":[\"api\"],\"tenantClaim\":\"tenant\"}";

    private final TenantStore store =
            new InMemoryTenantStore(TenantSource.ORIGIN, PublicSuffixList.bundled(), ETag.incarnations(new Random(1)));
    private final Bootstrap bootstrap = new Bootstrap(
            store,
            new IssuerResource(
                    new IssuerChecks(uri -> new JwksSource.Failure("nothing is there")),
                    new Propagation(Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofSeconds(10), Duration.ofSeconds(300)),
                    false));

    @Test
    void an_empty_table_gets_the_platforms_first_issuer() {
        AdminAnswer answer = bootstrap.answer("main", "operator", ISSUER);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(AdminSession.json(answer)
                        .path("warnings")
                        .path(0)
                        .path("code")
                        .asText())
                .isEqualTo("issuer-keys-fetch");
        assertThat(store.platform().value().issuers())
                .extracting(Issuer::iss)
                .containsExactly("https://id.example.com");
    }

    @Test
    void a_table_with_settings_is_left_alone_even_if_they_hold_no_issuer() {
        store.replacePlatform(
                new Platform(List.of(), List.of(), Optional.empty(), false),
                store.platform().etag(),
                new Change(new Actor("x", "y"), NOW, ""));

        AdminAnswer answer = bootstrap.answer("main", "operator", ISSUER);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(AdminSession.json(answer).path("detail").asText())
                .isEqualTo(
                        "The table has settings already, so it has administrators: ask one of them to add an issuer by the"
                                + " admin API.");
        assertThat(store.platform().value().issuers()).isEmpty();
    }

    @Test
    void the_rules_are_the_admin_apis() {
        AdminAnswer answer =
                bootstrap.answer("main", "operator", "{\"iss\":\"http://id.example.com\",\"audiences\":[]}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(AdminSession.codes(answer)).contains("issuer-url", "issuer-audiences", "issuer-tenant-claim");
        assertThat(store.platform().etag().version()).isZero();
    }

    @Test
    void an_issuer_whose_discovery_document_cannot_be_fetched_is_not_written() {
        AdminAnswer answer = bootstrap.answer(
                "main", "operator", ISSUER.replace("\"jwksUri\":\"https://id.example.com/jwks\",", ""));

        assertThat(AdminSession.codes(answer)).containsExactly("issuer-discovery");
        assertThat(store.platform().etag().version()).isZero();
    }
}
