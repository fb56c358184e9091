package io.drawbridge.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.CorsSettings;
import java.util.List;

/** The wire form of CORS values as far as somebody has said them. */
final class CorsJson {

    private CorsJson() {}

    static ObjectNode write(CorsSettings cors) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        cors.methods().ifPresent(v -> texts(node.putArray("methods"), v));
        cors.requestHeaders().ifPresent(v -> texts(node.putArray("requestHeaders"), v));
        cors.exposedHeaders().ifPresent(v -> texts(node.putArray("exposedHeaders"), v));
        cors.credentials().ifPresent(v -> node.put("credentials", v));
        cors.maxAgeSeconds().ifPresent(v -> node.put("maxAgeSeconds", v));
        return node;
    }

    private static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }
}
