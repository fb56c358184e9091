package io.drawbridge.issuer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Signs people in to the admin page of this machine: OpenID Connect's authorization code flow with PKCE, for one public client.
 *
 * <p>There are no passwords: whoever uses this machine chooses who to be, as they could with {@code drawbridge token}. The
 * rest is as strict as a real provider, so that the page is tried against one: exact redirect URIs, S256 only, a code that
 * works once and for a minute, and a token endpoint that only the page's own origin may read.
 */
public final class SignIn {

    /** The client id of the admin page. */
    public static final String CLIENT = "drawbridge-admin";

    private static final Duration CODE_LIFETIME = Duration.ofMinutes(1);
    private static final Duration SESSION_LIFETIME = Duration.ofHours(8);

    private final Settings settings;
    private final TokenMinter minter;
    private final Grants<Code> codes;
    private final Grants<Account> sessions;
    private final SignInPage page;

    /**
     * Who may sign in where.
     *
     * @param issuer the platform issuer's URL
     * @param redirects where the admin page is: the only places that a code is ever sent to
     * @param tenants the tenants to propose
     * @param tokenLifetime from signing in to {@code exp}
     */
    public record Settings(String issuer, Set<URI> redirects, List<String> tenants, Duration tokenLifetime) {
        public Settings {
            redirects = Set.copyOf(redirects);
            tenants = List.copyOf(tenants);
        }

        boolean isRedirect(String uri) {
            return redirects.stream().anyMatch(known -> known.toString().equals(uri));
        }

        /** The origins of the pages. */
        Set<String> origins() {
            return redirects.stream()
                    .map(uri -> uri.getScheme() + "://" + uri.getRawAuthority())
                    .collect(Collectors.toSet());
        }
    }

    private record Code(AuthorizationRequest request, Account account) {}

    /**
     * The sign-in of the platform issuer.
     *
     * @param keys the platform issuer's
     * @param random for codes and sessions; must not be predictable
     */
    public SignIn(Settings settings, IssuerKeys keys, Clock clock, Supplier<String> tokenIds, RandomGenerator random) {
        this.settings = settings;
        minter = new TokenMinter(keys, clock, tokenIds);
        codes = new Grants<>(clock, random, CODE_LIFETIME);
        sessions = new Grants<>(clock, random, SESSION_LIFETIME);
        page = new SignInPage(settings);
    }

    Set<String> origins() {
        return settings.origins();
    }

    /** {@code GET /authorize}: the form, or the answer without asking. */
    Reply ask(Parameters parameters, String session) {
        Optional<Reply> refusal = refusal(parameters);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        AuthorizationRequest request = new AuthorizationRequest(parameters);
        if (!request.isSilent()) {
            return page.form(parameters, "");
        }
        return sessions.find(session)
                .map(account -> grant(request, account))
                .orElseGet(() -> error(request, "login_required", "Nobody is signed in."));
    }

    /** {@code POST /authorize}: the form with somebody's choice. */
    Reply choose(Parameters form) {
        Map<String, String> values = new LinkedHashMap<>(form.values());
        String role = Optional.ofNullable(values.remove(SignInPage.ROLE)).orElse("");
        String tenant = Optional.ofNullable(values.remove(SignInPage.TENANT)).orElse("");
        Parameters parameters = new Parameters(values);
        Optional<Reply> refusal = refusal(parameters);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Optional<Account> account = Account.of(role, tenant);
        if (account.isEmpty()) {
            return page.form(
                    parameters,
                    "Choose who to be. A tenant's id is 1 to 63 of a-z, 0-9 and hyphen, no hyphen at either end.");
        }
        return grant(new AuthorizationRequest(parameters), account.get())
                .with(
                        "Set-Cookie",
                        SignInPage.COOKIE + "=" + sessions.issue(account.get())
                                + "; Path=/platform; HttpOnly; SameSite=Lax");
    }

    /** {@code GET /end-session} (OpenID Connect RP-Initiated Logout 1.0). */
    Reply end(Parameters parameters, String session) {
        sessions.redeem(session);
        String back = parameters.get("post_logout_redirect_uri");
        Reply reply = settings.isRedirect(back)
                ? Reply.redirect(back)
                : page.message(200, "You are signed out", "This window can be closed.");
        return reply.with("Set-Cookie", SignInPage.COOKIE + "=; Path=/platform; HttpOnly; SameSite=Lax; Max-Age=0");
    }

    /** {@code POST /token} (RFC 6749, section 4.1.3): tokens for a code, once. */
    Reply token(Parameters form) {
        if (!form.get("grant_type").equals("authorization_code")) {
            return tokenError("unsupported_grant_type", "Only authorization_code is served here.");
        }
        // Redeemed before anything else is looked at: whoever guesses at the rest guesses once.
        Optional<Code> code = codes.redeem(form.get("code"))
                .filter(c -> form.get("client_id").equals(CLIENT))
                .filter(c -> form.get("redirect_uri").equals(c.request().redirect()))
                .filter(c -> c.request().isProvedBy(form.get("code_verifier")));
        return code.map(this::tokens)
                .orElseGet(() -> tokenError(
                        "invalid_grant",
                        "The code is unknown, used or older than a minute, or was made for another request."));
    }

    private Reply tokens(Code code) {
        TokenRequest access = code.account().accessToken(settings.issuer()).withExpiresIn(settings.tokenLifetime());
        TokenRequest id = TokenRequest.from(settings.issuer())
                .withSubject(access.subject())
                .withAudiences(List.of(CLIENT))
                .withScopes(List.of())
                .withExpiresIn(settings.tokenLifetime())
                .withHeader("typ", TextNode.valueOf("JWT"));
        if (!code.request().nonce().isEmpty()) {
            id = id.withClaim("nonce", TextNode.valueOf(code.request().nonce()));
        }
        return Reply.json(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("access_token", minter.mint(access))
                        .put("token_type", "Bearer")
                        .put("expires_in", settings.tokenLifetime().toSeconds())
                        .put("scope", code.account().scope())
                        .put("id_token", minter.mint(id))
                        .toString());
    }

    private static Reply tokenError(String code, String description) {
        return Reply.json(
                400,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("error", code)
                        .put("error_description", description)
                        .toString());
    }

    /** Whom the answer must not be sent to is told here; every other mistake is told to the client. */
    private Optional<Reply> refusal(Parameters parameters) {
        if (!parameters.get("client_id").equals(CLIENT) || !settings.isRedirect(parameters.get("redirect_uri"))) {
            return Optional.of(page.message(
                    400,
                    "This page may not sign you in here",
                    "The client must be " + CLIENT + ", and the redirect URI exactly one of "
                            + settings.redirects().stream()
                                    .map(URI::toString)
                                    .sorted()
                                    .collect(Collectors.joining(", "))
                            + "."));
        }
        AuthorizationRequest request = new AuthorizationRequest(parameters);
        return request.problem().map(problem -> error(request, problem.code(), problem.description()));
    }

    private Reply grant(AuthorizationRequest request, Account account) {
        return answer(request, Map.of("code", codes.issue(new Code(request, account))));
    }

    private Reply error(AuthorizationRequest request, String code, String description) {
        return answer(request, Map.of("error", code, "error_description", description));
    }

    private Reply answer(AuthorizationRequest request, Map<String, String> values) {
        Map<String, String> answer = new LinkedHashMap<>(values);
        // Against mix-up of issuers (RFC 9207, section 2).
        answer.put("iss", settings.issuer());
        String state = request.parameters().get("state");
        if (!state.isEmpty()) {
            answer.put("state", state);
        }
        return Reply.redirect(request.redirect() + "?" + new Parameters(answer).encoded());
    }
}
