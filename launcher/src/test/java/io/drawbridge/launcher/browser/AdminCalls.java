package io.drawbridge.launcher.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** The admin API as a script uses it, as the platform's administrator. */
final class AdminCalls {

    private final HttpClient http = HttpClient.newHttpClient();
    private final Product product;

    AdminCalls(Product product) {
        this.product = product;
    }

    HttpResponse<String> ask(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(product.urls().api(path)))
                .method(method, BodyPublishers.ofString(body))
                .header("authorization", "Bearer " + product.tokens().administrator());
        if (!body.isEmpty()) {
            request.header("content-type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Reads one that is there. */
    String read(String path) {
        HttpResponse<String> answer = ask("GET", path, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    /** Makes one. */
    void create(String path, String document) {
        HttpResponse<String> made = ask("POST", path, document);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    }

    /** Replaces one by what it was with one text for another. */
    void change(String path, String text, String by) {
        HttpResponse<String> read = ask("GET", path, "");
        String etag = read.headers().firstValue("etag").orElseThrow();
        HttpResponse<String> done = ask("PUT", path, read.body().replace(text, by), "if-match", etag);
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    }

    void addTenant(String id, String name) {
        create("/admin/tenants", "{\"id\":\"" + id + "\",\"displayName\":\"" + name.replace("\"", "\\\"") + "\"}");
    }

    void addOrigin(String tenant, String pattern, String description) {
        create(
                "/admin/tenants/" + tenant + "/origins",
                "{\"pattern\":\"" + pattern + "\",\"description\":\"" + description.replace("\"", "\\\"") + "\"}");
    }
}
