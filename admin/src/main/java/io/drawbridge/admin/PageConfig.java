package io.drawbridge.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * With whom people sign in to the admin page, from the variables that begin with {@code ADMIN_PAGE_}.
 *
 * @param issuer the platform issuer's URL; empty if it is not set up
 * @param clientId what the issuer knows the page as; empty if it is not set up
 * @param scope what the page asks for, {@code openid} among it
 * @param audience the {@code audience} parameter that some providers want; empty for none
 * @param connect origins of the issuer's endpoints beside its own
 */
record PageConfig(String issuer, String clientId, String scope, String audience, List<String> connect) {

    /** Nothing that could end a directive of the policy (CSP 3, section 2.2.1), which these stand in. */
    private static final Pattern HTTPS_URL = Pattern.compile("https://[A-Za-z0-9._~%:\\[\\]/-]+");

    private static final Pattern LOOPBACK_URL =
            Pattern.compile("http://(localhost|127\\.0\\.0\\.1)(:[0-9]{1,5})?(/[A-Za-z0-9._~%/-]*)?");
    private static final Pattern WORDS = Pattern.compile("[!-~]+( [!-~]+)*");

    private static final String ISSUER = "ADMIN_PAGE_ISSUER";
    private static final String CLIENT = "ADMIN_PAGE_CLIENT_ID";
    private static final String SCOPE = "ADMIN_PAGE_SCOPE";
    private static final String AUDIENCE = "ADMIN_PAGE_AUDIENCE";
    private static final String CONNECT = "ADMIN_PAGE_CONNECT";

    PageConfig {
        connect = List.copyOf(connect);
    }

    /**
     * Reads the environment.
     *
     * @throws IllegalArgumentException naming every problem at once, a line each
     */
    static PageConfig fromEnvironment(Map<String, String> environment) {
        boolean localMode = "true".equals(environment.get("LOCAL_MODE"));
        List<String> problems = new ArrayList<>();
        String issuer = text(environment, ISSUER);
        String client = text(environment, CLIENT);
        String scope = environment.getOrDefault(SCOPE, "openid registry:admin").strip();
        List<String> connect = new ArrayList<>();
        if (!issuer.isEmpty() && !isUrl(issuer, localMode)) {
            problems.add(
                    ISSUER + " is \"" + issuer + "\", which is no https URL. Use the issuer's, as its tokens name it.");
        }
        if (issuer.isEmpty() != client.isEmpty()) {
            problems.add(ISSUER + " and " + CLIENT + " go together. Set both, or neither.");
        }
        if (!List.of(scope.split(" ", -1)).contains("openid")
                || !WORDS.matcher(scope).matches()) {
            problems.add(SCOPE + " is \"" + scope + "\". Use scopes separated by single spaces, openid among them.");
        }
        for (String origin : text(environment, CONNECT).split(" ", -1)) {
            if (!origin.isEmpty() && isUrl(origin, localMode)) {
                connect.add(originOf(origin));
            } else if (!origin.isEmpty()) {
                problems.add(CONNECT + " has \"" + origin + "\", which is no https origin. Use such as"
                        + " https://login.example.com, separated by spaces.");
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        return new PageConfig(issuer, client, scope, text(environment, AUDIENCE), connect);
    }

    /** Where the page's scripts may send requests: home, and what signing in needs. */
    Set<String> connectSources() {
        Set<String> sources = new LinkedHashSet<>();
        sources.add("'self'");
        if (!issuer.isEmpty()) {
            sources.add(originOf(issuer));
        }
        sources.addAll(connect);
        return sources;
    }

    /** What the page is told; nothing of it is secret. */
    ObjectNode json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        if (!issuer.isEmpty()) {
            node.put("issuer", issuer).put("clientId", clientId).put("scope", scope);
            if (!audience.isEmpty()) {
                node.put("audience", audience);
            }
        }
        return node;
    }

    private static String text(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).orElse("").strip();
    }

    private static boolean isUrl(String text, boolean localMode) {
        boolean looksRight = HTTPS_URL.matcher(text).matches()
                || (localMode && LOOPBACK_URL.matcher(text).matches());
        try {
            return looksRight && URI.create(text).getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String originOf(String url) {
        URI uri = URI.create(url);
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
