package io.drawbridge.registry.json;

import static io.drawbridge.registry.Sample.CHANGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.registry.ETag;
import io.drawbridge.registry.PatternRules;
import io.drawbridge.registry.Platform;
import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.Sample;
import io.drawbridge.registry.Stored;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantSource;
import io.drawbridge.registry.TenantStore;
import io.drawbridge.registry.TenantStore.Outcome;
import io.drawbridge.registry.memory.InMemoryTenantStore;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RegistrySeedTest {

    private final TenantStore store = new InMemoryTenantStore(
            TenantSource.ORIGIN, PublicSuffixList.bundled(), ETag.incarnations(RandomGenerator.getDefault()));
    private final Registry registry = RegistryFile.read(
                    RegistryFileTest.EVERYTHING,
                    new PatternRules(PublicSuffixList.bundled(), TenantSource.ORIGIN, false))
            .orThrow();

    @Test
    void aStoreHoldsAfterwardsWhatTheFileSays() {
        assertThat(RegistrySeed.isEmpty(store)).isTrue();

        assertThat(RegistrySeed.load(registry, store, CHANGE)).isEmpty();

        assertThat(RegistrySeed.isEmpty(store)).isFalse();
        assertThat(store.platform().value()).isEqualTo(registry.platform());
        assertThat(registry.tenants())
                .allSatisfy(
                        t -> assertThat(store.tenant(t.id()).map(Stored::value)).contains(t));
        assertThat(store.origins(new TenantId("acme")))
                .extracting(Stored::value)
                .containsExactlyInAnyOrderElementsOf(registry.origins());
        assertThat(store.revocations(Optional.empty())).hasSize(2);
        assertThat(store.revocations(Optional.of(new TenantId("globex"))))
                .containsExactly(registry.revocations().get(2));
    }

    @Test
    void whatIsThereAlreadyStaysAndIsReported() {
        TenantId acme = new TenantId("acme");
        store.createTenant(Sample.fullTenant(acme), CHANGE);

        assertThat(RegistrySeed.isEmpty(store)).isFalse();
        assertThat(RegistrySeed.load(registry, store, CHANGE))
                .extracting(RegistrySeed.Refusal::text)
                .containsExactly("tenant acme was not stored: it is there already.");
        assertThat(store.tenant(acme).orElseThrow().value()).isEqualTo(Sample.fullTenant(acme));
        assertThat(store.origins(acme)).hasSize(2);
    }

    @Test
    void conflictsAreReportedOneByOne() {
        Tenant acme = Sample.tenant(Sample.ACME);
        RegisteredOrigin mine = Sample.registered(Sample.ACME, "https://app.example.com");
        Tenant globex = Sample.tenant(Sample.GLOBEX);
        RegisteredOrigin theirs = Sample.registered(Sample.GLOBEX, "https://app.example.com");
        RegisteredOrigin nobodys = Sample.registered(new TenantId("nobody"), "https://nobody.example.com");

        assertThat(RegistrySeed.load(
                        new Registry(Platform.EMPTY, List.of(acme, globex), List.of(mine, theirs, nobodys), List.of()),
                        store,
                        CHANGE))
                .extracting(RegistrySeed.Refusal::text)
                .containsExactly(
                        "origin https://app.example.com of tenant globex was not stored: it belongs to another tenant or to the platform.",
                        "origin https://nobody.example.com of tenant nobody was not stored: its tenant is not there.");
    }

    @Test
    void everyRefusalIsASentence() {
        for (Outcome outcome : Outcome.values()) {
            if (outcome != Outcome.DONE) {
                assertThat(new RegistrySeed.Refusal("x", outcome).text()).matches("x was not stored: [a-z].*\\.");
            }
        }
    }
}
