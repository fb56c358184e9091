package io.drawbridge.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.Page;
import io.drawbridge.registry.PageRequest;
import io.drawbridge.registry.Problem;
import io.drawbridge.registry.ProblemCode;
import io.drawbridge.registry.Sha256;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Lists, page by page: a limit and the place where the page before ended go in; items, the next place and a Link come out.
 *
 * @param cursors seals the places
 */
record Paging(Cursors cursors) {

    static final String LIMIT = "limit";
    static final String CURSOR = "cursor";

    private static final int DEFAULT_LIMIT = 50;
    private static final Pattern NUMBER_TO_100 = Pattern.compile("[1-9][0-9]?|100");

    /** The list that a request asks for, or why there is none. */
    AdminAnswer list(AdminRequest request, Function<PageRequest, Page<ObjectNode>> items) {
        return list(request, items, document -> {});
    }

    /** The same with something beside its items. */
    AdminAnswer list(AdminRequest request, Function<PageRequest, Page<ObjectNode>> items, Consumer<ObjectNode> beside) {
        String limit = request.query().text(LIMIT).orElse(Integer.toString(DEFAULT_LIMIT));
        if (!NUMBER_TO_100.matcher(limit).matches()) {
            return badParameter(LIMIT, limit, "Write a whole number from 1 to 100.");
        }
        return page(request, Integer.parseInt(limit), items, page -> {
            ObjectNode document = document(page);
            beside.accept(document);
            return document;
        });
    }

    /** The same of pages that have a size and a form of their own. */
    <T> AdminAnswer page(
            AdminRequest request,
            int size,
            Function<PageRequest, Page<T>> items,
            Function<Page<T>, ObjectNode> document) {
        Optional<String> cursor = request.query().text(CURSOR);
        Optional<String> after = place(request);
        if (cursor.isPresent() && after.isEmpty()) {
            return Refusal.CURSOR.answer();
        }
        Page<T> page = items.apply(new PageRequest(size, after));
        ObjectNode answer = document.apply(page);
        Optional<String> next = page.next().map(place -> cursors.seal(collection(request), place));
        next.ifPresent(n -> answer.put("next", n));
        AdminAnswer list = whole(answer);
        return next.map(n -> list.with("Link", link(request, n))).orElse(list);
    }

    /** The place that the request's cursor stands for; empty where it has none, or one of another list. */
    Optional<String> place(AdminRequest request) {
        return request.query().text(CURSOR).flatMap(c -> cursors.open(collection(request), c));
    }

    private static ObjectNode document(Page<ObjectNode> page) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode items = document.putArray("items");
        page.items().forEach(items::add);
        return document;
    }

    /** A list that is never longer than one page. */
    static AdminAnswer whole(List<ObjectNode> items) {
        return whole(document(new Page<>(items, Optional.empty())));
    }

    /** What has no version of its own: what it says is its version. */
    static AdminAnswer whole(JsonNode document) {
        return AdminAnswer.ok(document, tag(document));
    }

    /** What a document says, as its version. */
    static String tag(JsonNode document) {
        return "\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(document.toString())) + "\"";
    }

    /** A parameter whose value is of another form. */
    static AdminAnswer badParameter(String name, String value, String hint) {
        return Refusal.PARAMETER.answer(List.of(Problem.of(ProblemCode.PARAMETER_VALUE, name + "=" + value, hint)));
    }

    /** Whose list it is, which, and what of it: a cursor of any other opens nothing. */
    private static String collection(AdminRequest request) {
        return request.resource() + "\n" + new TreeMap<>(request.pathParameters()) + "\n" + filters(request);
    }

    private static Map<String, List<String>> filters(AdminRequest request) {
        Map<String, List<String>> filters = new TreeMap<>(request.query().values());
        filters.keySet().removeAll(List.of(LIMIT, CURSOR));
        return filters;
    }

    /** Relative to the request's own place: a query alone replaces its query (RFC 8288, section 3; RFC 3986, section 5.2.2). */
    private static String link(AdminRequest request, String cursor) {
        Map<String, List<String>> query = new TreeMap<>(request.query().values());
        query.put(CURSOR, List.of(cursor));
        StringBuilder link = new StringBuilder();
        query.forEach((name, values) -> link.append(link.isEmpty() ? "<?" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(values.get(0), StandardCharsets.UTF_8)));
        return link.append(">; rel=\"next\"").toString();
    }
}
