package io.drawbridge.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.registry.TenantSource;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A realm's keys are replaced while its tokens are in use. Keycloak signs with a new key at once, before anybody could have
 * fetched it: each rotation begins with a {@code kid} that the authorizer has never seen.
 */
@SuppressWarnings("NullAway.Init")
final class KeyRotationIT {

    private static final List<String> ALGORITHMS = List.of("RS256", "PS256", "ES256", "EdDSA");
    private static final int PROCESSES = 2;
    private static final int PRIORITY = 200;

    /** Two rotations of one issuer in less time than this are paid by what the budget has saved up. */
    private static final Duration BETWEEN_ROTATIONS = Duration.ofSeconds(5);

    private static KeycloakServer keycloak;
    private static Tenants tenants;
    private static Drawbridge drawbridge;

    @BeforeAll
    static void start() {
        keycloak = KeycloakServer.start("rotation");
        keycloak.admin().create(new RealmPlan(Tenants.ACME));
        keycloak.admin().create(new RealmPlan(Tenants.GLOBEX));
        tenants = new Tenants(keycloak.realm(Tenants.ACME), keycloak.realm(Tenants.GLOBEX));
        drawbridge = Drawbridge.start(tenants, TenantSource.ORIGIN, Map.of(), PROCESSES);
    }

    @AfterAll
    static void stop() {
        drawbridge.close();
        keycloak.close();
    }

    @Test
    void no_valid_token_is_refused_while_every_key_is_replaced_then_passive_then_gone() {
        Report report = new Report("2. Rotation of a realm's keys under load");
        Rotation rotation = new Rotation(new RealmPlan(Tenants.ACME), report);
        try (Load load = Load.start(keycloak.realm(Tenants.ACME), drawbridge, ALGORITHMS)) {
            load.awaitRounds(5);
            rotation.replace(load);
            rotation.makePassive(load);
            IssuedToken orphan = rotation.remove(load);
            rotation.measureEnd(load, orphan);

            report.line(
                    "requests in all",
                    load.samples().size() + ", of valid tokens refused: "
                            + load.refusals().size());
            report.line(
                    "latency: median, 99 %, slowest",
                    Report.seconds(load.latency(0.5)) + ", " + Report.seconds(load.latency(0.99)) + ", "
                            + Report.seconds(load.latency(1)));
            report.publish();
            assertThat(load.refusals()).isEmpty();
        }
    }

    /** The steps of an administrator who replaces every key of a realm. */
    private static final class Rotation {

        private final RealmPlan plan;
        private final Realm realm;
        private final KeycloakAdmin admin = keycloak.admin();
        private final Report report;
        private final Map<String, String> oldKeys = new HashMap<>();

        Rotation(RealmPlan plan, Report report) {
            this.plan = plan;
            this.realm = keycloak.realm(plan.name());
            this.report = report;
        }

        /** One algorithm after the other. */
        void replace(Load load) {
            for (String algorithm : ALGORITHMS) {
                String oldKey = realm.token(algorithm).keyId();
                oldKeys.put(algorithm, oldKey);
                admin.addKey(plan.name(), plan.successor(algorithm, PRIORITY));
                String newKey = realm.token(algorithm).keyId();
                assertThat(newKey).isNotEqualTo(oldKey);

                Load.Sample first = load.first(newKey);

                assertThat(first.answer().summary()).isEqualTo("200");
                report.line(
                        algorithm + ", first token of the new key",
                        "accepted "
                                + Report.seconds(
                                        first.token().receivedAt(),
                                        first.answer().receivedAt()) + " after it was issued");
                Instant next = Instant.now().plus(BETWEEN_ROTATIONS);
                Waiting.until(
                        "the next rotation",
                        Duration.ofMinutes(1),
                        () -> Instant.now().isAfter(next));
            }
        }

        void makePassive(Load load) {
            oldKeys.values().forEach(key -> admin.makePassive(plan.name(), admin.componentOf(plan.name(), key)));
            Instant passive = Instant.now();
            load.awaitRounds(20);
            long requests = oldKeys.values().stream()
                    .mapToLong(key -> load.count(key, passive))
                    .sum();
            assertThat(requests).isPositive();
            report.line("old keys passive", "requests with tokens of theirs: " + requests);
        }

        /** Returns a token that has outlived its key. */
        IssuedToken remove(Load load) {
            String key = Objects.requireNonNull(oldKeys.get("ES256"));
            IssuedToken orphan = load.samples().stream()
                    .map(Load.Sample::token)
                    .filter(token -> token.keyId().equals(key))
                    .findFirst()
                    .orElseThrow();
            oldKeys.values().forEach(load::forget);
            oldKeys.values().forEach(k -> admin.removeKey(plan.name(), admin.componentOf(plan.name(), k)));
            return orphan;
        }

        /** Until when a removed key is believed: as long as its set may be kept, which is 60 s for "no-cache". */
        void measureEnd(Load load, IssuedToken orphan) {
            Instant removed = Instant.now();
            load.awaitRounds(20);
            // Each process has a set of its own, so it is over when several answers in a row say so.
            Waiting.until("the end of a removed key", Duration.ofMinutes(3), () -> isRefusedByAll(orphan));
            report.line(
                    "token of a removed key",
                    "refused everywhere " + Report.seconds(removed, Instant.now()) + " later");
            load.awaitRounds(20);
        }

        private boolean isRefusedByAll(IssuedToken token) {
            for (int i = 0; i < 4 * PROCESSES; i++) {
                if (drawbridge.ask(token, realm.origin()).accepted()) {
                    return false;
                }
            }
            return true;
        }
    }

    @Test
    void a_rotation_is_seen_within_30_s_while_strangers_send_unknown_keys() {
        Report report = new Report("3. Rotation while strangers send unknown keys");
        Realm realm = keycloak.realm(Tenants.GLOBEX);
        RealmPlan plan = new RealmPlan(Tenants.GLOBEX);
        IssuedToken old = realm.token("ES256");
        // One instance, because a second could be asked first after the rotation, and know the new key from the
        // beginning.
        try (Drawbridge one = Drawbridge.start(tenants, TenantSource.ORIGIN, Map.of(), 1)) {
            assertThat(one.ask(old, realm.origin()).summary()).isEqualTo("200");
            try (Strangers strangers = Strangers.start(one, old)) {
                strangers.awaitRequests(200);
                keycloak.admin().addKey(plan.name(), plan.successor("ES256", PRIORITY));
                IssuedToken fresh = realm.token("ES256");
                assertThat(fresh.keyId()).isNotEqualTo(old.keyId());

                Waiting.until("the new key", Duration.ofSeconds(30), () -> {
                    // Known keys are not touched by any of this.
                    assertThat(one.ask(old, realm.origin()).summary()).isEqualTo("200");
                    return one.ask(fresh, realm.origin()).accepted();
                });

                report.line("unknown keys sent", strangers.summary());
                report.line(
                        "first token of the new key",
                        "accepted " + Report.seconds(fresh.receivedAt(), Instant.now()) + " after it was issued");
                report.publish();
            }
        }
    }
}
