package io.drawbridge.admin;

import io.drawbridge.registry.Sha256;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the admin API serves to anybody: the page at {@code /admin}, its files, whom it signs in with, and the description of the
 * API. The template's public routes are exactly these.
 *
 * <p>The page says nothing that is not in this repository; what it shows, it asks the API for with the token of whoever signed in.
 */
final class AdminPage {

    static final String PAGE = "/admin";
    static final String ASSETS = "/admin/assets/{version}/{file}";
    static final String CONFIG = "/admin/config.json";
    static final String DESCRIPTION = "/admin/openapi.json";
    static final Set<String> RESOURCES = Set.of(PAGE, ASSETS, CONFIG, DESCRIPTION);

    private static final String HTML = "text/html; charset=utf-8";
    private static final String JSON = "application/json";

    /** What the page's HTML has in place of the folder of its files. */
    private static final String FOLDER = "@assets@";

    private final PageConfig config;
    private final PageFiles files;
    private final String policy;

    AdminPage(PageConfig config, PageFiles files) {
        this.config = config;
        this.files = files;
        // A page that runs no text as a script, loads nothing from elsewhere, submits no form and stands in no frame
        // (CSP 3).
        policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src "
                + String.join(" ", config.connectSources())
                + "; form-action 'none'; frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script';"
                + " trusted-types 'none'";
    }

    /**
     * The answer, if the resource is one of these.
     *
     * @param path the request's path as it was sent, which tells whether it ends in a slash
     */
    Optional<AdminAnswer> answer(AdminRequest request, String path) {
        return switch (request.resource()) {
            case PAGE -> Optional.of(fresh(request, HTML, page(path)).with("Content-Security-Policy", policy));
            case CONFIG -> Optional.of(fresh(request, JSON, config.json().toString()));
            case DESCRIPTION ->
                Optional.of(files.description()
                        .map(text -> fresh(request, JSON, text))
                        .orElseGet(Refusal.NOT_FOUND::answer));
            case ASSETS -> Optional.of(asset(request));
            default -> Optional.empty();
        };
    }

    /**
     * The page, whose links are relative, so that it stands behind any stage, base path or proxy. {@code /admin} and {@code /admin/}
     * are the same resource to API Gateway and two folders to a browser (RFC 3986, section 5.2.3).
     */
    private String page(String path) {
        String folder = (path.endsWith("/") ? "" : "admin/") + "assets/" + files.version();
        return files.page().replace(FOLDER, folder);
    }

    /** Its version is in its path, so it never changes. */
    private AdminAnswer asset(AdminRequest request) {
        Optional<PageFiles.File> file = request.parameter("version").equals(files.version())
                ? files.file(request.parameter("file"))
                : Optional.empty();
        return file.map(f -> secured(new AdminAnswer(
                        200,
                        Map.of("Content-Type", f.type(), "Cache-Control", "public, max-age=31536000, immutable"),
                        f.text())))
                .orElseGet(Refusal.NOT_FOUND::answer);
    }

    /** Asked for again each time, and sent again only if it changed (RFC 9110, section 13.1.2). */
    private static AdminAnswer fresh(AdminRequest request, String type, String text) {
        String tag = "\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(text)) + "\"";
        Map<String, String> headers = new LinkedHashMap<>(Map.of("Cache-Control", "no-cache", "ETag", tag));
        if (request.headers().lines("if-none-match").contains(tag)) {
            return secured(new AdminAnswer(304, headers, ""));
        }
        headers.put("Content-Type", type);
        return secured(new AdminAnswer(200, headers, text));
    }

    private static AdminAnswer secured(AdminAnswer answer) {
        return answer.with("Referrer-Policy", "no-referrer")
                .with("Cross-Origin-Opener-Policy", "same-origin")
                .with("Cross-Origin-Resource-Policy", "same-origin")
                .with("Strict-Transport-Security", "max-age=31536000");
    }
}
