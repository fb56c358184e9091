package io.drawbridge.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.gateway.TestCalls;
import io.drawbridge.gateway.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DeliveryTest {

    private static final HttpRequest REQUEST = TestCalls.request(
            "GET",
            "/a?x=1&x=2&y&=z&a%20b=c+d&bad=%zz",
            "",
            "Origin",
            "https://a.example",
            "oRIGIN",
            "https://b.example",
            "user-agent",
            "test",
            "x-forwarded-for",
            "6.6.6.6",
            "X-Forwarded-Proto",
            "https",
            "X-Forwarded-Port",
            "443",
            "X-Forwarded-Host",
            "evil.example",
            "X-Amzn-Trace-Id",
            "Root=1-2-3",
            "Connection",
            "keep-alive",
            "Content-Length",
            "0");

    private static Delivery deliver(HeaderNames names) {
        return Delivery.of(REQUEST, REQUEST.path(), names, 3000, "1-0-0");
    }

    @Test
    void names_arrive_in_lower_case_but_those_that_the_front_end_sets() {
        assertThat(deliver(HeaderNames.LOWER_CASE).headers())
                .containsOnlyKeys(
                        "origin",
                        "User-Agent",
                        "x-forwarded-host",
                        "Host",
                        "X-Amzn-Trace-Id",
                        "X-Forwarded-For",
                        "X-Forwarded-Port",
                        "X-Forwarded-Proto")
                .containsEntry("origin", List.of("https://a.example", "https://b.example"));
    }

    @Test
    void names_arrive_as_sent_when_asked() {
        assertThat(deliver(HeaderNames.AS_RECEIVED).headers())
                .containsEntry("Origin", List.of("https://a.example"))
                .containsEntry("oRIGIN", List.of("https://b.example"))
                .containsKey("X-Forwarded-Host");
    }

    @Test
    void a_forged_address_is_followed_by_the_true_one_and_forged_port_and_protocol_are_replaced() {
        Delivery delivery = deliver(HeaderNames.LOWER_CASE);

        assertThat(delivery.header("X-Forwarded-For")).contains("6.6.6.6, 127.0.0.1");
        assertThat(delivery.header("X-Forwarded-Port")).contains("3000");
        assertThat(delivery.header("X-Forwarded-Proto")).contains("http");
        assertThat(delivery.header("Host")).contains("acme.localhost:3000");
        assertThat(delivery.traceId()).isEqualTo("Self=1-0-0;Root=1-2-3");
    }

    @Test
    void the_query_is_decoded_and_keeps_every_value() {
        Delivery delivery = deliver(HeaderNames.LOWER_CASE);

        assertThat(delivery.query())
                .containsEntry("x", List.of("1", "2"))
                .containsEntry("y", List.of(""))
                .containsEntry("", List.of("z"))
                .containsEntry("a b", List.of("c d"))
                .containsEntry("bad", List.of("%zz"));
        assertThat(delivery.queryParameter("x")).contains("2");
    }
}
