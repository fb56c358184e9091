package io.drawbridge.authorizer;

import io.drawbridge.authorizer.cors.CorsValues;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The authorizer's context: the contract with {@code template.yaml} and with backends.
 *
 * <p>Flat strings, every key always there, {@code ""} where nothing is granted. Gateway templates substitute without
 * escaping, so no value may hold a quote, a backslash or a control character; one that does is a fault of this program,
 * because everything from outside was checked where it came in.
 *
 * @param tenantId the tenant, if known
 * @param scopes the token's scopes, joined by spaces
 * @param issuer the token's {@code iss}
 * @param subject the token's {@code sub}
 * @param cors the values of the CORS response headers
 * @param reason why; its code and its sentence are two of the keys
 * @param wwwAuthenticate the challenge of RFC 6750, if one is due
 * @param retryAfter seconds, if the caller should come back
 */
public record DecisionContext(
        String tenantId,
        String scopes,
        String issuer,
        String subject,
        CorsValues cors,
        Reason reason,
        String wwwAuthenticate,
        String retryAfter) {

    /** A context of nobody, with nothing granted. */
    static DecisionContext of(Reason reason, CorsValues cors) {
        return new DecisionContext("", "", "", "", cors, reason, "", "");
    }

    /** The same with a challenge. */
    DecisionContext challenging(String challenge) {
        return new DecisionContext(tenantId, scopes, issuer, subject, cors, reason, challenge, retryAfter);
    }

    /** The same with a time to come back. */
    DecisionContext retryingAfter(long seconds) {
        return new DecisionContext(
                tenantId, scopes, issuer, subject, cors, reason, wwwAuthenticate, Long.toString(seconds));
    }

    /** The same for another reason. */
    DecisionContext because(Reason other) {
        return new DecisionContext(tenantId, scopes, issuer, subject, cors, other, wwwAuthenticate, retryAfter);
    }

    /** The same in a tenant's name. */
    DecisionContext forTenant(String tenant) {
        return new DecisionContext(tenant, scopes, issuer, subject, cors, reason, wwwAuthenticate, retryAfter);
    }

    /**
     * The flat map that API Gateway receives.
     *
     * @throws IllegalStateException if a value could break out of a gateway template
     */
    public Map<String, String> toMap() {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("tenantId", tenantId);
        map.put("scopes", scopes);
        map.put("issuer", issuer);
        map.put("subject", subject);
        map.put("corsAllowOrigin", cors.allowOrigin());
        map.put("corsAllowCredentials", cors.allowCredentials());
        map.put("corsExposeHeaders", cors.exposeHeaders());
        map.put("corsAllowMethods", cors.allowMethods());
        map.put("corsAllowHeaders", cors.allowHeaders());
        map.put("corsMaxAge", cors.maxAge());
        map.put("reason", reason.code());
        map.put("message", reason.sentence());
        map.put("wwwAuthenticate", wwwAuthenticate);
        map.put("retryAfter", retryAfter);
        map.forEach(DecisionContext::requireHarmless);
        return map;
    }

    private static void requireHarmless(String key, String value) {
        if (value.chars().anyMatch(c -> c == '"' || c == '\\' || Character.isISOControl(c))) {
            throw new IllegalStateException("the context value " + key + " could break out of a gateway template");
        }
    }
}
