package io.drawbridge.authorizer.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TokenProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * The rules for the claims of a token whose signature is right: times, audience, required claims, subject, token id, tenant,
 * scopes, in this order.
 *
 * <p>Checked at every request, remembered token or not.
 */
final class ClaimRules {

    private final ObjectNode claims;
    private final Issuer issuer;
    private final Instant now;

    private ClaimRules(ObjectNode claims, Issuer issuer, Instant now) {
        this.claims = claims;
        this.issuer = issuer;
        this.now = now;
    }

    /** The verified token, or the first rule that its claims break. */
    static Verification check(ObjectNode claims, Issuer issuer, Instant now) {
        return new ClaimRules(claims, issuer, now).check();
    }

    private Verification check() {
        Optional<Instant> expiresAt = NumericDate.of(claims.path("exp"));
        if (expiresAt.isEmpty()) {
            return refused(TokenRule.EXPIRY_FORM, "exp");
        }
        Optional<Instant> issuedAt = NumericDate.of(claims.path("iat"));
        if (issuedAt.isEmpty()) {
            return refused(TokenRule.ISSUED_AT_FORM, "iat");
        }
        Optional<TokenRule> broken = brokenTime(issuedAt.get(), expiresAt.get());
        if (broken.isPresent()) {
            return refused(broken.get());
        }
        Optional<Verification> refusal = audience().or(this::requiredClaims).or(this::identities);
        return refusal.orElseGet(() -> tenantAndScopes(issuedAt.get(), expiresAt.get()));
    }

    private Optional<TokenRule> brokenTime(Instant issuedAt, Instant expiresAt) {
        Duration skew = issuer.profile().clockSkew();
        Optional<Instant> notBefore = NumericDate.of(claims.path("nbf"));
        if (claims.has("nbf") && notBefore.isEmpty()) {
            return Optional.of(TokenRule.NOT_BEFORE_FORM);
        }
        // "On or after" exp the token is over (RFC 7519, section 4.1.4).
        if (!now.isBefore(expiresAt.plus(skew))) {
            return Optional.of(TokenRule.EXPIRED);
        }
        if (notBefore.isPresent() && now.plus(skew).isBefore(notBefore.get())) {
            return Optional.of(TokenRule.NOT_YET_VALID);
        }
        if (now.plus(skew).isBefore(issuedAt)) {
            return Optional.of(TokenRule.ISSUED_IN_FUTURE);
        }
        Duration lifetime = Duration.between(issuedAt, expiresAt);
        boolean isPlausible = lifetime.compareTo(Duration.ZERO) > 0
                && lifetime.compareTo(issuer.profile().longestLifetime()) <= 0;
        return isPlausible ? Optional.empty() : Optional.of(TokenRule.LIFETIME);
    }

    private Optional<Verification> audience() {
        JsonNode aud = claims.path(TokenProfile.AUD);
        boolean isAud = issuer.profile().audienceClaim().equals(TokenProfile.AUD);
        // Where another claim says whom the token is for, aud may be absent, but what is there must have its form.
        if (!isAud && aud.isMissingNode()) {
            return audienceClaim();
        }
        List<JsonNode> values =
                aud.isArray() ? StreamSupport.stream(aud.spliterator(), false).toList() : List.of(aud);
        if (values.isEmpty() || !values.stream().allMatch(JsonNode::isTextual)) {
            return Optional.of(refused(TokenRule.AUDIENCE_FORM, "aud"));
        }
        return isAud ? isForUs(values) : audienceClaim();
    }

    private Optional<Verification> audienceClaim() {
        JsonNode claim = claims.path(issuer.profile().audienceClaim());
        return claim.isTextual() ? isForUs(List.of(claim)) : Optional.of(refused(TokenRule.AUDIENCE_CLAIM, claim));
    }

    private Optional<Verification> isForUs(List<JsonNode> values) {
        return values.stream()
                        .map(JsonNode::textValue)
                        .anyMatch(issuer.profile().audiences()::contains)
                ? Optional.empty()
                : Optional.of(refused(TokenRule.AUDIENCE));
    }

    /** Exact strings: they tell one kind of token from another, such as an access token from an ID token. */
    private Optional<Verification> requiredClaims() {
        for (Map.Entry<String, String> required :
                issuer.profile().requiredClaims().entrySet()) {
            JsonNode found = claims.path(required.getKey());
            if (!found.isTextual() || !found.textValue().equals(required.getValue())) {
                return Optional.of(refused(TokenRule.REQUIRED_CLAIM, found));
            }
        }
        return Optional.empty();
    }

    /** RFC 9068 requires {@code sub}, and so do we: revocations and audit need somebody to name. */
    private Optional<Verification> identities() {
        if (!isHarmlessText("sub")) {
            return Optional.of(refused(TokenRule.SUBJECT, "sub"));
        }
        boolean mustHaveTokenId = issuer.profile().tokenIdRequired() || claims.has("jti");
        if (mustHaveTokenId && !isHarmlessText("jti")) {
            return Optional.of(refused(TokenRule.TOKEN_ID, "jti"));
        }
        for (String client : List.of("client_id", "azp")) {
            if (claims.has(client) && !isHarmlessText(client)) {
                return Optional.of(refused(TokenRule.CLIENT, client));
            }
        }
        return Optional.empty();
    }

    private boolean isHarmlessText(String claim) {
        String text = claims.path(claim).textValue();
        return text != null && ClaimText.isHarmless(text);
    }

    private Verification tenantAndScopes(Instant issuedAt, Instant expiresAt) {
        Optional<Set<String>> scopes = Scopes.of(claims, issuer.profile().scopeClaim());
        Optional<TenantId> tenant = tenant();
        if (tenant.isEmpty() && !isAdministratorWithoutTenant(scopes.orElse(Set.of()))) {
            return refused(TokenRule.TENANT, tenantClaim());
        }
        // A tenant's record yields its owner and nobody else, whatever its tokens say.
        if (issuer.owner().isPresent() && !tenant.equals(issuer.owner())) {
            return refused(TokenRule.TENANT_FOREIGN);
        }
        if (scopes.isEmpty()) {
            return refused(TokenRule.SCOPE);
        }
        String subject = claims.path("sub").textValue();
        return new Verification.Verified(new VerifiedToken(
                issuer,
                subject,
                Optional.ofNullable(claims.path("jti").textValue()),
                tenant,
                granted(scopes.get()),
                issuedAt,
                expiresAt));
    }

    /** A tenant's issuer writes into its tokens what it likes; it makes no platform administrators. */
    private Set<String> granted(Set<String> scopes) {
        if (issuer.owner().isEmpty()) {
            return scopes;
        }
        Set<String> granted = new LinkedHashSet<>(scopes);
        granted.remove(VerifiedToken.PLATFORM_ADMIN_SCOPE);
        return granted;
    }

    /** The tenant that the tenant claim names; without such a claim in the record, its owner. */
    private Optional<TenantId> tenant() {
        return issuer.profile().tenantClaim().isEmpty()
                ? issuer.owner()
                : Optional.ofNullable(tenantClaim().textValue()).flatMap(TenantId::parse);
    }

    private JsonNode tenantClaim() {
        return issuer.profile().tenantClaim().map(claims::path).orElse(MissingNode.getInstance());
    }

    /** Only the platform's own issuer makes administrators, and theirs alone may leave the tenant claim out. */
    private boolean isAdministratorWithoutTenant(Set<String> scopes) {
        return issuer.owner().isEmpty()
                && tenantClaim().isMissingNode()
                && scopes.contains(VerifiedToken.PLATFORM_ADMIN_SCOPE);
    }

    private Verification refused(TokenRule rule, String claim) {
        return new Verification.Refused(TokenRefusal.of(rule, claim + " is " + StrictJson.kind(claims.path(claim))));
    }

    private static Verification refused(TokenRule rule, JsonNode found) {
        return new Verification.Refused(TokenRefusal.of(rule, "it is " + StrictJson.kind(found)));
    }

    private static Verification refused(TokenRule rule) {
        return new Verification.Refused(TokenRefusal.of(rule));
    }
}
