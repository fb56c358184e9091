package io.drawbridge.registry;

/**
 * Who made a change.
 *
 * @param issuer the {@code iss} that vouches for the subject; {@code urn:drawbridge} for what is no token's bearer
 * @param subject its {@code sub}
 */
public record Actor(String issuer, String subject) {

    /** Whoever fills a store from the registry file: there is no token then. */
    public static final Actor REGISTRY_FILE = new Actor("urn:drawbridge", "registry-file");
}
