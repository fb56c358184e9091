package io.drawbridge.keycloak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;

/**
 * A realm to be: keys of every kind that Keycloak makes, a service for each signature algorithm, a page's client, one user.
 *
 * <p>{@code realm.json} holds the wire forms.
 */
final class RealmPlan {

    /** Of every client and user: nobody else can reach this provider. */
    static final String SECRET = "not-a-secret";

    /** What Keycloak signs access tokens with and the authorizer accepts. */
    static final List<String> ALGORITHMS = List.of("RS256", "PS256", "ES256", "ES384", "ES512", "EdDSA");

    /** A service whose tokens are for nobody in particular: they name no audience of ours. */
    static final String NO_AUDIENCE = "no-audience";

    /** A service whose tokens say in their header that they are access tokens (RFC 9068). */
    static final String TYPED = "typed";

    private final String name;
    private final JsonNode json;

    RealmPlan(String name) {
        this.name = name;
        this.json = Http.parse(resource().replace("${realm}", name).replace("${secret}", SECRET));
    }

    private static String resource() {
        try (InputStream json = Objects.requireNonNull(RealmPlan.class.getResourceAsStream("realm.json"))) {
            return new String(json.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return name;
    }

    /** The realm itself with its keys. */
    JsonNode settings() {
        return json.path("settings");
    }

    /** Client scopes that a client may ask for. */
    List<JsonNode> scopes() {
        return list(json.path("scopes"));
    }

    List<JsonNode> users() {
        return list(json.path("users"));
    }

    /** A service per algorithm, named like it, then the special ones and the page's client. */
    List<JsonNode> clients() {
        List<JsonNode> clients = new ArrayList<>(List.of(json.path("page")));
        ALGORITHMS.forEach(algorithm -> clients.add(service(algorithm, "access.token.signed.response.alg", algorithm)));
        clients.add(service(TYPED, "access.token.header.type.rfc9068", "true"));
        ObjectNode withoutAudience = service(NO_AUDIENCE, "access.token.signed.response.alg", "ES256");
        withoutAudience.remove("protocolMappers");
        clients.add(withoutAudience);
        return clients;
    }

    private ObjectNode service(String clientId, String attribute, String value) {
        ObjectNode service = json.path("service").deepCopy();
        service.put("clientId", clientId);
        ((ObjectNode) service.path("attributes")).put(attribute, value);
        return service;
    }

    /** Another key of an algorithm, which takes over from the one before it. */
    ObjectNode successor(String algorithm, int priority) {
        JsonNode first = list(settings().path("components").path("org.keycloak.keys.KeyProvider")).stream()
                .filter(key -> key.path("name").textValue().equals(algorithm))
                .findFirst()
                .orElseThrow();
        ObjectNode successor = first.deepCopy();
        successor.put("name", algorithm + "-" + priority);
        successor.put("providerType", "org.keycloak.keys.KeyProvider");
        ((ObjectNode) successor.path("config")).putArray("priority").add(Integer.toString(priority));
        return successor;
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
