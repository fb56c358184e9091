package io.drawbridge.launcher.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to one admin API. What is safe to repeat is repeated when the connection is lost: reads, and creations, which
 * carry a key by which the API knows them again (draft-ietf-httpapi-idempotency-key-header). What goes on where it was is repeated
 * when the gateway did not wait for its end, too.
 */
final class AdminClient {

    private static final int ATTEMPTS = 3;
    private static final int FIRST_REFUSAL = 300;
    private static final int NOT_FOUND = 404;
    private static final int UNPROCESSABLE = 422;
    private static final int MOST_OF_A_PAGE = 100;

    /** Of what goes on: an API that has not ended it after as many gateways' half minutes has another trouble. */
    private static final int RESUMPTIONS = 10;

    /** How the API says that it did what one request has time for. Forty parts of an import are done in fewer. */
    private static final int UNFINISHED = 202;

    private static final int MOST_REQUESTS = 100;

    /**
     * How API Gateway says that a function was ended by its own time, and that it was not waited for any longer; and between
     * them how the API says that its table takes no more just now.
     */
    private static final Set<Integer> CUT_OFF = Set.of(502, 503, 504);

    /** The longest that is waited because an answer asks for it. */
    private static final int LONGEST_PAUSE_SECONDS = 10;

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final String api;
    private final String token;
    private final Supplier<String> ids;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();

    AdminClient(URI api, String token, Supplier<String> ids) {
        this.api = api.toString().replaceFirst("/+$", "");
        this.token = token;
        this.ids = ids;
    }

    /** A text as one segment of a path, or as a value of a query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    Reply get(String path) {
        return send(request(path).GET(), ATTEMPTS);
    }

    /** What is there, if anything is that the token may see. */
    Optional<Reply> find(String path) {
        HttpResponse<String> answer = exchange(request(path).GET().build(), ATTEMPTS);
        return answer.statusCode() == NOT_FOUND ? Optional.empty() : Optional.of(reply(answer));
    }

    /** Makes something new, once. */
    Reply create(String path, JsonNode document) {
        return send(posting(path, document).header("Idempotency-Key", ids.get()), ATTEMPTS);
    }

    /** Asks a question that changes nothing. */
    Reply ask(String path, JsonNode document) {
        return send(posting(path, document), ATTEMPTS);
    }

    /** Replaces the version that was read, or puts something where nothing is. */
    Reply put(String path, JsonNode document, @Nullable String etag) {
        HttpRequest.Builder request = putting(path, document);
        return send(etag == null ? request : request.header("If-Match", etag), 1);
    }

    /** Puts something that nobody reads, once or several times; answers what is wrong with it, which is nothing where it was put. */
    List<JsonNode> offer(String path, JsonNode document) {
        HttpResponse<String> answer = exchange(putting(path, document).build(), ATTEMPTS);
        List<JsonNode> problems = new ArrayList<>();
        if (answer.statusCode() == UNPROCESSABLE) {
            body(answer).path("problems").forEach(problems::add);
        }
        if (problems.isEmpty()) {
            reply(answer);
        }
        return problems;
    }

    /**
     * Does something to the version that was read that goes on where it was when it is asked for again, until it has ended.
     *
     * @param cutOff is given the status each time that the gateway did not wait and it is about to be asked for again
     */
    Reply finish(String path, String etag, Consumer<Integer> cutOff) {
        HttpRequest request = request(path)
                .POST(BodyPublishers.noBody())
                .header("If-Match", etag)
                .build();
        HttpResponse<String> answer = exchange(request, ATTEMPTS);
        int resumptions = 0;
        for (int i = 0; i < MOST_REQUESTS && goesOn(answer.statusCode()); i++) {
            if (answer.statusCode() != UNFINISHED) {
                if (resumptions++ == RESUMPTIONS) {
                    break;
                }
                cutOff.accept(answer.statusCode());
                pause(answer);
            }
            answer = exchange(request, ATTEMPTS);
        }
        return reply(answer);
    }

    /** As long as the answer asks for. */
    private static void pause(HttpResponse<String> answer) {
        int seconds = answer.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(Integer::parseInt)
                .orElse(0);
        try {
            Thread.sleep(
                    Duration.ofSeconds(Math.min(seconds, LONGEST_PAUSE_SECONDS)).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean goesOn(int status) {
        return status == UNFINISHED || CUT_OFF.contains(status);
    }

    /** Removes the version that was read. */
    Reply delete(String path, String etag) {
        return send(request(path).DELETE().header("If-Match", etag), 1);
    }

    /** Every item of a list. */
    List<JsonNode> items(String path) {
        return items(path, Integer.MAX_VALUE);
    }

    /** The first items of a list, as many as there are and no more than this. */
    List<JsonNode> items(String path, int most) {
        List<JsonNode> items = new ArrayList<>();
        pages(with(path, "limit", Integer.toString(Math.min(most, MOST_OF_A_PAGE))), page -> {
            page.path("items").forEach(items::add);
            return items.size() < most;
        });
        return items.subList(0, Math.min(items.size(), most));
    }

    /** The pages of a list, first to last, for as long as another one is wanted. */
    void pages(String path, Predicate<JsonNode> page) {
        String next = "";
        boolean isWanted;
        do {
            JsonNode body =
                    get(next.isEmpty() ? path : with(path, "cursor", next)).body();
            isWanted = page.test(body);
            next = body.path("next").asText();
        } while (isWanted && !next.isEmpty());
    }

    /** A path with a parameter of its query. */
    static String with(String path, String name, String value) {
        return path + (path.contains("?") ? "&" : "?") + name + "=" + encoded(value);
    }

    private HttpRequest.Builder putting(String path, JsonNode document) {
        return request(path)
                .PUT(BodyPublishers.ofString(document.toString()))
                .header("Content-Type", "application/json");
    }

    private HttpRequest.Builder posting(String path, JsonNode document) {
        return request(path)
                .POST(BodyPublishers.ofString(document.toString()))
                .header("Content-Type", "application/json");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(api + path))
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + token);
    }

    private Reply send(HttpRequest.Builder request, int attempts) {
        return reply(exchange(request.build(), attempts));
    }

    private Reply reply(HttpResponse<String> answer) {
        JsonNode body = body(answer);
        if (answer.statusCode() >= FIRST_REFUSAL) {
            throw Refusals.of(answer.statusCode(), body);
        }
        return new Reply(answer.headers().firstValue("ETag").orElse(""), body);
    }

    private HttpResponse<String> exchange(HttpRequest request, int attempts) {
        for (int left = attempts; ; left--) {
            try {
                return http.send(request, BodyHandlers.ofString());
            } catch (ConnectException e) {
                throw AdminApiException.unreachable("Nothing answers at " + api
                        + ". Start it with ./drawbridge up, or name another API with --api.");
            } catch (IOException e) {
                if (left <= 1) {
                    throw AdminApiException.unreachable(lost(request, e));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw AdminApiException.unreachable("Interrupted while waiting for " + api + ".");
            }
        }
    }

    private String lost(HttpRequest request, IOException fault) {
        String done =
                request.method().equals("GET") ? "" : " Whether it was done is not known: look before you repeat it.";
        return "The connection to " + api + " was lost (" + fault.getClass().getSimpleName() + ")." + done;
    }

    private JsonNode body(HttpResponse<String> answer) {
        try {
            JsonNode body = MAPPER.readTree(answer.body());
            return body == null ? MissingNode.getInstance() : body;
        } catch (JsonProcessingException e) {
            throw AdminApiException.unreachable("What answers at " + api + " is not the admin API: its answer ("
                    + answer.statusCode() + ") is not JSON. Name the API with --api, its stage included.");
        }
    }
}
