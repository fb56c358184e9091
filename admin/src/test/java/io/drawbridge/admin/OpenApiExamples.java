package io.drawbridge.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.drawbridge.admin.openapi.ApiDocument;
import io.drawbridge.admin.openapi.Call;
import io.drawbridge.registry.MonitoredOrigin;
import io.drawbridge.registry.Origin;
import io.drawbridge.registry.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The examples of {@code openapi.json}, each sent to the admin API as its {@code x-request} says. */
final class OpenApiExamples {

    /** Stands for every version in the document, because versions are random. */
    static final String TAG = "\"0123456789abcdef01234567.1\"";

    private static final String AUDIT_ID = "00064bf4ae4f4ea1230123456789abcdef0123";
    private static final String IMPORT_ID = "0123456789abcdef01234567";
    private static final String CURSOR = "bmV4dCBwbGFjZSwgc2VhbGVk";

    private static final String REQUEST = "x-request";
    private static final JsonNode DOCUMENT = ApiDocument.bundled().json();

    private OpenApiExamples() {}

    /**
     * An example of an answer.
     *
     * @param pointer where it is in the document
     * @param name its name
     * @param request how to get it
     * @param bodies the examples of its operation's request, by name
     */
    record Example(String pointer, String name, JsonNode request, JsonNode bodies) {

        /** The status that it is an example of; empty for an answer that several operations share. */
        Optional<Integer> status() {
            return pointer.startsWith("/paths/")
                    ? Optional.of(Integer.parseInt(
                            pointer.replaceFirst(".*/responses/", "").substring(0, 3)))
                    : Optional.empty();
        }

        /** Its media type as it stands in the document. */
        String mediaType() {
            return pointer.replaceFirst(".*/content/", "")
                    .replaceFirst("/examples/.*", "")
                    .replace("~1", "/");
        }

        @Override
        public String toString() {
            return pointer;
        }
    }

    /** Every example of an answer. */
    static List<Example> all() {
        List<Example> all = new ArrayList<>();
        DOCUMENT.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> operation.getValue().has("responses"))
                        .forEach(operation -> collect(
                                "/paths/" + path.getKey().replace("/", "~1") + "/" + operation.getKey() + "/responses",
                                operation.getValue().at("/requestBody/content/application~1json/examples"),
                                all)));
        collect("/components/responses", DOCUMENT.path("none"), all);
        return all;
    }

    private static void collect(String responses, JsonNode bodies, List<Example> all) {
        DOCUMENT.at(responses)
                .properties()
                .forEach(response -> response.getValue()
                        .path("content")
                        .properties()
                        .forEach(content -> content.getValue()
                                .path("examples")
                                .properties()
                                .forEach(example -> all.add(new Example(
                                        responses + "/" + response.getKey() + "/content/"
                                                + content.getKey().replace("/", "~1") + "/examples/" + example.getKey(),
                                        example.getKey(),
                                        example.getValue().path(REQUEST),
                                        bodies)))));
    }

    /** The answer to an example's request in a registry of its own. */
    static AdminAnswer answer(Example example) {
        AdminSession session = new AdminSession();
        return answer(session, example, AdminSession.PLATFORM);
    }

    /** The same from a caller, unless the example names one. */
    static AdminAnswer answer(AdminSession session, Example example, Caller caller) {
        count(session);
        JsonNode request = example.request();
        String id = "";
        for (JsonNode step : request.path("after")) {
            AdminAnswer done = ask(session, step, id, AdminSession.PLATFORM, body(step, example));
            id = done.headers().getOrDefault("Location", id).replaceFirst(".*/", "");
        }
        return ask(session, request, id, caller, body(request, example));
    }

    /** Lets monitor mode have seen something. */
    private static void count(AdminSession session) {
        Instant first = Instant.parse("2026-02-27T12:00:00.120Z");
        Instant last = Instant.parse("2026-03-01T11:59:07.004Z");
        for (Optional<TenantId> owner : List.of(Optional.of(new TenantId("acme")), Optional.<TenantId>empty())) {
            session.counts.add(
                    owner, new MonitoredOrigin(Origin.parse("https://new.acme.example"), 41, first, last), "batch-1");
            session.counts.add(owner, new MonitoredOrigin(Optional.empty(), 7, first, last), "batch-2");
        }
    }

    /** A body with what is drawn at random written as one constant: versions, ids of the audit and of imports, cursors. */
    static String shown(String body) {
        return body.replaceAll("[0-9a-f]{24}\\.[0-9]+", "0123456789abcdef01234567.1")
                .replaceAll("\"[0-9a-f]{38}\"", "\"" + AUDIT_ID + "\"")
                .replaceAll("\"[0-9a-f]{24}\"", "\"" + IMPORT_ID + "\"")
                .replaceAll("\"next\":\"[^\"]+\"", "\"next\":\"" + CURSOR + "\"");
    }

    private static AdminAnswer ask(AdminSession session, JsonNode request, String id, Caller caller, String body) {
        Call call = ApiDocument.bundled()
                .call(
                        request.path("method").asText(),
                        request.path("path").asText().replace("{id}", id).replace("{newest}", newest(session, request)),
                        Map.of(),
                        body);
        AdminSession.Ask ask = ask(session, token(request, caller), call.method(), call);
        call.query().forEach((name, values) -> ask.query(name, values.toArray(String[]::new)));
        request.path("headers").properties().forEach(header -> {
            String value = header.getValue().asText();
            ask.header(header.getKey(), value.equals(TAG) ? current(session, call) : value);
        });
        return ask.body(body).answer();
    }

    /** The id of the newest entry of the audit whose path ends in it; empty for any other path. */
    private static String newest(AdminSession session, JsonNode request) {
        String path = request.path("path").asText();
        if (!path.endsWith("/{newest}")) {
            return "";
        }
        Call call = ApiDocument.bundled().call("GET", path.replace("/{newest}", ""), Map.of(), "");
        AdminAnswer list = ask(session, AdminSession.PLATFORM, "GET", call).answer();
        return AdminSession.json(list).at("/items/0/id").asText();
    }

    private static AdminSession.Ask ask(AdminSession session, Caller caller, String method, Call call) {
        AdminSession.Ask ask = session.ask(caller, method, call.resource());
        call.pathParameters().forEach(ask::of);
        return ask;
    }

    /** The version that is there; of the profile where an import is committed. */
    private static String current(AdminSession session, Call sent) {
        Call call = sent.resource().endsWith("/commit")
                ? ApiDocument.bundled()
                        .call("GET", "/admin/tenants/" + sent.pathParameters().get("tenant"), Map.of(), "")
                : sent;
        return AdminSession.etag(
                ask(session, AdminSession.PLATFORM, "GET", call).answer());
    }

    private static Caller token(JsonNode request, Caller otherwise) {
        JsonNode token = request.path("token");
        return token.isMissingNode()
                ? otherwise
                : AdminSession.caller(
                        token.path("tenant").asText(), token.path("scope").asText(), "", "");
    }

    private static String body(JsonNode request, Example example) {
        JsonNode written = request.path("body");
        JsonNode body =
                written.isMissingNode() ? example.bodies().path(example.name()).path("value") : written;
        String text = body.isMissingNode() || body.isTextual() ? body.asText() : body.toString();
        int missing = request.path("bodySize").asInt(0) - text.length();
        return missing > 0 ? text.replace("…", "x".repeat(missing)) : text;
    }
}
