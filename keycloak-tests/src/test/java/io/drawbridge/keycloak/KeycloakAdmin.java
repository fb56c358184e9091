package io.drawbridge.keycloak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What an administrator does at the provider, through its own admin REST API. */
final class KeycloakAdmin {

    private final String url;
    private final String clientId;
    private final String secret;

    KeycloakAdmin(String url, String clientId, String secret) {
        this.url = url;
        this.clientId = clientId;
        this.secret = secret;
    }

    /** A realm with keys, a scope, clients and a user, each added as an administrator would. */
    void create(RealmPlan plan) {
        call("POST", "", Optional.of(plan.settings()));
        String realm = "/" + plan.name();
        for (JsonNode scope : plan.scopes()) {
            String id = created(call("POST", realm + "/client-scopes", Optional.of(scope)));
            call("PUT", realm + "/default-optional-client-scopes/" + id, Optional.empty());
        }
        plan.clients().forEach(client -> call("POST", realm + "/clients", Optional.of(client)));
        plan.users().forEach(user -> call("POST", realm + "/users", Optional.of(user)));
    }

    void removeRealm(String realm) {
        call("DELETE", "/" + realm, Optional.empty());
    }

    void enableRealm(String realm, boolean enabled) {
        call("PUT", "/" + realm, Optional.of(Http.parse("{\"enabled\":" + enabled + "}")));
    }

    /**
     * Adds a key that tokens are signed with from now on, because no other of its algorithm has a higher priority.
     *
     * @return the key's component
     */
    String addKey(String realm, ObjectNode component) {
        return created(call("POST", "/" + realm + "/components", Optional.of(component)));
    }

    /** Takes a key out of signing; its tokens stay valid. */
    void makePassive(String realm, String component) {
        String path = "/" + realm + "/components/" + component;
        ObjectNode changed = (ObjectNode) Http.json(call("GET", path, Optional.empty()));
        ((ObjectNode) changed.path("config")).putArray("active").add("false");
        call("PUT", path, Optional.of(changed));
    }

    /** Removes a key; its tokens are over. */
    void removeKey(String realm, String component) {
        call("DELETE", "/" + realm + "/components/" + component, Optional.empty());
    }

    /** The component of the key that a {@code kid} names. */
    String componentOf(String realm, String keyId) {
        JsonNode keys =
                Http.json(call("GET", "/" + realm + "/keys", Optional.empty())).path("keys");
        return StreamSupport.stream(keys.spliterator(), false)
                .filter(key -> keyId.equals(key.path("kid").textValue()))
                .map(key -> key.path("providerId").textValue())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no key " + keyId + " in " + keys));
    }

    void disableUser(String realm, String username) {
        String users = "/" + realm + "/users";
        JsonNode found = Http.json(call("GET", users + "?exact=true&username=" + username, Optional.empty()));
        String id = found.path(0).path("id").textValue();
        call("PUT", users + "/" + id, Optional.of(Http.parse("{\"enabled\":false}")));
        call("POST", users + "/" + id + "/logout", Optional.empty());
    }

    private HttpResponse<String> call(String method, String path, Optional<? extends JsonNode> body) {
        HttpResponse<String> answer = Http.send(Http.request(url + "/admin/realms" + path)
                .header("Authorization", "Bearer " + ownToken().text())
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.map(json -> BodyPublishers.ofString(json.toString()))
                                .orElse(BodyPublishers.noBody())));
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer;
    }

    /** A token of the realm that rules the others. New for each call: they live for a minute, and some tests for longer. */
    IssuedToken ownToken() {
        Map<String, String> grant =
                Map.of("grant_type", "client_credentials", "client_id", clientId, "client_secret", secret);
        return IssuedToken.of(
                Http.json(Http.send(Http.form(url + "/realms/master/protocol/openid-connect/token", grant)))
                        .path("access_token")
                        .textValue());
    }

    /** The id of what was made, which ends its {@code Location}. */
    private static String created(HttpResponse<String> answer) {
        String location = answer.headers().firstValue("Location").orElseThrow();
        return location.substring(location.lastIndexOf('/') + 1);
    }
}
