package io.drawbridge.admin;

import static io.drawbridge.admin.AdminSession.ACME_READS;
import static io.drawbridge.admin.AdminSession.ACME_WRITES;
import static io.drawbridge.admin.AdminSession.PLATFORM;
import static io.drawbridge.admin.AdminSession.codes;
import static io.drawbridge.admin.AdminSession.etag;
import static io.drawbridge.admin.AdminSession.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists come page by page, each once and none left out, and a cursor is good for its own list alone. */
final class PagingTest {

    private static final String ORIGINS = "/admin/tenants/{tenant}/origins";

    private final AdminSession session = new AdminSession();

    @BeforeEach
    void twelve_origins_of_two_tenants() {
        for (int i = 0; i < 10; i++) {
            register("acme", "https://n" + i + ".acme.example");
        }
        for (int i = 0; i < 5; i++) {
            register("globex", "https://n" + i + ".globex.example");
        }
    }

    private void register(String tenant, String pattern) {
        assertThat(session.ask(PLATFORM, "POST", ORIGINS)
                        .of("tenant", tenant)
                        .json("{\"pattern\":\"" + pattern + "\"}")
                        .answer()
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 12, 13, 100})
    void every_item_is_on_one_page(int limit) {
        List<String> seen = new ArrayList<>();
        AdminAnswer page = origins("acme").query("limit", "" + limit).answer();
        seen.addAll(json(page).path("items").findValuesAsText("pattern"));
        while (json(page).has("next")) {
            assertThat(json(page).path("items")).hasSizeLessThanOrEqualTo(limit);
            page = origins("acme")
                    .query("limit", "" + limit)
                    .query("cursor", json(page).path("next").asText())
                    .answer();
            seen.addAll(json(page).path("items").findValuesAsText("pattern"));
        }

        assertThat(seen).hasSize(12).doesNotHaveDuplicates();
        assertThat(page.headers()).doesNotContainKey("Link");
    }

    @Test
    void fifty_are_a_page_unless_said_otherwise() {
        for (int i = 0; i < 40; i++) {
            register("acme", "https://m" + i + ".acme.example");
        }

        assertThat(json(origins("acme").answer()).path("items")).hasSize(50);
    }

    @Test
    void a_link_leads_to_the_next_page_of_the_same_filter() {
        AdminAnswer page =
                origins("acme").query("limit", "3").query("status", "active").answer();

        String next = json(page).path("next").asText();
        assertThat(page.headers()).containsEntry("Link", "<?cursor=" + next + "&limit=3&status=active>; rel=\"next\"");
        URI base = URI.create("https://api.example.com/prod/admin/tenants/acme/origins?limit=3");
        assertThat(base.resolve(page.headers().getOrDefault("Link", "").replaceAll("^<|>.*", ""))
                        .getPath())
                .startsWith("/prod/admin/tenants/acme/");
        assertThat(etag(page)).matches("\"[A-Za-z0-9_-]{43}\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "-1", "1.0", "", "ten", "٣", "0x10", "1000000000000"})
    void a_limit_is_a_number_from_1_to_100(String limit) {
        AdminAnswer answer = origins("acme").query("limit", limit).answer();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(codes(answer)).containsExactly("parameter-value");
    }

    /** Whatever is not the cursor that this list gave. */
    @Nested
    final class Forged {

        private final List<AdminAnswer> refused = new ArrayList<>();

        @Test
        void is_answered_by_one_answer() {
            String own = cursor(origins("acme"));
            refuse(cursor(origins("globex")));
            refuse(own + "A");
            refuse(own.substring(1));
            refuse(own.substring(0, own.length() - 1));
            refuse((own.charAt(0) == 'A' ? "B" : "A") + own.substring(1));
            refuse("");
            refuse("%00");
            refuse("../../globex");
            refuse(own + "=");
            refuse("O#com.example|https|443");

            assertThat(refused).hasSize(10).containsOnly(Refusal.CURSOR.answer());
        }

        @Test
        void a_cursor_of_another_filter_is_none() {
            String active = cursor(origins("acme").query("status", "active"));

            assertThat(origins("acme").query("cursor", active).answer()).isEqualTo(Refusal.CURSOR.answer());
            assertThat(origins("acme")
                            .query("status", "disabled")
                            .query("cursor", active)
                            .answer())
                    .isEqualTo(Refusal.CURSOR.answer());
            assertThat(origins("acme")
                            .query("status", "active")
                            .query("cursor", active)
                            .answer()
                            .status())
                    .isEqualTo(200);
        }

        @Test
        void a_cursor_of_another_list_is_none() {
            String audit = cursor(session.ask(ACME_READS, "GET", "/admin/tenants/{tenant}/audit")
                    .of("tenant", "acme"));

            assertThat(origins("acme").query("cursor", audit).answer()).isEqualTo(Refusal.CURSOR.answer());
        }

        @Test
        void another_size_of_page_is_the_same_list() {
            String cursor = cursor(origins("acme"));

            assertThat(origins("acme")
                            .query("limit", "7")
                            .query("cursor", cursor)
                            .answer()
                            .status())
                    .isEqualTo(200);
        }

        private void refuse(String cursor) {
            refused.add(origins("acme").query("cursor", cursor).answer());
        }

        private String cursor(AdminSession.Ask ask) {
            return json(ask.query("limit", "2").answer()).path("next").asText();
        }
    }

    @Test
    void revocations_come_in_pages_too() {
        for (int i = 0; i < 5; i++) {
            session.ask(ACME_WRITES, "POST", "/admin/tenants/{tenant}/revocations")
                    .of("tenant", "acme")
                    .json("{\"issuer\":\"https://id.acme.example\",\"subject\":\"s" + i + "\"}")
                    .answer();
        }
        AdminAnswer page = session.ask(ACME_READS, "GET", "/admin/tenants/{tenant}/revocations")
                .of("tenant", "acme")
                .query("limit", "3")
                .answer();
        AdminAnswer rest = session.ask(ACME_READS, "GET", "/admin/tenants/{tenant}/revocations")
                .of("tenant", "acme")
                .query("cursor", json(page).path("next").asText())
                .answer();

        assertThat(json(page).path("items")).hasSize(3);
        assertThat(json(rest).path("items")).hasSize(2);
        assertThat(json(rest).has("next")).isFalse();
    }

    private AdminSession.Ask origins(String tenant) {
        return session.ask(PLATFORM, "GET", ORIGINS).of("tenant", tenant);
    }
}
