package io.drawbridge.authorizer.token;

import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.SigningAlgorithm;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TokenProfile;
import java.net.URI;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Issuer records, and the claims of a token that they accept. */
final class TestIssuers {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final String ISS = "https://id.example.com/";

    private TestIssuers() {}

    /** Tenant acme's own issuer: no tenant claim, every algorithm. */
    static Issuer acme() {
        return record(Optional.of(new TenantId("acme")), Optional.empty(), Optional.empty());
    }

    /** The platform's issuer. */
    static Issuer platform() {
        return record(Optional.empty(), Optional.of("tenant"), Optional.empty());
    }

    static Issuer record(Optional<TenantId> owner, Optional<String> tenantClaim, Optional<String> scopeClaim) {
        return new Issuer(
                owner,
                "main",
                ISS,
                URI.create("https://id.example.com/jwks.json"),
                new TokenProfile(
                        TokenProfile.AUD,
                        List.of("orders-api", "other-api"),
                        EnumSet.allOf(SigningAlgorithm.class),
                        false,
                        false,
                        Map.of(),
                        tenantClaim,
                        scopeClaim,
                        TokenProfile.DEFAULT_CLOCK_SKEW,
                        TokenProfile.DEFAULT_LIFETIME),
                true);
    }

    /** Tenant acme's own issuer, with its keys at a place of the test. */
    static Issuer servedFrom(String jwksUri) {
        Issuer acme = acme();
        return new Issuer(acme.owner(), acme.id(), acme.iss(), URI.create(jwksUri), acme.profile(), true);
    }

    static String header(TestKey key) {
        return "{\"alg\":\"" + key.algorithm().headerName() + "\",\"kid\":\"" + key.keyId() + "\",\"typ\":\"JWT\"}";
    }

    /** Right claims, with more of them inserted, such as {@code "tenant":"acme"}. */
    static String claims(String more) {
        return claims(NOW, more);
    }

    static String claims(Instant now, String more) {
        return "{\"iss\":\"" + ISS + "\",\"sub\":\"alice\",\"aud\":\"orders-api\",\"iat\":" + now.getEpochSecond()
                + ",\"exp\":" + now.plusSeconds(600).getEpochSecond() + (more.isEmpty() ? "" : "," + more) + "}";
    }

    static UnverifiedToken parsed(String token) {
        ParsedToken parsed = UnverifiedToken.parse(token);
        if (parsed instanceof ParsedToken.WellFormed wellFormed) {
            return wellFormed.token();
        }
        throw new AssertionError(parsed);
    }
}
