package io.drawbridge.admin;

import static io.drawbridge.admin.AdminSession.ACME_READS;
import static io.drawbridge.admin.AdminSession.ACME_WRITES;
import static io.drawbridge.admin.AdminSession.PLATFORM;
import static io.drawbridge.admin.AdminSession.codes;
import static io.drawbridge.admin.AdminSession.etag;
import static io.drawbridge.admin.AdminSession.json;
import static io.drawbridge.admin.AdminSession.pointers;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.registry.Revocation;
import io.drawbridge.registry.TenantId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RevocationResourceTest {

    private static final String LIST = "/admin/tenants/{tenant}/revocations";
    private static final String OF_PLATFORM = "/admin/platform/revocations";
    private static final String SUBJECT = "{\"issuer\":\"https://id.acme.example\",\"subject\":\"alice\"}";

    private final AdminSession session = new AdminSession();

    @Test
    void revoking_says_where_it_is_until_when_it_stands_and_by_when_it_is_in_force() {
        AdminAnswer answer = add(ACME_WRITES, SUBJECT);
        String id = json(answer).path("revocation").path("id").asText();

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.headers()).containsEntry("Location", "revocations/" + id);
        assertThat(answer.body())
                .isEqualTo("{\"revocation\":{\"id\":\"" + id + "\",\"issuer\":\"https://id.acme.example\","
                        + "\"subject\":\"alice\",\"expiresAt\":\"2026-03-02T12:01:01Z\"},\"inForce\":"
                        + "{\"everywhereBy\":\"2026-03-01T12:00:12Z\",\"duringOutageBy\":\"2026-03-01T12:05:02Z\"}}");
        assertThat(stored(Optional.of(new TenantId("acme")))).hasSize(1);
    }

    @Test
    void what_was_revoked_is_read_alone_and_in_the_list_with_its_version() {
        String id =
                json(add(ACME_WRITES, SUBJECT)).path("revocation").path("id").asText();

        AdminAnswer one = one(ACME_READS, "GET", id).answer();
        AdminAnswer list =
                session.ask(ACME_READS, "GET", LIST).of("tenant", "acme").answer();

        assertThat(one.status()).isEqualTo(200);
        assertThat(etag(one)).matches("\"[A-Za-z0-9_-]{43}\"");
        assertThat(list.body()).isEqualTo("{\"items\":[" + one.body() + "]}");
        assertThat(etag(list)).isNotEqualTo(etag(one));
    }

    @Test
    void an_end_before_that_of_the_last_token_would_bring_it_back_to_life_and_is_refused() {
        AdminAnswer early = add(ACME_WRITES, SUBJECT.replace("}", ",\"expiresAt\":\"2026-03-02T12:01:00Z\"}"));
        AdminAnswer late = add(ACME_WRITES, SUBJECT.replace("}", ",\"expiresAt\":\"2026-03-02T12:01:01Z\"}"));

        assertThat(early.status()).isEqualTo(422);
        assertThat(codes(early)).containsExactly("revocation-end");
        assertThat(pointers(early)).containsExactly("/expiresAt");
        assertThat(late.status()).isEqualTo(201);
    }

    @Test
    void repeating_it_is_harmless_and_the_later_end_stays() {
        AdminAnswer first = add(ACME_WRITES, SUBJECT.replace("}", ",\"expiresAt\":\"2027-01-01T00:00:00Z\"}"));

        AdminAnswer again = add(ACME_WRITES, SUBJECT);

        assertThat(again).isEqualTo(first);
        assertThat(stored(Optional.of(new TenantId("acme")))).hasSize(1);
    }

    @Test
    void everything_issued_before_now_needs_no_name() {
        AdminAnswer answer = confirmed("{\"issuedBefore\":\"2026-03-01T12:00:00Z\"}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(json(answer).path("revocation").path("expiresAt").asText()).isEqualTo("2026-03-02T12:01:00Z");
    }

    @Test
    void every_problem_is_named_with_its_place() {
        AdminAnswer answer = add(PLATFORM, "{\"subject\":\"a\\\"b\",\"expires\":1,\"issuedBefore\":\"yesterday\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(pointers(answer)).contains("/expires", "/issuedBefore");
        assertThat(codes(add(PLATFORM, "{}"))).containsExactly("revocation-empty");
        assertThat(codes(add(PLATFORM, "{\"subject\":\"alice\"}"))).containsExactly("revocation-issuer-missing");
        assertThat(codes(add(PLATFORM, SUBJECT.replace("acme", "nobody")))).containsExactly("revocation-issuer");
        assertThat(codes(add(PLATFORM, SUBJECT.replace("subject", "tokenId")))).containsExactly("revocation-token-id");
    }

    @Test
    void lifting_needs_the_version_and_takes_it_away() {
        String id =
                json(add(ACME_WRITES, SUBJECT)).path("revocation").path("id").asText();
        String tag = etag(one(ACME_WRITES, "GET", id).answer());

        assertThat(one(ACME_WRITES, "DELETE", id).answer().status()).isEqualTo(428);
        assertThat(one(ACME_WRITES, "DELETE", id).ifMatch("\"x\"").answer().status())
                .isEqualTo(412);
        AdminAnswer lifted = one(ACME_WRITES, "DELETE", id).ifMatch(tag).answer();

        assertThat(lifted.status()).isEqualTo(200);
        assertThat(json(lifted).path("inForce").path("everywhereBy").asText()).isEqualTo("2026-03-01T12:00:12Z");
        assertThat(one(ACME_WRITES, "GET", id).answer().status()).isEqualTo(404);
        assertThat(one(ACME_WRITES, "DELETE", id).ifMatch(tag).answer().status())
                .isEqualTo(404);
        assertThat(stored(Optional.of(new TenantId("acme")))).isEmpty();
    }

    @Test
    void one_that_has_expired_is_not_there() {
        String body = "{\"issuedBefore\":\"2026-01-01T00:00:00Z\"}";

        AdminAnswer answer = add(ACME_WRITES, body);

        String id = json(answer).path("revocation").path("id").asText();
        assertThat(one(ACME_READS, "GET", id).answer().status()).isEqualTo(404);
        assertThat(session.ask(ACME_READS, "GET", LIST)
                        .of("tenant", "acme")
                        .answer()
                        .body())
                .isEqualTo("{\"items\":[]}");
    }

    @Test
    void across_tenants_the_platform_revokes_what_its_own_issuers_vouch_for() {
        String ofPlatform = "{\"issuer\":\"https://id.example.com\",\"subject\":\"mallory\"}";

        assertThat(session.ask(PLATFORM, "POST", OF_PLATFORM)
                        .json(ofPlatform)
                        .answer()
                        .status())
                .isEqualTo(201);
        assertThat(codes(
                        session.ask(PLATFORM, "POST", OF_PLATFORM).json(SUBJECT).answer()))
                .containsExactly("revocation-issuer");
        assertThat(stored(Optional.empty())).hasSize(1);
        assertThat(stored(Optional.of(new TenantId("acme")))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void a_tenant_revokes_nothing_across_tenants(String method) {
        AdminAnswer answer = session.ask(ACME_WRITES, method, OF_PLATFORM)
                .json("{\"issuedBefore\":\"2026-03-01T12:00:00Z\"}")
                .answer();

        assertThat(answer.status()).isEqualTo(403);
        assertThat(stored(Optional.empty())).isEmpty();
    }

    @Test
    void a_tenant_lifts_nothing_of_the_platforms() {
        AdminAnswer added = session.ask(PLATFORM, "POST", OF_PLATFORM)
                .json("{\"issuedBefore\":\"2026-03-01T12:00:00Z\"}")
                .query("confirm", "self")
                .answer();
        String id = json(added).path("revocation").path("id").asText();

        AdminAnswer direct = session.ask(ACME_WRITES, "DELETE", OF_PLATFORM + "/{id}")
                .of("id", id)
                .ifMatch(etag(added))
                .answer();

        assertThat(direct.status()).isEqualTo(403);
        assertThat(one(ACME_WRITES, "DELETE", id).ifMatch(etag(added)).answer().status())
                .isEqualTo(404);
        assertThat(stored(Optional.empty())).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void another_tenants_revocations_are_answered_like_those_of_none(String method) {
        AdminAnswer none = session.ask(ACME_WRITES, method, LIST)
                .of("tenant", "nobody")
                .json(SUBJECT)
                .answer();
        AdminAnswer other = session.ask(ACME_WRITES, method, LIST)
                .of("tenant", "globex")
                .json(SUBJECT)
                .answer();

        assertThat(other).isEqualTo(none);
        assertThat(none.status()).isEqualTo(404);
        assertThat(stored(Optional.of(new TenantId("globex")))).isEmpty();
    }

    @Test
    void a_reader_revokes_and_lifts_nothing() {
        String id =
                json(add(ACME_WRITES, SUBJECT)).path("revocation").path("id").asText();

        assertThat(add(ACME_READS, SUBJECT).status()).isEqualTo(403);
        assertThat(one(ACME_READS, "DELETE", id).ifMatch("\"x\"").answer().status())
                .isEqualTo(403);
    }

    private List<Revocation> stored(Optional<TenantId> owner) {
        return session.store.revocations(owner);
    }

    private AdminAnswer add(Caller caller, String body) {
        return session.ask(caller, "POST", LIST).of("tenant", "acme").json(body).answer();
    }

    private AdminAnswer confirmed(String body) {
        return session.ask(ACME_WRITES, "POST", LIST)
                .of("tenant", "acme")
                .json(body)
                .query("confirm", "self")
                .answer();
    }

    private AdminSession.Ask one(Caller caller, String method, String id) {
        return session.ask(caller, method, LIST + "/{id}").of("tenant", "acme").of("id", id);
    }
}
