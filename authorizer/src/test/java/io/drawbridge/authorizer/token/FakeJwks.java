package io.drawbridge.authorizer.token;

import com.fasterxml.jackson.databind.JsonNode;
import io.drawbridge.registry.Issuer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** An issuer's key server in tests: answers what it was told last, and counts. */
final class FakeJwks implements JwksSource {

    private Answer answer = new Failure("connection refused");
    private final List<Issuer> fetches = new ArrayList<>();

    static FakeJwks serving(TestKey... keys) {
        FakeJwks jwks = new FakeJwks();
        jwks.serve(keys);
        return jwks;
    }

    void serve(TestKey... keys) {
        serve(
                List.of(keys).stream()
                        .map(k -> k.jwk().toString())
                        .collect(Collectors.joining(",", "{\"keys\":[", "]}")),
                "");
    }

    void serve(JsonNode key, String cacheControl) {
        serve("{\"keys\":[" + key + "]}", cacheControl);
    }

    void serve(String json, String cacheControl) {
        answer = new Document(json, cacheControl);
    }

    void fail() {
        answer = new Failure("connection refused");
    }

    int fetches() {
        return fetches.size();
    }

    @Override
    public synchronized Answer fetch(Issuer issuer) {
        fetches.add(issuer);
        return answer;
    }
}
