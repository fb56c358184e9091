package io.drawbridge.keycloak;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A user signs in on the provider's own page: authorization code with PKCE (RFC 7636), as a front end does. */
final class SignIn {

    private static final Pattern FORM = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

    private final Realm realm;
    private final String verifier = UUID.randomUUID() + "-" + UUID.randomUUID();

    SignIn(Realm realm) {
        this.realm = realm;
    }

    /**
     * What the token endpoint gives for the user's code.
     *
     * @throws IllegalStateException if the provider does not let the user in
     */
    JsonNode tokens(String user, String scope) {
        HttpResponse<String> page = Http.send(realm.authorization(Map.of(
                "response_type", "code",
                "client_id", "page",
                "redirect_uri", redirectUri(),
                "scope", scope,
                "state", "state",
                "code_challenge", challenge(),
                "code_challenge_method", "S256")));
        Matcher form = FORM.matcher(page.body());
        if (!form.find()) {
            throw new IllegalStateException("no form to sign in: " + page.statusCode());
        }
        HttpResponse<String> signedIn = Http.send(
                Http.form(form.group(1).replace("&amp;", "&"), Map.of("username", user, "password", RealmPlan.SECRET))
                        .header("Cookie", cookies(page)));
        Matcher code = CODE.matcher(signedIn.headers().firstValue("Location").orElse(""));
        if (!code.find()) {
            throw new IllegalStateException("no code for " + user + ": " + signedIn.statusCode());
        }
        return Http.json(Http.send(Http.form(
                realm.tokenEndpoint(),
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "client_id",
                        "page",
                        "redirect_uri",
                        redirectUri(),
                        "code",
                        code.group(1),
                        "code_verifier",
                        verifier))));
    }

    /** Whether a user who has signed in gets another token for the refresh token. */
    boolean isRenewed(String refreshToken) {
        HttpResponse<String> answer = Http.send(Http.form(
                realm.tokenEndpoint(),
                Map.of("grant_type", "refresh_token", "client_id", "page", "refresh_token", refreshToken)));
        return answer.statusCode() == 200;
    }

    private String redirectUri() {
        return realm.origin() + "/signed-in";
    }

    private String challenge() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Browsers send Secure cookies to loopback too; Java's own cookie store does not. */
    private static String cookies(HttpResponse<String> page) {
        return page.headers().allValues("set-cookie").stream()
                .map(line -> line.substring(
                        0, Optional.of(line.indexOf(';')).filter(i -> i > 0).orElse(line.length())))
                .collect(Collectors.joining("; "));
    }
}
