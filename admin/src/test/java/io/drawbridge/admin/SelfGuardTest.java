package io.drawbridge.admin;

import static io.drawbridge.admin.AdminSession.ACME_WRITES;
import static io.drawbridge.admin.AdminSession.NOW;
import static io.drawbridge.admin.AdminSession.PLATFORM;
import static io.drawbridge.admin.AdminSession.codes;
import static io.drawbridge.admin.AdminSession.etag;
import static io.drawbridge.admin.AdminSession.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody locks the door behind which they stand without saying so. */
final class SelfGuardTest {

    private static final String ISSUER = "/admin/platform/issuers/{id}";
    private static final String REVOCATIONS = "/admin/tenants/{tenant}/revocations";

    private final AdminSession session = new AdminSession();

    @ParameterizedTest
    @CsvSource({
        "https://id.example.com/jwks.json, https://id.example.com/others.json",
        "[\"api\"], [\"other\"]",
        "\"tenantClaim\":\"tenant\", \"tenantClaim\":\"team\"",
        "\"enabled\":true, \"enabled\":false",
    })
    void altering_the_record_that_vouches_for_the_own_token_needs_to_be_confirmed(String before, String after) {
        AdminAnswer read = issuer("GET").answer();
        AdminSession.Ask ask =
                issuer("PUT").json(read.body().replace(before, after)).ifMatch(etag(read));

        AdminAnswer refused = ask.answer();

        assertThat(refused.status()).isEqualTo(409);
        assertThat(json(refused).path("type").asText()).endsWith("admin-confirm-self");
        assertThat(json(refused).path("detail").asText())
                .isEqualTo("It is the issuer record that vouches for your token. If you have another way in, repeat the"
                        + " request with ?confirm=self.");
        assertThat(issuer("GET").answer()).isEqualTo(read);
        assertThat(ask.query("confirm", "self").answer().status()).isEqualTo(200);
    }

    @Test
    void saving_it_as_it_is_needs_no_confirmation() {
        AdminAnswer read = issuer("GET").answer();

        assertThat(issuer("PUT").json(read.body()).ifMatch(etag(read)).answer().status())
                .isEqualTo(200);
    }

    @Test
    void removing_it_needs_to_be_confirmed() {
        AdminSession.Ask ask = issuer("DELETE").ifMatch(etag(issuer("GET").answer()));

        assertThat(ask.answer().status()).isEqualTo(409);
        assertThat(ask.query("confirm", "self").answer().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yes", "Self", "self "})
    void nothing_else_confirms(String said) {
        AdminAnswer answer = issuer("DELETE")
                .ifMatch(etag(issuer("GET").answer()))
                .query("confirm", said)
                .answer();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(codes(answer)).containsExactly("parameter-value");
    }

    @Test
    void another_issuer_than_the_own_needs_no_confirmation() {
        AdminAnswer read = session.ask(PLATFORM, "GET", "/admin/tenants/{tenant}/issuers/{id}")
                .of("tenant", "acme")
                .of("id", "own")
                .answer();

        assertThat(session.ask(PLATFORM, "DELETE", "/admin/tenants/{tenant}/issuers/{id}")
                        .of("tenant", "acme")
                        .of("id", "own")
                        .ifMatch(etag(read))
                        .answer()
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_disabled_record_vouches_for_nobody() {
        AdminAnswer read = issuer("GET").answer();
        String disabled = read.body().replace("\"enabled\":true", "\"enabled\":false");
        AdminAnswer done = issuer("PUT")
                .json(disabled)
                .ifMatch(etag(read))
                .query("confirm", "self")
                .answer();

        assertThat(issuer("DELETE").ifMatch(etag(done)).answer().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "subject, ann, 409",
        "subject, bob, 201",
    })
    void revoking_the_own_subject_needs_to_be_confirmed(String field, String value, int status) {
        AdminAnswer answer = revoke(
                        ACME_WRITES, "{\"issuer\":\"https://id.acme.example\",\"" + field + "\":\"" + value + "\"}")
                .answer();

        assertThat(answer.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T11:00:00Z, 2026-03-01T10:58:59Z, 201",
        "2026-03-01T11:00:00Z, 2026-03-01T10:59:00Z, 201",
        "2026-03-01T11:00:00Z, 2026-03-01T10:59:01Z, 409",
        "2026-03-01T11:00:00Z, 2026-03-01T12:00:00Z, 409",
    })
    void revoking_everything_up_to_the_own_token_needs_to_be_confirmed(String issued, String before, int status) {
        Caller caller = ACME_WRITES.bearing(new OwnToken(Optional.empty(), Instant.parse(issued)));
        AdminSession.Ask ask = revoke(caller, "{\"issuedBefore\":\"" + before + "\"}");

        assertThat(ask.answer().status()).isEqualTo(status);
        assertThat(ask.query("confirm", "self").answer().status()).isEqualTo(201);
    }

    @Test
    void a_token_that_cannot_be_read_counts_as_meant() {
        assertThat(revoke(ACME_WRITES.bearing(OwnToken.UNREADABLE), "{\"issuedBefore\":\"2026-03-01T00:00:00Z\"}")
                        .answer()
                        .status())
                .isEqualTo(409);
    }

    @Test
    void what_a_tenant_revokes_never_holds_against_the_platform() {
        assertThat(revoke(PLATFORM, "{\"issuedBefore\":\"" + NOW + "\"}")
                        .answer()
                        .status())
                .isEqualTo(201);
        AdminAnswer own = session.ask(PLATFORM, "POST", "/admin/platform/revocations")
                .json("{\"issuer\":\"https://id.example.com\",\"subject\":\"root\"}")
                .answer();
        assertThat(own.status()).isEqualTo(409);
    }

    private AdminSession.Ask revoke(Caller caller, String body) {
        return session.ask(caller, "POST", REVOCATIONS).of("tenant", "acme").json(body);
    }

    private AdminSession.Ask issuer(String method) {
        return session.ask(PLATFORM, method, ISSUER).of("id", "main");
    }
}
