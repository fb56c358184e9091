package io.drawbridge.registry;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules of an {@link Issuer}. */
final class IssuerRules {

    private static final int MAX_CLAIM = 128;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private IssuerRules() {}

    static List<Problem> problems(
            Optional<TenantId> owner,
            String id,
            String iss,
            String jwksUri,
            List<String> audiences,
            Collection<SigningAlgorithm> algorithms,
            Optional<String> tenantClaim,
            Optional<String> scopeClaim,
            Duration clockSkew,
            Duration longestLifetime) {
        List<Problem> problems = new ArrayList<>();
        check(Labels.isPlain(id), "/id", ProblemCode.ISSUER_ID, id, problems);
        check(isIssuer(iss), "/iss", ProblemCode.ISSUER_URL, iss, problems);
        check(isJwksUrl(jwksUri), "/jwksUri", ProblemCode.ISSUER_JWKS, jwksUri, problems);
        problems.addAll(Lists.tooMany("/audiences", audiences, Issuer.MAX_AUDIENCES));
        check(!audiences.isEmpty(), "/audiences", ProblemCode.ISSUER_AUDIENCES, id, problems);
        for (int i = 0; i < audiences.size(); i++) {
            check(Texts.isText(audiences.get(i)), "/audiences/" + i, ProblemCode.TEXT, audiences.get(i), problems);
        }
        check(!algorithms.isEmpty(), "/algorithms", ProblemCode.ISSUER_ALGORITHMS, id, problems);
        check(
                owner.isPresent() || tenantClaim.isPresent(),
                "/tenantClaim",
                ProblemCode.ISSUER_TENANT_CLAIM,
                id,
                problems);
        tenantClaim.ifPresent(c -> check(isClaim(c), "/tenantClaim", ProblemCode.ISSUER_CLAIM, c, problems));
        scopeClaim.ifPresent(c -> check(isClaim(c), "/scopeClaim", ProblemCode.ISSUER_CLAIM, c, problems));
        check(
                isWithin(clockSkew, Duration.ZERO, Issuer.DEFAULT_CLOCK_SKEW),
                "/clockSkewSeconds",
                ProblemCode.ISSUER_CLOCK_SKEW,
                Long.toString(clockSkew.toSeconds()),
                problems);
        check(
                isWithin(longestLifetime, Duration.ofSeconds(1), Issuer.DEFAULT_LIFETIME),
                "/longestLifetimeSeconds",
                ProblemCode.ISSUER_LIFETIME,
                Long.toString(longestLifetime.toSeconds()),
                problems);
        return problems;
    }

    private static void check(boolean ok, String pointer, ProblemCode code, String value, List<Problem> problems) {
        if (!ok) {
            problems.add(Problem.of(code, value).under(pointer));
        }
    }

    private static boolean isWithin(Duration value, Duration least, Duration most) {
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }

    /** RFC 8414, section 2; http only on loopback, which only local mode ever asks. */
    private static boolean isIssuer(String text) {
        return isUrl(text) && parse(text).map(u -> u.getRawQuery() == null).orElse(false);
    }

    /** Port 443 in the record already, so that no request path has to find out; loopback has any port. */
    private static boolean isJwksUrl(String text) {
        return isUrl(text)
                && parse(text)
                        .map(u -> isLoopback(u) || u.getPort() < 0 || u.getPort() == 443)
                        .orElse(false);
    }

    private static boolean isUrl(String text) {
        if (text.length() > Texts.MAX_URL || !Texts.isPlainAscii(text)) {
            return false;
        }
        Optional<URI> uri = parse(text);
        return uri.isPresent() && isWebUrl(uri.get());
    }

    private static boolean isWebUrl(URI uri) {
        boolean scheme = "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && isLoopback(uri));
        return scheme && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null;
    }

    static boolean isLocal(String url) {
        return parse(url).map(IssuerRules::isLoopback).orElse(false);
    }

    private static boolean isLoopback(URI uri) {
        return uri.getHost() != null && LOOPBACK.contains(uri.getHost());
    }

    private static Optional<URI> parse(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean isClaim(String text) {
        return !text.isEmpty() && text.length() <= MAX_CLAIM && Texts.isPlainAscii(text);
    }
}
