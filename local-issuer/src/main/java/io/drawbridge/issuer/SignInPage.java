package io.drawbridge.issuer;

import java.util.Map;
import java.util.stream.Collectors;

/** The sign-in's HTML: no script, and a stylesheet of its own. Whatever came from outside is escaped. */
final class SignInPage {

    static final String ROLE = "role";
    static final String TENANT = "tenant";
    static final String COOKIE = "drawbridge-local-session";

    private final SignIn.Settings settings;
    private final String policy;

    SignInPage(SignIn.Settings settings) {
        this.settings = settings;
        // Browsers hold form-action against what a form's answer redirects to as well (CSP 3, section 6.4.1).
        policy = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' "
                + settings.origins().stream().sorted().collect(Collectors.joining(" "));
    }

    /**
     * The form.
     *
     * @param request what the form carries on
     * @param problem what was wrong with the last choice; empty at first
     */
    Reply form(Parameters request, String problem) {
        StringBuilder body = new StringBuilder();
        if (!problem.isEmpty()) {
            body.append("<p class=\"problem\" role=\"alert\">")
                    .append(escaped(problem))
                    .append("</p>\n");
        }
        body.append("<form method=\"post\" action=\"authorize\">\n");
        request.values().forEach((name, value) -> {
            if (!name.equals(ROLE) && !name.equals(TENANT)) {
                body.append("<input type=\"hidden\" name=\"")
                        .append(escaped(name))
                        .append("\" value=\"")
                        .append(escaped(value))
                        .append("\">\n");
            }
        });
        body.append("<fieldset>\n<legend>Who do you want to be?</legend>\n")
                .append(choice(
                        Account.Role.PLATFORM, "Platform administrator", "may read and change every tenant", true))
                .append(choice(Account.Role.WRITER, "Tenant’s administrator", "may change what is the tenant’s", false))
                .append(choice(Account.Role.READER, "Tenant’s reader", "may look at what is the tenant’s", false))
                .append("</fieldset>\n<p><label for=\"tenant\">Tenant, for the last two</label>\n")
                .append("<input id=\"tenant\" name=\"tenant\" list=\"tenants\" maxlength=\"63\" autocomplete=\"off\"")
                .append(" autocapitalize=\"none\" spellcheck=\"false\" value=\"")
                .append(escaped(settings.tenants().stream().findFirst().orElse("")))
                .append("\"></p>\n<datalist id=\"tenants\">");
        settings.tenants()
                .forEach(tenant ->
                        body.append("<option value=\"").append(escaped(tenant)).append("\"></option>"));
        body.append("</datalist>\n<p><button type=\"submit\">Sign in</button></p>\n</form>\n");
        return html(200, "Sign in to Drawbridge on this machine", body.toString());
    }

    /** A page that says one thing. */
    Reply message(int status, String title, String text) {
        return html(status, title, "<p>" + escaped(text) + "</p>\n");
    }

    private static String choice(Account.Role role, String label, String may, boolean checked) {
        String id = "role-" + role.name();
        return "<p class=\"choice\"><input type=\"radio\" name=\"role\" id=\"" + id + "\" value=\"" + role.name() + "\""
                + (checked ? " checked" : "") + ">\n<label for=\"" + id + "\"><strong>" + label + "</strong> " + may
                + "</label></p>\n";
    }

    private Reply html(int status, String title, String body) {
        String html = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta name=\"color-scheme\" content=\"light dark\">\n<title>" + escaped(title) + "</title>\n"
                + "<link rel=\"stylesheet\" href=\"sign-in.css\">\n</head>\n<body>\n<main>\n<h1>" + escaped(title)
                + "</h1>\n" + body
                + "<p class=\"note\">The local issuer asks for no password: it serves this machine only,"
                + " and a real provider stands in its place on AWS.</p>\n</main>\n</body>\n</html>\n";
        return new Reply(
                status, Map.of("Content-Type", "text/html; charset=utf-8", "Content-Security-Policy", policy), html);
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
