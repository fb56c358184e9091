package io.drawbridge.authorizer;

import io.drawbridge.authorizer.Standing.Served;
import io.drawbridge.authorizer.token.BearerToken;
import io.drawbridge.authorizer.token.ParsedToken;
import io.drawbridge.authorizer.token.TokenRefusal;
import io.drawbridge.authorizer.token.TokenRule;
import io.drawbridge.authorizer.token.TokenVerifier;
import io.drawbridge.authorizer.token.UnverifiedToken;
import io.drawbridge.authorizer.token.Verification;
import io.drawbridge.authorizer.token.VerifiedToken;
import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.Platform;
import io.drawbridge.registry.RegistryReader;
import io.drawbridge.registry.RegistryReader.Reading;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds the issuer record that may vouch for a token, has it verified, and holds the token's tenant against the request's.
 *
 * <p>An {@code iss} that no record of the platform or of the one tenant in question names is refused without a network call.
 */
final class TokenGate {

    private final RegistryReader registry;
    private final TokenVerifier verifier;
    private final RevocationCheck revocations;

    TokenGate(RegistryReader registry, TokenVerifier verifier) {
        this.registry = registry;
        this.verifier = verifier;
        this.revocations = new RevocationCheck(registry);
    }

    /** What came of a request's credentials. */
    sealed interface Outcome {}

    /** A valid token whose tenant is the request's and served. */
    record Accepted(VerifiedToken token, Served served) implements Outcome {}

    /** No token, or one that is not valid here: rows 5 to 7. */
    record Unauthenticated(Reason reason, String detail) implements Outcome {}

    /** A valid token of another tenant, or of one that is not served: rows 9 and 16. */
    record WrongTenant(String detail) implements Outcome {}

    /** A valid token that may use the admin API, or not: see {@link AdminRoom}. */
    record Administrator(VerifiedToken token, AdminRoom.Right right) implements Outcome {}

    /** A token that cannot be judged now: row 14. */
    record KeysUnavailable(Duration retryAfter, String detail) implements Outcome {}

    /**
     * Judges a request's credentials.
     *
     * @param authorization the lines of the Authorization header, at most one
     * @param expected the tenant that the request names; empty if the token is to name it
     */
    Outcome judge(List<String> authorization, Optional<Served> expected, Instant now) {
        return judge(authorization, token -> {
            Trust trust = expected.map(Trust::of).orElseGet(() -> Trust.of(registry.readIssuer(token.iss())));
            return unlessRevoked(judge(token, trust, verified -> place(verified, trust, expected), now), now);
        });
    }

    /**
     * Judges the credentials of a request to the admin API.
     *
     * <p>The platform's records count, and those of the tenant in the path while it is active: the platform administers a
     * suspended tenant, its own administrators do not.
     *
     * @param authorization the lines of the Authorization header, at most one
     * @param place what the request is about; in the list of tenants only records of the platform count
     */
    Outcome judgeAdministrator(List<String> authorization, AdminRoom.Place place, Instant now) {
        return judge(authorization, token -> {
            Trust trust = place.tenantInPath()
                    .flatMap(TenantId::parse)
                    .map(this::trustInActive)
                    .orElseGet(() -> Trust.of(registry.readIssuer(token.iss())).withoutTenant());
            Outcome outcome = judge(token, trust, v -> administrator(v, place, trust, now), now);
            return trust.isOfPlatform(token.iss()) ? outcome : withoutTraceOfRecord(outcome);
        });
    }

    private Trust trustInActive(TenantId tenant) {
        Reading reading = registry.readTenant(tenant, Optional.empty());
        return Served.of(reading)
                .map(Trust::of)
                .orElseGet(() -> Trust.of(reading).withoutTenant());
    }

    /** What a tenant revokes can never keep the platform out of that tenant. */
    private Outcome administrator(VerifiedToken token, AdminRoom.Place place, Trust vouching, Instant now) {
        Optional<TenantId> named = place.tenantNamedBy(token);
        Trust trust = named.map(this::trustInActive).orElse(vouching);
        Optional<TenantId> served = trust.tenant().map(Tenant::id);
        Optional<String> about = named.map(TenantId::value).or(place::tenantInPath);
        AdminRoom.Right right = AdminRoom.rightOf(token, about, served);
        Optional<TenantId> revoking = right == AdminRoom.Right.PLATFORM ? Optional.empty() : served;
        return revocations.isRevoked(token, revoking, trust.revocations(), now)
                ? unauthenticated(TokenRefusal.of(TokenRule.REVOKED))
                : new Administrator(token, right);
    }

    private Outcome unlessRevoked(Outcome outcome, Instant now) {
        if (!(outcome instanceof Accepted accepted)) {
            return outcome;
        }
        Served served = accepted.served();
        Optional<TenantId> tenant = Optional.of(served.tenant().id());
        return revocations.isRevoked(accepted.token(), tenant, served.revocations(), now)
                ? unauthenticated(TokenRefusal.of(TokenRule.REVOKED))
                : outcome;
    }

    /**
     * Whoever holds no key of a tenant's issuer learns nothing of its record, not even that there is one: another tenant is
     * answered like an unknown one. The log says what it was. That a token has expired or was revoked only its own key can
     * bring out.
     */
    private static Outcome withoutTraceOfRecord(Outcome outcome) {
        if (outcome instanceof KeysUnavailable keys) {
            return new Unauthenticated(Reason.INVALID_CLAIMS, keys.detail());
        }
        if (outcome instanceof Unauthenticated no
                && no.reason() != Reason.TOKEN_EXPIRED
                && no.reason() != Reason.TOKEN_REVOKED) {
            return new Unauthenticated(Reason.INVALID_CLAIMS, no.detail());
        }
        return outcome;
    }

    private static Outcome judge(List<String> authorization, Function<UnverifiedToken, Outcome> wellFormed) {
        BearerToken bearer = BearerToken.parse(authorization.stream().findFirst());
        if (bearer instanceof BearerToken.Absent absent) {
            return unauthenticated(absent.refusal());
        }
        ParsedToken parsed = UnverifiedToken.parse(((BearerToken.Present) bearer).token());
        if (parsed instanceof ParsedToken.Malformed malformed) {
            return unauthenticated(malformed.refusal());
        }
        return wellFormed.apply(((ParsedToken.WellFormed) parsed).token());
    }

    private static Outcome unauthenticated(TokenRefusal refusal) {
        return new Unauthenticated(Reason.of(refusal.reason()), refusal.detail());
    }

    private Outcome judge(UnverifiedToken token, Trust trust, Function<VerifiedToken, Outcome> place, Instant now) {
        Optional<Issuer> issuer = trust.recordFor(token.iss());
        if (issuer.isEmpty()) {
            return unauthenticated(TokenRefusal.of(TokenRule.ISSUER_UNKNOWN));
        }
        Verification verification = verifier.verify(token, issuer.get(), now);
        if (verification instanceof Verification.Verified verified) {
            return place.apply(verified.token());
        }
        if (verification instanceof Verification.KeysUnavailable unavailable) {
            return new KeysUnavailable(unavailable.retryAfter(), unavailable.detail());
        }
        return unauthenticated(((Verification.Refused) verification).refusal());
    }

    private Outcome place(VerifiedToken token, Trust trust, Optional<Served> expected) {
        if (expected.isEmpty()) {
            return token.tenant()
                    .flatMap(named -> served(named, trust))
                    .<Outcome>map(s -> new Accepted(token, s))
                    .orElseGet(() -> new WrongTenant("the token's tenant is unknown or suspended"));
        }
        return token.tenant().equals(expected.map(s -> s.tenant().id()))
                ? new Accepted(token, expected.get())
                : new WrongTenant("the token names another tenant");
    }

    private Optional<Served> served(TenantId named, Trust trust) {
        Optional<Tenant> owner = trust.tenant().filter(t -> t.id().equals(named));
        if (owner.isPresent()) {
            return owner.filter(Tenant::isActive).map(t -> new Served(trust.platform(), t, trust.revocations()));
        }
        return Served.of(registry.readTenant(named, Optional.empty()));
    }

    /** Whose issuer records count for one request: the platform's and one tenant's. */
    private record Trust(Platform platform, Optional<Tenant> tenant, RevocationCheck.Numbers revocations) {

        static Trust of(Served served) {
            return new Trust(served.platform(), Optional.of(served.tenant()), served.revocations());
        }

        static Trust of(Reading reading) {
            return new Trust(reading.platform(), reading.tenant(), RevocationCheck.Numbers.of(reading));
        }

        Trust withoutTenant() {
            return new Trust(platform, Optional.empty(), revocations);
        }

        Optional<Issuer> recordFor(String iss) {
            Stream<Issuer> own = tenant.stream().flatMap(t -> t.issuers().stream());
            return Stream.concat(platform.issuers().stream(), own)
                    .filter(i -> i.iss().equals(iss))
                    .findFirst();
        }

        boolean isOfPlatform(String iss) {
            return platform.issuers().stream().anyMatch(i -> i.iss().equals(iss));
        }
    }
}
