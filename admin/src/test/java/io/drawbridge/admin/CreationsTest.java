package io.drawbridge.admin;

import static io.drawbridge.admin.AdminSession.ACME_WRITES;
import static io.drawbridge.admin.AdminSession.PLATFORM;
import static io.drawbridge.admin.AdminSession.etag;
import static io.drawbridge.admin.AdminSession.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.registry.TenantId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A creation with an Idempotency-Key can be repeated, and nothing is made twice. */
final class CreationsTest {

    private static final String KEY = "8e03978e-40d5-43dd-bc93-6894a57f9324";
    private static final String ORIGINS = "/admin/tenants/{tenant}/origins";
    private static final String BODY = "{\"pattern\":\"https://new.acme.example\"}";

    private final AdminSession session = new AdminSession();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/admin/tenants;{\"id\":\"initech\"}",
                ORIGINS + ";" + BODY,
                "/admin/tenants/{tenant}/revocations;{\"issuer\":\"https://id.acme.example\",\"subject\":\"bob\"}",
                "/admin/platform/revocations;{\"issuer\":\"https://id.example.com\",\"subject\":\"bob\"}",
            })
    void repeating_it_is_answered_with_what_it_made(String resource, String body) {
        AdminAnswer first = post(PLATFORM, resource, KEY, body);
        AdminAnswer again = post(PLATFORM, resource, KEY, body);

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.headers()).doesNotContainKey("Idempotency-Replayed");
        assertThat(again).isEqualTo(first.with("Idempotency-Replayed", "true"));
    }

    @Test
    void what_was_changed_since_is_shown_as_it_is_now() {
        AdminAnswer first = post(PLATFORM, ORIGINS, KEY, BODY);
        String id = json(first).path("origin").path("id").asText();
        AdminAnswer changed = session.ask(PLATFORM, "PUT", ORIGINS + "/{id}")
                .of("tenant", "acme")
                .of("id", id)
                .json("{\"description\":\"changed\"}")
                .ifMatch(etag(first))
                .answer();

        AdminAnswer again = post(PLATFORM, ORIGINS, KEY, BODY);

        assertThat(again.status()).isEqualTo(201);
        assertThat(etag(again)).isEqualTo(etag(changed));
        assertThat(json(again).path("origin").path("description").asText()).isEqualTo("changed");
    }

    @Test
    void what_was_removed_since_is_not_made_again() {
        AdminAnswer first = post(PLATFORM, ORIGINS, KEY, BODY);
        session.ask(PLATFORM, "DELETE", ORIGINS + "/{id}")
                .of("tenant", "acme")
                .of("id", json(first).path("origin").path("id").asText())
                .ifMatch(etag(first))
                .answer();

        assertThat(post(PLATFORM, ORIGINS, KEY, BODY)).isEqualTo(Refusal.IDEMPOTENCY_KEY_GONE.answer());
        assertThat(post(PLATFORM, ORIGINS, "another", BODY).status()).isEqualTo(201);
    }

    @Test
    void the_same_key_with_another_request_is_refused() {
        post(PLATFORM, ORIGINS, KEY, BODY);

        assertThat(post(PLATFORM, ORIGINS, KEY, BODY.replace("new", "other")))
                .isEqualTo(Refusal.IDEMPOTENCY_KEY.answer());
        assertThat(post(PLATFORM, ORIGINS, KEY, BODY + " ")).isEqualTo(Refusal.IDEMPOTENCY_KEY.answer());
        assertThat(post(ACME_WRITES, ORIGINS, KEY, BODY)).isEqualTo(Refusal.IDEMPOTENCY_KEY.answer());
        Caller colleague = AdminSession.caller("", "registry:admin", "https://id.example.com", "other");
        assertThat(post(colleague, ORIGINS, KEY, BODY)).isEqualTo(Refusal.IDEMPOTENCY_KEY.answer());
        assertThat(post(
                        PLATFORM,
                        "/admin/tenants/{tenant}/revocations",
                        KEY,
                        "{\"issuer\":\"https://id.acme.example\",\"subject\":\"bob\"}"))
                .isEqualTo(Refusal.IDEMPOTENCY_KEY.answer());
        assertThat(session.store.origins(new TenantId("acme"))).hasSize(3);
        assertThat(session.store.revocations(Optional.of(new TenantId("acme")))).isEmpty();
    }

    @Test
    void a_key_of_another_tenant_is_another_key() {
        post(PLATFORM, ORIGINS, KEY, BODY);

        AdminAnswer other = session.ask(PLATFORM, "POST", ORIGINS)
                .of("tenant", "globex")
                .header("Idempotency-Key", KEY)
                .json("{\"pattern\":\"https://app.globex.example\"}")
                .answer();

        assertThat(other.status()).isEqualTo(201);
        assertThat(other.headers()).doesNotContainKey("Idempotency-Replayed");
    }

    @Test
    void a_refused_request_leaves_its_key_unused() {
        assertThat(post(PLATFORM, ORIGINS, KEY, "{}").status()).isEqualTo(422);

        assertThat(post(PLATFORM, ORIGINS, KEY, BODY).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\tb", "ä", "a\u007f", "\u0000"})
    void a_key_is_printable_ascii_without_spaces(String key) {
        assertThat(post(PLATFORM, ORIGINS, key, BODY)).isEqualTo(Refusal.IDEMPOTENCY_KEY_FORM.answer());
    }

    @Test
    void a_key_has_at_most_255_characters_and_there_is_one() {
        assertThat(post(PLATFORM, ORIGINS, "k".repeat(256), BODY)).isEqualTo(Refusal.IDEMPOTENCY_KEY_FORM.answer());
        assertThat(session.ask(PLATFORM, "POST", ORIGINS)
                        .of("tenant", "acme")
                        .header("Idempotency-Key", "one")
                        .header("idempotency-key", "two")
                        .json(BODY)
                        .answer())
                .isEqualTo(Refusal.IDEMPOTENCY_KEY_FORM.answer());
        assertThat(post(PLATFORM, ORIGINS, "k".repeat(255), BODY).status()).isEqualTo(201);
    }

    @Test
    void the_quotes_of_the_draft_belong_to_the_key() {
        assertThat(post(PLATFORM, ORIGINS, "\"" + KEY + "\"", BODY).status()).isEqualTo(201);
        assertThat(post(PLATFORM, ORIGINS, "\"" + KEY + "\"", BODY).headers()).containsKey("Idempotency-Replayed");
    }

    private AdminAnswer post(Caller caller, String resource, String key, String body) {
        AdminSession.Ask ask = session.ask(caller, "POST", resource)
                .header("Idempotency-Key", key)
                .json(body);
        return (resource.contains("{tenant}") ? ask.of("tenant", "acme") : ask).answer();
    }
}
