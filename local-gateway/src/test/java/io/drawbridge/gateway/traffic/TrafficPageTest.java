package io.drawbridge.gateway.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.gateway.http.Body;
import io.drawbridge.gateway.http.Header;
import io.drawbridge.gateway.http.HttpHandler;
import io.drawbridge.gateway.http.HttpRequest;
import io.drawbridge.gateway.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TrafficPageTest {

    private final TrafficPage page = new TrafficPage(new Traffic(), new TheApi());

    @ParameterizedTest
    @CsvSource({
        "/_traffic, text/html; charset=utf-8",
        "/_traffic?x=1, text/html; charset=utf-8",
        "/_traffic/traffic.js, text/javascript; charset=utf-8",
        "/_traffic/traffic.css, text/css; charset=utf-8",
        "/_traffic/requests, application/json"
    })
    void its_files_are_served_to_no_page_but_itself(String target, String type) {
        HttpResponse response = get(target, "127.0.0.1:3000");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("Content-Type")).contains(type);
        assertThat(response.header("Cache-Control")).contains("no-store");
        assertThat(response.headers())
                .noneMatch(header -> header.name().toLowerCase(Locale.ROOT).startsWith("access-control"));
    }

    @Test
    void the_page_runs_its_own_script_and_no_other() {
        assertThat(get("/_traffic", "localhost").header("Content-Security-Policy"))
                .contains("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:;"
                        + " frame-ancestors 'none'; base-uri 'none'; form-action 'none'");
        assertThat(get("/_traffic", "localhost").body().text())
                .doesNotContain("<script>")
                .doesNotContain("style=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rebound.example", "rebound.example:3000", "localhost.example", "127.0.0.1.example:80", ""})
    void a_name_that_was_made_to_point_here_is_told_nothing(String host) {
        HttpResponse response = get("/_traffic/requests", host);

        assertThat(response.status()).isEqualTo(403);
        assertThat(response.body().text()).isEqualTo("The traffic page answers to localhost and 127.0.0.1 alone.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:3000", "LOCALHOST", "acme.localhost:3000", "[::1]:3000", "127.0.0.1"})
    void this_machine_has_several_names(String host) {
        assertThat(get("/_traffic/requests", host).status()).isEqualTo(200);
    }

    @Test
    void everything_else_is_the_APIs() {
        assertThat(get("/_trafficker", "localhost").status()).isEqualTo(299);
        assertThat(get("/orders", "rebound.example").status()).isEqualTo(299);
        assertThat(get("/_traffic/other", "localhost").status()).isEqualTo(404);
        assertThat(send("POST", "/_traffic", "localhost").status()).isEqualTo(405);
    }

    @Test
    void what_is_no_version_gets_everything() {
        for (String query : List.of("", "?version=", "?version=x", "?version=9999999999999999999", "?version=1")) {
            assertThat(get("/_traffic/requests" + query, "localhost").body().text())
                    .isEqualTo("{\"version\":0,\"requests\":[]}");
        }
        assertThat(get("/_traffic/requests?version=0", "localhost").body().text())
                .isEqualTo("{\"version\":0}");
    }

    private HttpResponse get(String target, String host) {
        return send("GET", target, host);
    }

    private HttpResponse send(String method, String target, String host) {
        return page.handle(new HttpRequest(
                        method, target, "HTTP/1.1", List.of(new Header("Host", host)), Body.EMPTY, "127.0.0.1"))
                .toCompletableFuture()
                .join();
    }

    /** Answers everything with a status that nothing else here has. */
    private static final class TheApi implements HttpHandler {

        @Override
        public CompletionStage<HttpResponse> handle(HttpRequest request) {
            return CompletableFuture.completedFuture(new HttpResponse(299, List.of(), Body.EMPTY));
        }

        @Override
        public void refused(HttpRequest request, HttpResponse response) {
            throw new AssertionError("nothing is refused here");
        }
    }
}
