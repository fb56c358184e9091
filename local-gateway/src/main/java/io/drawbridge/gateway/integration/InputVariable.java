package io.drawbridge.gateway.integration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.drawbridge.gateway.call.Call;
import io.drawbridge.gateway.call.Delivery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code $input} of a mapping template. Its public methods are what templates may call.
 *
 * <p>JSON paths: {@code $}, {@code .name}, {@code ['name']} and {@code [0]}; no filters, no wildcards.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html#input-variable-reference">$input
 *     variables</a>
 */
public final class InputVariable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern STEP = Pattern.compile("\\.([A-Za-z0-9_-]+)|\\['([^']+)'\\]|\\[([0-9]{1,9})\\]");

    private final Call call;

    InputVariable(Call call) {
        this.call = call;
    }

    /** {@code $input.body}: the body as text. */
    public String getBody() {
        return call.delivery().body().text();
    }

    /** {@code $input.json(x)}: the JSON at that path, as text. */
    public String json(String path) {
        JsonNode found = find(path);
        return found.isMissingNode() ? "\"\"" : found.toString();
    }

    /** {@code $input.path(x)}: the value at that path: a text, number, boolean, map or list. */
    public Object path(String path) {
        JsonNode found = find(path);
        if (found.isMissingNode() || found.isNull()) {
            return "";
        }
        return JSON.convertValue(found, Object.class);
    }

    /** {@code $input.params()}: path, querystring and header parameters. */
    public Map<String, Map<String, String>> params() {
        Delivery delivery = call.delivery();
        Map<String, Map<String, String>> all = new LinkedHashMap<>();
        all.put("path", call.pathParameters());
        all.put("querystring", last(delivery.query()));
        all.put("header", last(delivery.headers()));
        return all;
    }

    /** {@code $input.params(x)}: a parameter, or all of {@code path}, {@code querystring} or {@code header}. */
    public Object params(String name) {
        Map<String, String> group = params().get(name);
        if (group != null) {
            return group;
        }
        return params().values().stream()
                .filter(values -> values.containsKey(name))
                .map(values -> (Object) values.getOrDefault(name, ""))
                .findFirst()
                .orElse("");
    }

    private static Map<String, String> last(Map<String, List<String>> values) {
        Map<String, String> result = new LinkedHashMap<>();
        values.forEach((name, all) -> result.put(name, all.get(all.size() - 1)));
        return result;
    }

    private JsonNode find(String path) {
        if (!path.startsWith("$")) {
            throw new IllegalArgumentException("The JSON path " + path + " must begin with $");
        }
        JsonNode node = parse(getBody());
        Matcher step = STEP.matcher(path);
        int at = 1;
        while (at < path.length()) {
            if (!step.find(at) || step.start() != at) {
                throw new IllegalArgumentException("The local gateway does not support the JSON path " + path
                        + ": use $, .name, ['name'] and [0] only");
            }
            node = step.group(3) != null
                    ? node.path(Integer.parseInt(step.group(3)))
                    : node.path(either(step.group(1), step.group(2)));
            at = step.end();
        }
        return node;
    }

    private static String either(@Nullable String first, @Nullable String second) {
        if (first != null) {
            return first;
        }
        return second == null ? "" : second;
    }

    private static JsonNode parse(String body) {
        if (body.isEmpty()) {
            return JSON.createObjectNode();
        }
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
