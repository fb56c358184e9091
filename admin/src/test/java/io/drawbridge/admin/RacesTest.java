package io.drawbridge.admin;

import static io.drawbridge.admin.AdminSession.NOW;
import static io.drawbridge.admin.AdminSession.PLATFORM;
import static io.drawbridge.admin.AdminSession.etag;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.registry.Change;
import io.drawbridge.registry.Platform;
import io.drawbridge.registry.Stored;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantId;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two administrators who write the same thing, the second between the first one's reading and writing. */
final class RacesTest {

    private static final TenantId ACME = new TenantId("acme");

    private final AdminSession session = new AdminSession();

    @ParameterizedTest
    @CsvSource({
        "PUT, /admin/tenants/{tenant}",
        "PUT, /admin/tenants/{tenant}/route-policy",
        "PUT, /admin/tenants/{tenant}/issuers/{id}",
        "DELETE, /admin/tenants/{tenant}/issuers/{id}",
        "PUT, /admin/platform",
        "PUT, /admin/platform/route-policy",
        "PUT, /admin/platform/issuers/{id}",
    })
    void the_slower_one_is_answered_412_with_the_version_that_is_there_now(String method, String resource) {
        AdminAnswer read = ask("GET", resource).answer();
        session.meanwhile = this::writeAll;

        AdminAnswer late =
                ask(method, resource).json(read.body()).ifMatch(etag(read)).answer();

        assertThat(late.status()).as(late.body()).isEqualTo(412);
        assertThat(etag(late)).isEqualTo(etag(ask("GET", resource).answer())).isNotEqualTo(etag(read));
    }

    private AdminSession.Ask ask(String method, String resource) {
        return session.ask(PLATFORM, method, resource)
                .of("tenant", "acme")
                .of("id", resource.contains("platform") ? "main" : "own");
    }

    private void writeAll() {
        Change change = Change.ofRegistryFile(NOW);
        Stored<Tenant> tenant = session.store.tenant(ACME).orElseThrow();
        session.store.replaceTenant(tenant.value(), tenant.etag(), change);
        Stored<Platform> platform = session.store.platform();
        session.store.replacePlatform(
                new Platform(platform.value().issuers(), platform.value().routeRules(), Optional.of(NOW), false),
                platform.etag(),
                change);
    }
}
