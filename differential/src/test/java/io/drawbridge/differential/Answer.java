package io.drawbridge.differential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a gateway answered.
 *
 * @param status the status code
 * @param headers by name in lower case, without those that no gateway decides
 * @param body as it came
 */
record Answer(int status, Map<String, String> headers, String body) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static final Set<String> OF_THE_SERVER = Set.of("connection", "content-length", "date", "server");

    /** Two answers never have the same. */
    private static final Set<String> IDS = Set.of("x-amzn-requestid", "x-amz-request-id", "x-amz-apigw-id");

    /** Asks one gateway. */
    static Answer to(String method, String url, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .version(HttpClient.Version.HTTP_1_1)
                .method(method, BodyPublishers.noBody());
        headers.forEach(request::header);
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
            Map<String, String> kept = new TreeMap<>();
            response.headers().map().forEach((name, values) -> {
                String lower = name.toLowerCase(Locale.ROOT);
                if (!OF_THE_SERVER.contains(lower)) {
                    kept.put(lower, IDS.contains(lower) ? "present" : String.join(", ", values));
                }
            });
            return new Answer(response.statusCode(), kept, response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("Interrupted while asking " + url, e);
        }
    }

    /** In what the other answer is otherwise, a line for each difference. */
    List<String> differences(String name, Answer other, String otherName) {
        List<String> lines = new ArrayList<>();
        Map<String, String> mine = parts();
        Map<String, String> others = other.parts();
        Map<String, String> all = new TreeMap<>(mine);
        all.putAll(others);
        all.keySet().forEach(part -> {
            String left = mine.getOrDefault(part, "absent");
            String right = others.getOrDefault(part, "absent");
            if (!left.equals(right)) {
                lines.add(part + ": " + name + " " + left + ", " + otherName + " " + right);
            }
        });
        return lines;
    }

    private Map<String, String> parts() {
        Map<String, String> parts = new TreeMap<>(headers);
        parts.put("body", body);
        parts.put("status", String.valueOf(status));
        return parts;
    }
}
