package io.drawbridge.admin;

import static io.drawbridge.admin.AdminSession.ACME_READS;
import static io.drawbridge.admin.AdminSession.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.Change;
import io.drawbridge.registry.CorsSettings;
import io.drawbridge.registry.OriginPattern;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Drawn registries: what another tenant registers changes no byte of what a dry run tells a tenant. */
final class DryRunTellsNothingTest {

    private static final int ROUNDS = 40;
    private static final int QUESTIONS = 25;
    private static final List<String> PATTERNS = List.of(
            "https://a.shared.example",
            "https://b.shared.example",
            "https://shared.example",
            "https://*.shared.example",
            "https://*.a.shared.example",
            "https://pr-*.shared.example",
            "https://pr-*--app.shared.example",
            "https://a.shared.example:8443",
            "http://a.shared.example");
    private static final List<String> ORIGINS = List.of(
            "https://a.shared.example",
            "https://b.shared.example",
            "https://c.shared.example",
            "https://x.a.shared.example",
            "https://pr-1.shared.example",
            "https://pr-1--app.shared.example",
            "https://shared.example",
            "https://a.shared.example:8443",
            "http://a.shared.example",
            "https://A.shared.example/",
            "https://app.acme.example",
            "https://app.globex.example",
            "null");

    @Test
    void what_another_tenant_registers_changes_no_byte() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        int differences = 0;
        for (int round = 0; round < ROUNDS; round++) {
            AdminSession alone = new AdminSession();
            AdminSession beside = new AdminSession();
            for (String pattern : PATTERNS) {
                if (random.nextInt(3) == 0) {
                    RegisteredOrigin.Status status =
                            oneOf(random, List.of(RegisteredOrigin.Status.ACTIVE, RegisteredOrigin.Status.DISABLED));
                    register(alone, "acme", pattern, status);
                    register(beside, "acme", pattern, status);
                } else if (random.nextBoolean()) {
                    register(beside, "globex", pattern, RegisteredOrigin.Status.ACTIVE);
                    differences++;
                }
            }
            for (int i = 0; i < QUESTIONS; i++) {
                String question = question(random);
                assertThat(ask(beside, question))
                        .as("seed %s: %s", seed, question)
                        .isEqualTo(ask(alone, question));
            }
        }
        assertThat(differences).isGreaterThan(ROUNDS);
    }

    private static String question(Random random) {
        ObjectNode question = JsonNodeFactory.instance
                .objectNode()
                .put("method", oneOf(random, List.of("GET", "PUT")))
                .put("resource", oneOf(random, List.of("/orders", "/orders/{id}")));
        if (random.nextInt(8) > 0) {
            question.put("origin", oneOf(random, ORIGINS));
        }
        switch (random.nextInt(3)) {
            case 0 -> question.putArray("scopes").add("orders:read");
            case 1 -> question.put("preflight", question.has("origin"));
            default -> {}
        }
        return question.toString();
    }

    private static <T> T oneOf(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static void register(AdminSession session, String tenant, String pattern, RegisteredOrigin.Status status) {
        RegisteredOrigin origin = new RegisteredOrigin(
                new TenantId(tenant),
                OriginPattern.parse(pattern).orThrow(),
                status,
                CorsSettings.NONE,
                Optional.empty(),
                "");
        session.store.addOrigin(origin, Change.ofRegistryFile(NOW));
    }

    private static AdminAnswer ask(AdminSession session, String question) {
        return session.ask(ACME_READS, "POST", "/admin/tenants/{tenant}/decisions")
                .of("tenant", "acme")
                .json(question)
                .answer();
    }
}
