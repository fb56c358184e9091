package io.drawbridge.gateway.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drawbridge.gateway.Exchange;
import io.drawbridge.gateway.api.GatewayResponseType;
import io.drawbridge.gateway.gate.GateResult;
import io.drawbridge.gateway.gate.Verdict;
import io.drawbridge.gateway.http.Body;
import io.drawbridge.gateway.http.Header;
import io.drawbridge.gateway.http.HttpRequest;
import io.drawbridge.gateway.http.HttpResponse;
import io.drawbridge.gateway.response.AppliedResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TrafficTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final HttpResponse DENIED = new HttpResponse(
            403, List.of(new Header("Content-Type", "application/json")), Body.of("{\"error\":\"forbidden\"}"));

    private final Traffic traffic = new Traffic();

    @Test
    void an_exchange_is_told_from_what_came_in_to_what_went_out() throws IOException {
        traffic.line("Authorizer", "i-1", "{\"requestId\":\"r-1\",\"reason\":\"forbidden\"}");
        traffic.finished(exchange("r-1", List.of(new Header("origin", "https://app.acme.example")), DENIED));
        traffic.line("Backend", "i-2", "{\"requestId\":\"r-1\",\"late\":true}");

        assertThat(requests()).isEqualTo(MAPPER.readTree("""
                [{"requestId":"r-1","receivedAt":"2026-01-01T00:00:00Z","tookMillis":12,
                  "request":{"method":"GET","path":"/orders","query":"a=…&token=…",
                    "headers":[["origin","https://app.acme.example"]],"bodyBytes":6},
                  "resource":"/{proxy+}",
                  "authorizer":{"name":"Guard","verdict":"EXPLICIT_DENY","cached":false,"millis":7,
                    "context":{"reason":"forbidden"},"policy":{"Version":"2012-10-17"}},
                  "gatewayResponse":{"type":"ACCESS_DENIED","definedBy":"DEFAULT_4XX"},
                  "response":{"status":403,"headers":[["Content-Type","application/json"]],"bodyBytes":21,
                    "body":"{\\"error\\":\\"forbidden\\"}"},
                  "notes":["a note"],"number":1,
                  "log":[{"function":"Authorizer","line":{"requestId":"r-1","reason":"forbidden"}},
                    {"function":"Backend","line":{"requestId":"r-1","late":true}}]}]
                """));
    }

    @Test
    void no_credential_is_kept() throws IOException {
        List<Header> headers = List.of(
                new Header("Authorization", "Bearer SECRET.x.y"),
                new Header("authorization", "SECRET"),
                new Header("Cookie", "id=SECRET; b=c"),
                new Header("X-Api-Key", "SECRET"));
        HttpResponse answer = new HttpResponse(200, List.of(new Header("Set-Cookie", "id=SECRET")), Body.EMPTY);
        traffic.finished(exchange("r-1", headers, answer));

        assertThat(told()).doesNotContain("SECRET").doesNotContain("Body");
        assertThat(requests().at("/0/request/headers")).isEqualTo(MAPPER.readTree("""
                [["Authorization","Bearer … (17 characters)"],["authorization","… (6 characters)"],
                 ["Cookie","… (14 characters)"],["X-Api-Key","… (6 characters)"]]"""));
    }

    @Test
    void only_the_last_requests_are_kept_and_of_a_body_its_beginning() throws IOException {
        HttpResponse large =
                new HttpResponse(200, List.of(new Header("Content-Type", "text/plain")), Body.of("x".repeat(100_000)));
        IntStream.rangeClosed(1, 250).forEach(i -> traffic.finished(exchange("r-" + i, List.of(), large)));

        assertThat(requests()).hasSize(200);
        assertThat(requests().at("/0/requestId").asText()).isEqualTo("r-51");
        assertThat(requests().at("/199/number").asInt()).isEqualTo(250);
        assertThat(requests().at("/0/response/body").asText()).isEqualTo("x".repeat(4096) + "…");
        assertThat(requests().at("/0/response/bodyBytes").asInt()).isEqualTo(100_000);
    }

    @Test
    void lines_of_no_request_and_floods_of_them_are_not_kept() throws IOException {
        for (String line : List.of("text", "{no json", "[]", "{\"requestId\":\"\"}", "{\"other\":1}")) {
            traffic.line("F", "i", line);
        }
        IntStream.range(0, 1000).forEach(i -> traffic.line("F", "i", "{\"requestId\":\"r-1\",\"n\":" + i + "}"));
        traffic.line("F", "i", "{\"requestId\":\"r-2\",\"long\":\"" + "x".repeat(20_000) + "\"}");
        traffic.finished(exchange("r-1", List.of(), DENIED));
        traffic.finished(exchange("r-2", List.of(), DENIED));

        assertThat(requests().at("/0/log")).hasSize(20);
        assertThat(requests().at("/1/log")).isEmpty();
        IntStream.range(0, 200).forEach(i -> traffic.line("F", "i", "{\"requestId\":\"other-" + i + "\"}"));
        assertThat(requests().at("/0/log")).isEmpty();
    }

    @Test
    void who_knows_it_all_is_told_nothing_twice() throws IOException {
        traffic.finished(exchange("r-1", List.of(), DENIED));
        long version = MAPPER.readTree(traffic.since(-1)).path("version").asLong();

        assertThat(new String(traffic.since(version), StandardCharsets.UTF_8))
                .isEqualTo("{\"version\":" + version + "}");
        traffic.line("F", "i", "{\"requestId\":\"r-1\"}");
        assertThat(MAPPER.readTree(traffic.since(version)).path("requests")).hasSize(1);
    }

    private String told() {
        return new String(traffic.since(-1), StandardCharsets.UTF_8);
    }

    private JsonNode requests() throws IOException {
        return MAPPER.readTree(traffic.since(-1)).path("requests");
    }

    private static Exchange exchange(String requestId, List<Header> headers, HttpResponse response) {
        return new Exchange(
                requestId,
                Instant.parse("2026-01-01T00:00:00Z"),
                Duration.ofMillis(12),
                new HttpRequest("GET", "/orders?a=1&token=SECRET", "HTTP/1.1", headers, Body.of("SECRET"), "127.0.0.1"),
                Optional.of("/{proxy+}"),
                Optional.of(new GateResult(
                        "Guard",
                        Verdict.EXPLICIT_DENY,
                        false,
                        Map.of("reason", "forbidden"),
                        Optional.of("SECRET"),
                        "{\"policyDocument\":{\"Version\":\"2012-10-17\"},\"usageIdentifierKey\":\"SECRET\"}",
                        "",
                        7)),
                Optional.of(new AppliedResponse(
                        GatewayResponseType.ACCESS_DENIED, Optional.of(GatewayResponseType.DEFAULT_4XX), response)),
                response,
                List.of("a note"));
    }
}
