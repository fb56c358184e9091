package io.drawbridge.admin;

import static io.drawbridge.admin.AdminSession.ACME_READS;
import static io.drawbridge.admin.AdminSession.PLATFORM;
import static io.drawbridge.admin.AdminSession.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drawbridge.registry.MonitoredOrigin;
import io.drawbridge.registry.Origin;
import io.drawbridge.registry.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MonitorResourceTest {

    private static final String OF_TENANT = "/admin/tenants/{tenant}/monitoring";
    private static final Instant FIRST = Instant.parse("2026-02-27T12:00:00Z");
    private static final Instant LAST = Instant.parse("2026-02-28T12:00:00Z");

    private final AdminSession session = new AdminSession();

    @Test
    void a_tenant_reads_its_own_the_most_frequent_first() {
        count(Optional.of(new TenantId("acme")), "https://a.example", 2);
        count(Optional.of(new TenantId("acme")), "https://b.example", 3);
        count(Optional.of(new TenantId("globex")), "https://c.example", 9);
        count(Optional.empty(), "https://d.example", 9);

        AdminAnswer answer =
                session.ask(ACME_READS, "GET", OF_TENANT).of("tenant", "acme").answer();

        assertThat(answer.body())
                .isEqualTo(
                        "{\"items\":[{\"origin\":\"https://b.example\",\"count\":3,\"first\":\"2026-02-27T12:00:00Z\","
                                + "\"last\":\"2026-02-28T12:00:00Z\"},{\"origin\":\"https://a.example\",\"count\":2,"
                                + "\"first\":\"2026-02-27T12:00:00Z\",\"last\":\"2026-02-28T12:00:00Z\"}]}");
        assertThat(answer.headers()).containsKey("ETag");
    }

    @Test
    void another_tenants_is_not_there_and_the_platforms_is_the_platforms() {
        assertThat(session.ask(ACME_READS, "GET", OF_TENANT)
                        .of("tenant", "globex")
                        .answer()
                        .status())
                .isEqualTo(404);
        assertThat(session.ask(ACME_READS, "GET", "/admin/platform/monitoring")
                        .answer()
                        .status())
                .isEqualTo(403);
    }

    @Test
    void the_platform_reads_its_own_and_what_is_counted_together_comes_last() {
        count(Optional.empty(), "https://d.example", 1);
        session.counts.add(Optional.empty(), new MonitoredOrigin(Optional.empty(), 7, FIRST, LAST), "d-2");

        assertThat(json(session.ask(PLATFORM, "GET", "/admin/platform/monitoring")
                                .answer())
                        .path("items")
                        .findValuesAsText("origin"))
                .containsExactly("https://d.example", "others");
    }

    @Test
    void a_long_list_comes_in_pages() {
        for (int i = 1; i <= 5; i++) {
            count(Optional.empty(), "https://a" + i + ".example", i);
        }
        String cursor = "";
        List<String> origins = new ArrayList<>();
        do {
            AdminSession.Ask ask =
                    session.ask(PLATFORM, "GET", "/admin/platform/monitoring").query("limit", "2");
            JsonNode page = json((cursor.isEmpty() ? ask : ask.query("cursor", cursor)).answer());
            origins.addAll(page.path("items").findValuesAsText("origin"));
            cursor = page.path("next").asText();
        } while (!cursor.isEmpty());

        assertThat(origins)
                .containsExactly(
                        "https://a5.example",
                        "https://a4.example",
                        "https://a3.example",
                        "https://a2.example",
                        "https://a1.example");
    }

    private void count(Optional<TenantId> owner, String origin, int count) {
        session.counts.add(owner, new MonitoredOrigin(Origin.parse(origin), count, FIRST, LAST), "d-1");
    }
}
