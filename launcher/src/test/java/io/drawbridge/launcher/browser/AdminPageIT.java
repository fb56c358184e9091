package io.drawbridge.launcher.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.drawbridge.gateway.response.MissingValue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An administrator's day on the admin page, in every browser engine that this machine has, against the whole product. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AdminPageIT {

    private static final String HOSTILE = "<img src=x onerror=window.pwned=1>\"'><script>window.pwned=1</script>";

    private final Sites sites = new Sites();
    private final Browsers browsers = new Browsers();
    private final HttpClient http = HttpClient.newHttpClient();
    private Product product;

    @BeforeAll
    void start() {
        product = Product.start(sites, MissingValue.OMITTED);
    }

    @AfterAll
    void stop() {
        browsers.close();
        product.close();
        sites.close();
    }

    private void in(BrowserKind kind, String sentence, Scenario.Steps steps) {
        if (!kind.missing().isEmpty()) {
            String missing =
                    "admin page: " + kind + " not run, this machine lacks " + String.join(", ", kind.missing()) + ".";
            if ("required".equals(System.getenv("DRAWBRIDGE_BROWSERS"))) {
                fail(missing);
            }
            abort(missing);
        }
        browsers.check(kind, sentence, steps);
    }

    private AdminPage page(Browser browser) {
        return new AdminPage(browser, product.urls().api("/admin"));
    }

    @ParameterizedTest
    @EnumSource
    void from_signing_in_to_undo_and_out_again(BrowserKind kind) {
        in(kind, "from signing in to undo", browser -> {
            String tenant = "day-" + kind.name().toLowerCase(Locale.ROOT);
            String origin = sites.nobody().origin();
            AdminPage page = page(browser);
            page.signIn("PLATFORM", "acme", "Who brings front ends of their own.");
            page.assertTokenIsKeptNowhere();

            page.press("Add a tenant");
            page.type("Id", tenant);
            page.press("Add it");
            page.see("No origin yet");

            page.press("Add the first origin");
            page.type("Origin or pattern", "HTTPS://App.Example.com/");
            page.see("lower case");
            page.assertAccessible();
            page.type("Origin or pattern", origin);
            page.see("It is in force as soon as it is added.");
            page.press("Add it");
            page.see(origin + " is registered.");
            page.see("Everywhere by");
            awaitStatus(browser, tenant, 200);

            page = page(browser);
            page.comeBack("#/t/" + tenant + "/origins", "Where pages may call");
            page.press(origin);
            page.press("Remove");
            page.press("Remove it");
            page.see(origin + " is removed.");
            page.see("No origin yet");
            page.press("Undo");
            page.see(origin + " is back.");
            page.see("active");

            page.go("/t/" + tenant + "/changes", "Who changed what and when");
            page.see("removed");
            page.press("Undo");
            page.see("is as it was before");
            page.go("/t/" + tenant + "/origins", "No origin yet");
            awaitRefusal(browser, tenant);

            page = page(browser);
            page.comeBack("#/t/" + tenant + "/origins", "No origin yet");
            page.press("Sign out");
            page.see("Who may call your API from a browser?");
            page.assertTokenIsKeptNowhere();
        });
    }

    /** A browser's own preflight cache forgets nothing here: each call has an address of its own. */
    private void awaitStatus(Browser browser, String tenant, int status) {
        long end = System.nanoTime() + 20_000_000_000L;
        FetchAnswer last = fetch(browser, tenant);
        while (!(last instanceof FetchAnswer.Fulfilled f && f.status() == status) && System.nanoTime() < end) {
            last = fetch(browser, tenant);
        }
        assertThat(Checks.fulfilled(last).status()).isEqualTo(status);
    }

    private void awaitRefusal(Browser browser, String tenant) {
        long end = System.nanoTime() + 20_000_000_000L;
        FetchAnswer last = fetch(browser, tenant);
        while (last instanceof FetchAnswer.Fulfilled && System.nanoTime() < end) {
            last = fetch(browser, tenant);
        }
        Checks.assertLearnsNothing(browser.kind(), last);
    }

    private FetchAnswer fetch(Browser browser, String tenant) {
        return browser.open(sites.nobody().page())
                .fetch(FetchRequest.of(
                                "GET",
                                product.urls().api("/orders") + product.urls().newMark())
                        .withBearer(product.tokens().good(tenant)));
    }

    @ParameterizedTest
    @EnumSource
    void a_conflict_shows_both_versions_and_the_choice_is_kept(BrowserKind kind) {
        in(kind, "a conflict", browser -> {
            String tenant = "both-" + kind.name().toLowerCase(Locale.ROOT);
            addTenant(tenant, "First");
            AdminPage page = page(browser);
            page.signIn("PLATFORM", "acme", "Who brings front ends of their own.");
            page.go("/t/" + tenant + "/settings", "What holds for the tenant as a whole.");
            HttpResponse<String> read = ask("GET", "/admin/tenants/" + tenant, "");
            ask(
                    "PUT",
                    "/admin/tenants/" + tenant,
                    read.body().replace("\"First\"", "\"Theirs\""),
                    "if-match",
                    read.headers().firstValue("etag").orElseThrow());

            page.type("Name", "Mine");
            page.press("Save");
            page.see("Somebody else changed this while you were at it");
            page.see("\"displayName\": \"Theirs\"");
            page.see("\"displayName\": \"Mine\"");
            page.assertAccessible();
            page.press("Replace it by mine");
            page.see("The settings are saved.");
            assertThat(ask("GET", "/admin/tenants/" + tenant, "").body()).contains("\"Mine\"");
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"CHROMIUM", "FIREFOX"})
    void whatever_the_api_says_is_text_on_every_view(BrowserKind kind) {
        in(kind, "hostile texts", browser -> {
            String tenant = "evil-" + kind.name().toLowerCase(Locale.ROOT);
            addTenant(tenant, HOSTILE);
            String origin = "https://" + tenant + ".example.com";
            HttpResponse<String> made = ask(
                    "POST",
                    "/admin/tenants/" + tenant + "/origins",
                    "{\"pattern\":\"" + origin + "\",\"description\":\"" + HOSTILE.replace("\"", "\\\"") + "\"}");
            assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
            ask(
                    "POST",
                    "/admin/tenants/" + tenant + "/revocations",
                    "{\"issuer\":\"" + product.tokens().issuer() + "\",\"subject\":\"" + HOSTILE.replace("\"", "\\\"")
                            + "\"}");
            AdminPage page = page(browser);
            page.signIn("PLATFORM", "acme", "Who brings front ends of their own.");
            String at = "/t/" + tenant;
            page.assertAccessible();
            page.see(HOSTILE);
            page.go(at + "/origins", HOSTILE);
            looked(page);
            page.press(origin);
            page.see("What it is granted");
            looked(page);
            page.go(at + "/origins/new?pattern=" + HOSTILE.replace("'", "%27"), "Add an origin");
            looked(page);
            page.go(at + "/changes", "Who changed what and when");
            page.open("Before and after");
            looked(page);
            for (String view : List.of("issuers", "issuers/new", "revocations", "routes", "domains", "settings")) {
                page.go(at + "/" + view, "");
                looked(page);
            }
            for (String view : List.of("settings", "pending", "issuers", "revocations", "routes", "changes")) {
                page.go("/platform/" + view, "");
                looked(page);
            }
            page.go("/t/" + HOSTILE.replace("/", "%2f") + "/origins", "Go to the start");
            looked(page);
            page.go("/" + HOSTILE.replace("/", "%2f"), "Go to the start");
            looked(page);
            if (kind == BrowserKind.CHROMIUM) {
                assertThat(browser.console()).doesNotContain("Content Security Policy", "TrustedHTML");
            }
        });
    }

    private static void looked(AdminPage page) {
        page.settled();
        page.assertNothingRan();
        page.assertAccessible();
        page.assertFitsTheWidth();
    }

    private void addTenant(String id, String name) {
        HttpResponse<String> made = ask(
                "POST",
                "/admin/tenants",
                "{\"id\":\"" + id + "\",\"displayName\":\"" + name.replace("\"", "\\\"") + "\"}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    }

    /** The API as a script uses it, as the platform's administrator. */
    private HttpResponse<String> ask(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(product.urls().api(path)))
                .method(method, BodyPublishers.ofString(body))
                .header("authorization", "Bearer " + product.tokens().administrator());
        if (!body.isEmpty()) {
            request.header("content-type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
