package io.drawbridge.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drawbridge.issuer.IssuerKeys;
import io.drawbridge.issuer.IssuerName;
import io.drawbridge.issuer.KeyStore;
import io.drawbridge.issuer.SigningAlgorithm;
import io.drawbridge.issuer.TokenMinter;
import io.drawbridge.issuer.TokenRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** Makes the tokens that the demo page asks for, good and bad. */
public final class DemoTokens {

    private final KeyStore keys;
    private final Clock clock;
    private final Supplier<String> ids;
    private final String issuerUrl;

    /** Tokens of the local issuer at this base URL. */
    public DemoTokens(KeyStore keys, Clock clock, Supplier<String> ids, String issuerUrl) {
        this.keys = keys;
        this.clock = clock;
        this.ids = ids;
        this.issuerUrl = issuerUrl;
    }

    /**
     * The token for {@code {"tenant", "issuer", "scope", "audience", "expiresIn", "forged"}}, all but {@code tenant} optional.
     * {@code issuer} is {@code platform}, {@code offline} or {@code own}; {@code forged} signs with keys that are
     * not the issuer's, under the name of its key.
     *
     * @throws IllegalArgumentException if {@code tenant} or {@code issuer} is none
     */
    String mint(JsonNode wish) {
        String tenant = wish.path("tenant").asText();
        boolean own = wish.path("issuer").asText().equals("own");
        IssuerName issuer = own
                ? IssuerName.tenant(tenant)
                : new IssuerName(wish.path("issuer").asText(IssuerName.PLATFORM.path()));
        TokenRequest request = TokenRequest.from(issuer.url(issuerUrl));
        if (!own) {
            request = request.withTenant(tenant);
        }
        if (wish.has("scope")) {
            request = request.withScopes(
                    List.copyOf(Arrays.asList(wish.get("scope").asText().split(" ", -1))));
        }
        if (wish.has("audience")) {
            request = request.withAudiences(List.of(wish.get("audience").asText()));
        }
        if (wish.has("expiresIn")) {
            request = request.withExpiresIn(
                    Duration.ofSeconds(wish.get("expiresIn").asInt()));
        }
        IssuerKeys real = keys.keysOf(issuer);
        if (wish.path("forged").asBoolean()) {
            JsonNode kid = TextNode.valueOf(real.keyId(SigningAlgorithm.RS256));
            return new TokenMinter(IssuerKeys.generate(), clock, ids).mint(request.withHeader("kid", kid));
        }
        return new TokenMinter(real, clock, ids).mint(request);
    }
}
