package io.drawbridge.launcher.browser;

import com.fasterxml.jackson.databind.node.TextNode;
import io.drawbridge.issuer.IssuerKeys;
import io.drawbridge.issuer.IssuerName;
import io.drawbridge.issuer.KeyStore;
import io.drawbridge.issuer.SigningAlgorithm;
import io.drawbridge.issuer.TokenMinter;
import io.drawbridge.issuer.TokenRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Tokens of the local issuer, good and bad. */
final class Tokens {

    private final KeyStore keys;
    private final String issuerUrl;

    Tokens(KeyStore keys, String issuerUrl) {
        this.keys = keys;
        this.issuerUrl = issuerUrl;
    }

    /** Of the shared issuer, for this tenant, with every scope of the example. */
    String good(String tenant) {
        return mint(IssuerName.PLATFORM, of(IssuerName.PLATFORM).withTenant(tenant));
    }

    /** A platform administrator's. */
    String administrator() {
        return mint(IssuerName.PLATFORM, of(IssuerName.PLATFORM).asAdministrator());
    }

    /** The {@code iss} of the shared issuer. */
    String issuer() {
        return IssuerName.PLATFORM.url(issuerUrl);
    }

    /** Of the tenant's own issuer. */
    String own(String tenant) {
        IssuerName issuer = IssuerName.tenant(tenant);
        return mint(issuer, of(issuer));
    }

    /** Well formed, of a known issuer and under the name of its key, but signed by another. */
    String forged(String tenant) {
        TextNode kid = TextNode.valueOf(keys.keysOf(IssuerName.PLATFORM).keyId(SigningAlgorithm.RS256));
        return minter(IssuerKeys.generate())
                .mint(of(IssuerName.PLATFORM).withTenant(tenant).withHeader("kid", kid));
    }

    String expired(String tenant) {
        return mint(
                IssuerName.PLATFORM, of(IssuerName.PLATFORM).withTenant(tenant).withExpiresIn(Duration.ofHours(-1)));
    }

    String forAnotherApi(String tenant) {
        return mint(
                IssuerName.PLATFORM, of(IssuerName.PLATFORM).withTenant(tenant).withAudiences(List.of("billing-api")));
    }

    /** Of an issuer that the registry does not know. */
    String ofStranger(String tenant) {
        return mint(
                IssuerName.PLATFORM, TokenRequest.from("https://issuer.example").withTenant(tenant));
    }

    String withoutScope(String tenant) {
        return mint(
                IssuerName.PLATFORM, of(IssuerName.PLATFORM).withTenant(tenant).withScopes(List.of("profile")));
    }

    /** Of a registered issuer whose keys cannot be fetched. */
    String offline(String tenant) {
        return mint(IssuerName.OFFLINE, of(IssuerName.OFFLINE).withTenant(tenant));
    }

    private TokenRequest of(IssuerName issuer) {
        return TokenRequest.from(issuer.url(issuerUrl));
    }

    private String mint(IssuerName issuer, TokenRequest request) {
        return minter(keys.keysOf(issuer)).mint(request);
    }

    private static TokenMinter minter(IssuerKeys keys) {
        return new TokenMinter(keys, Clock.systemUTC(), () -> UUID.randomUUID().toString());
    }
}
