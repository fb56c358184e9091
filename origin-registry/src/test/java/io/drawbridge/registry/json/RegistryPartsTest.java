package io.drawbridge.registry.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.Approval;
import io.drawbridge.registry.Checked;
import io.drawbridge.registry.CorsSettings;
import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.PatternRules;
import io.drawbridge.registry.Platform;
import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.Revocation;
import io.drawbridge.registry.RouteRule;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantSource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is one document of its own obeys the rules of the registry file; here are those that only a part has. */
final class RegistryPartsTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final PatternRules RULES = new PatternRules(PublicSuffixList.bundled(), TenantSource.ORIGIN, false);
    private static final String ISSUER = """
            {"iss": "https://id.acme.example", "jwksUri": "https://id.acme.example/keys", "audiences": ["api"]}""";

    @Test
    void a_document_is_one_object_of_unique_names() {
        assertThat(told(RegistryParts.object("[]"))).containsExactly(" json-wrong-type");
        assertThat(told(RegistryParts.object("{\"a\": 1, \"a\": 2}"))).containsExactly("/a json-duplicate-key");
        assertThat(told(RegistryParts.object("{"))).containsExactly(" json-syntax");
        assertThat(RegistryParts.object("{\"a\": {}}").orThrow().has("a")).isTrue();
    }

    @Test
    void a_profile_keeps_what_are_resources_of_their_own() {
        Issuer issuer = issuer("own", ISSUER).orThrow();
        RouteRule rule = rules("/orders").orThrow().get(0);
        Tenant current = new Tenant(
                ACME,
                "Acme",
                Tenant.Status.ACTIVE,
                CorsSettings.NONE,
                List.of(issuer),
                List.of(rule),
                Optional.empty(),
                Optional.empty(),
                false);

        Tenant replaced = RegistryParts.profile(object("""
                        {"id": "acme", "status": "suspended", "delegateIssuers": true}"""), current).orThrow();

        assertThat(replaced.displayName()).isEqualTo("acme");
        assertThat(replaced.isActive()).isFalse();
        assertThat(replaced.delegateIssuers()).isTrue();
        assertThat(replaced.issuers()).containsExactly(issuer);
        assertThat(replaced.routeRules()).containsExactly(rule);
        assertThat(told(RegistryParts.profile(object("""
                        {"id": "globex", "displayName": "", "issuers": []}"""), current)))
                .containsExactlyInAnyOrder("/id id-of-path", "/displayName text", "/issuers json-unknown-field");
    }

    @Test
    void a_new_profile_names_its_tenant_and_all_its_problems_are_told() {
        assertThat(RegistryParts.newProfile(object("{\"id\": \"acme\"}"))
                        .orThrow()
                        .id())
                .isEqualTo(ACME);
        assertThat(told(RegistryParts.newProfile(object("{}")))).containsExactly(" json-missing-field");
        assertThat(told(RegistryParts.newProfile(object("""
                        {"id": "Acme", "status": "gone"}"""))))
                .containsExactlyInAnyOrder("/id tenant-id", "/status tenant-status");
    }

    @Test
    void settings_keep_issuers_and_rules() {
        Platform current = new Platform(List.of(), rules("/orders").orThrow(), Optional.empty(), false);

        Platform replaced = RegistryParts.settings(object("""
                        {"usagePlans": true, "monitorUntil": "2027-01-01T00:00:00Z"}"""), current).orThrow();

        assertThat(replaced.routeRules()).isEqualTo(current.routeRules());
        assertThat(replaced.usagePlans()).isTrue();
        assertThat(replaced.monitorUntil()).contains(Instant.parse("2027-01-01T00:00:00Z"));
        assertThat(told(RegistryParts.settings(object("{\"issuers\": []}"), current)))
                .containsExactly("/issuers json-unknown-field");
    }

    @Test
    void an_empty_document_removes_no_route_policy_and_a_tenants_only_narrows() {
        assertThat(told(RegistryParts.routeRules(object("{}"), List.of()))).containsExactly(" json-missing-field");
        assertThat(RegistryParts.routeRules(object("{\"routeRules\": []}"), List.of())
                        .orThrow())
                .isEmpty();
        assertThat(told(RegistryParts.routeRules(
                        object("{\"routeRules\": [{\"methods\": [\"GET\"], \"resource\": \"/other\"}]}"),
                        rules("/orders").orThrow())))
                .hasSize(1);
    }

    @Test
    void a_registration_may_say_its_id_and_no_other_one() {
        String pattern = "\"pattern\": \"https://app.acme.example\"";
        String id = RegistryParts.origin(object("{" + pattern + "}"), ACME, CorsSettings.NONE, RULES)
                .orThrow()
                .pattern()
                .id();

        assertThat(RegistryParts.origin(
                                object("{\"id\": \"" + id + "\", " + pattern + "}"), ACME, CorsSettings.NONE, RULES)
                        .problems())
                .isEmpty();
        assertThat(told(RegistryParts.origin(
                        object("{\"id\": \"x\", " + pattern + "}"), ACME, CorsSettings.NONE, RULES)))
                .containsExactly("/id id-of-path");
        assertThat(told(RegistryParts.origin(object("{}"), ACME, CorsSettings.NONE, RULES)))
                .containsExactly(" json-missing-field");
    }

    @Test
    void what_is_approved_is_a_whole_domain() {
        Approval approval = approval(
                        "{\"domain\": \"acme.example\", \"expiresAt\": \"2027-01-01T00:00:00Z\"}", "acme.example")
                .orThrow();

        assertThat(approval)
                .isEqualTo(new Approval("acme.example", Optional.of(Instant.parse("2027-01-01T00:00:00Z"))));
        assertThat(told(approval("{\"domain\": \"other.example\"}", "acme.example")))
                .containsExactly("/domain id-of-path");
        assertThat(told(approval("{}", "app.acme.example"))).containsExactly("/domain approval-domain");
        assertThat(approval("{}", "app.acme.example").problems().get(0).hint()).isEqualTo("Approve acme.example.");
        assertThat(told(approval("{}", "not a domain"))).containsExactly("/domain approval-domain");
        assertThat(told(approval("{}", "acme.example:8443"))).containsExactly("/domain approval-domain");
        assertThat(told(approval("{}", "*.acme.example"))).containsExactly("/domain approval-domain");
    }

    @Test
    void an_issuer_has_the_id_of_its_path() {
        assertThat(issuer("own", ISSUER).orThrow().id()).isEqualTo("own");
        assertThat(told(issuer("own", ISSUER.replace("{", "{\"id\": \"other\", "))))
                .containsExactly("/id id-of-path");
        assertThat(told(issuer("own", "{}"))).isNotEmpty();
    }

    @Test
    void a_revocation_without_an_end_ends_with_the_last_token_it_could_meet_and_no_earlier() {
        Issuer issuer = issuer("own", ISSUER).orThrow();
        String subject = "{\"issuer\": \"https://id.acme.example\", \"subject\": \"mallory\"";

        assertThat(revocation(subject + "}", issuer).orThrow().expiresAt()).isEqualTo(Revocation.endOfUse(NOW));
        assertThat(told(revocation(subject + ", \"expiresAt\": \"2026-11-23T13:00:00Z\"}", issuer)))
                .containsExactly("/expiresAt revocation-end");
        assertThat(revocation("{\"issuedBefore\": \"2026-11-23T12:00:00Z\"}", issuer)
                        .problems())
                .isEmpty();
        assertThat(told(revocation("{}", issuer))).isNotEmpty();
    }

    private static Checked<Issuer> issuer(String id, String json) {
        return RegistryParts.issuer(object(json), Optional.of(ACME), id, false);
    }

    private static Checked<List<RouteRule>> rules(String resource) {
        return RegistryParts.routeRules(
                object("{\"routeRules\": [{\"methods\": [\"GET\"], \"resource\": \"" + resource + "\"}]}"), List.of());
    }

    private static Checked<Approval> approval(String json, String domain) {
        return RegistryParts.approval(object(json), domain, PublicSuffixList.bundled());
    }

    private static Checked<Revocation> revocation(String json, Issuer known) {
        return RegistryParts.revocation(object(json), Optional.of(ACME), List.of(known), NOW);
    }

    private static List<String> told(Checked<?> checked) {
        return checked.problems().stream()
                .map(p -> p.pointer() + " " + p.code().anchor())
                .toList();
    }

    private static ObjectNode object(String json) {
        return RegistryParts.object(json).orThrow();
    }
}
