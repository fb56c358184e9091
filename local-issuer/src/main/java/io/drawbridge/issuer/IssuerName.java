package io.drawbridge.issuer;

import java.util.regex.Pattern;

/**
 * Which of the local issuers is meant, and its path below their common base URL.
 *
 * @param path {@code platform}, {@code offline} or {@code tenants/TENANT}
 */
public record IssuerName(String path) {

    /** A DNS label (RFC 1123, section 2.1), as a tenant id is; nothing that could leave the key folder. */
    private static final Pattern VALID =
            Pattern.compile("platform|offline|tenants/[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    /** The issuer that all tenants share; its tokens name their tenant. */
    public static final IssuerName PLATFORM = new IssuerName("platform");

    /** An issuer whose keys can never be fetched: for trying what an authorizer does then. */
    public static final IssuerName OFFLINE = new IssuerName("offline");

    public IssuerName {
        if (!VALID.matcher(path).matches()) {
            throw new IllegalArgumentException("The local issuer has no issuer \"" + path
                    + "\". A name is platform, offline or tenants/TENANT, where TENANT is 1 to 63 of a-z, 0-9 and hyphen,"
                    + " no hyphen at either end.");
        }
    }

    /**
     * A tenant's own issuer.
     *
     * @throws IllegalArgumentException if {@code tenant} is not a DNS label in lower case
     */
    public static IssuerName tenant(String tenant) {
        return new IssuerName("tenants/" + tenant);
    }

    /**
     * The {@code iss} of this issuer's tokens.
     *
     * @param baseUrl such as {@code http://localhost:4000}, no slash at the end
     */
    public String url(String baseUrl) {
        return baseUrl + "/" + path;
    }

    /**
     * Where this issuer's public keys are.
     *
     * @param baseUrl such as {@code http://localhost:4000}, no slash at the end
     */
    public String jwksUrl(String baseUrl) {
        return url(baseUrl) + "/jwks.json";
    }
}
