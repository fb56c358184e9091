package io.drawbridge.keycloak;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;

/** A realm of the provider as its clients know it: an issuer of tokens. */
final class Realm {

    private final String url;
    private final String name;

    Realm(String server, String name) {
        this.url = server + "/realms/" + name;
        this.name = name;
    }

    /** {@code iss} of its tokens. */
    String iss() {
        return url;
    }

    String jwksUri() {
        return url + "/protocol/openid-connect/certs";
    }

    /** The origin of its tenant's page. */
    String origin() {
        return "https://app." + name + ".example";
    }

    /** Its key set as the authorizer asks for it. */
    HttpResponse<String> keys() {
        return Http.send(Http.request(jwksUri()));
    }

    /** A service's token by the client credentials grant. */
    IssuedToken token(String clientId, String... scopes) {
        return IssuedToken.of(
                Http.json(tokenAnswer(clientId, scopes)).path("access_token").textValue());
    }

    /** What the token endpoint answers to a service, whatever that is. */
    HttpResponse<String> tokenAnswer(String clientId, String... scopes) {
        Map<String, String> fields = new HashMap<>(
                Map.of("grant_type", "client_credentials", "client_id", clientId, "client_secret", RealmPlan.SECRET));
        if (scopes.length > 0) {
            fields.put("scope", String.join(" ", scopes));
        }
        return Http.send(Http.form(tokenEndpoint(), fields));
    }

    String tokenEndpoint() {
        return url + "/protocol/openid-connect/token";
    }

    HttpRequest.Builder authorization(Map<String, String> query) {
        return Http.request(url + "/protocol/openid-connect/auth?" + Http.query(query));
    }
}
