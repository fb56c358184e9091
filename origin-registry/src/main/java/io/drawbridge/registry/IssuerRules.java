package io.drawbridge.registry;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules of an {@link Issuer}. */
final class IssuerRules {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private IssuerRules() {}

    static List<Problem> problems(
            Optional<TenantId> owner, String id, String iss, String jwksUri, TokenProfile profile) {
        List<Problem> problems = new ArrayList<>();
        check(Labels.isPlain(id), "/id", ProblemCode.ISSUER_ID, id, problems);
        check(isIssuer(iss), "/iss", ProblemCode.ISSUER_URL, iss, problems);
        check(isJwksUrl(jwksUri), "/jwksUri", ProblemCode.ISSUER_JWKS, jwksUri, problems);
        problems.addAll(ProfileRules.problems(owner, id, profile));
        return problems;
    }

    private static void check(boolean ok, String pointer, ProblemCode code, String value, List<Problem> problems) {
        if (!ok) {
            problems.add(Problem.of(code, value).under(pointer));
        }
    }

    /** RFC 8414, section 2; http only on loopback, which only local mode ever asks. */
    static boolean isIssuer(String text) {
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
}
