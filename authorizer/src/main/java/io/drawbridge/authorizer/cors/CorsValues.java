package io.drawbridge.authorizer.cors;

/**
 * The values of the CORS response headers, each empty when its header is not to be sent.
 *
 * @param allowOrigin {@code Access-Control-Allow-Origin}
 * @param allowCredentials {@code Access-Control-Allow-Credentials}: {@code true} or empty
 * @param exposeHeaders {@code Access-Control-Expose-Headers}
 * @param allowMethods {@code Access-Control-Allow-Methods}
 * @param allowHeaders {@code Access-Control-Allow-Headers}
 * @param maxAge {@code Access-Control-Max-Age} in seconds
 */
public record CorsValues(
        String allowOrigin,
        String allowCredentials,
        String exposeHeaders,
        String allowMethods,
        String allowHeaders,
        String maxAge) {

    /** No CORS header at all. */
    public static final CorsValues NONE = new CorsValues("", "", "", "", "", "");
}
