package io.drawbridge.launcher.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.drawbridge.gateway.response.MissingValue;
import io.drawbridge.registry.TenantId;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** An administrator's day on the admin page, in every browser engine that this machine has, against the whole product. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AdminPageIT {

    private static final String HOSTILE = "<img src=x onerror=window.pwned=1>\"'><script>window.pwned=1</script>";

    private static final String MANY = "many";

    /** The row, its five cells, and what is in them. */
    private static final int ELEMENTS_OF_A_ROW = 10;

    private final Sites sites = new Sites();
    private final Browsers browsers = new Browsers();
    private Product product;
    private AdminCalls calls;

    @BeforeAll
    void start() {
        product = Product.start(sites, MissingValue.OMITTED);
        calls = new AdminCalls(product);
        calls.addTenant(MANY, "Very many");
        product.register(new TenantId(MANY), "many.example.com", 10_000);
    }

    @AfterAll
    void stop() {
        browsers.close();
        product.close();
        sites.close();
    }

    @TestFactory
    Stream<DynamicNode> every_browser() {
        return Stream.of(BrowserKind.values())
                .map(kind -> kind.missing().isEmpty()
                        ? dynamicContainer(kind.toString(), days(kind))
                        : dynamicTest(kind + " is not installed", () -> skip(kind)));
    }

    private static void skip(BrowserKind kind) {
        String missing =
                "admin page: " + kind + " not run, this machine lacks " + String.join(", ", kind.missing()) + ".";
        if ("required".equals(System.getenv("DRAWBRIDGE_BROWSERS"))) {
            fail(missing);
        }
        abort(missing);
    }

    /** One browser, and one sign-in but for the day, which ends it. */
    private Stream<DynamicNode> days(BrowserKind kind) {
        Stream<Scenario> own = Stream.of(
                new Scenario("whatever the API says is text on every view", this::hostileTexts),
                new Scenario("a conflict shows both versions and the choice is kept", this::conflict),
                new Scenario("ten thousand origins are a list like any other", this::manyOrigins),
                new Scenario("what monitor mode lets through is counted on the page", this::monitorMode),
                new Scenario("from signing in to undo and out again", this::day));
        return Stream.of(
                        new SignInScenarios(product, calls, this::page).all().stream(),
                        new ImportScenarios(calls, this::page).all().stream(),
                        own)
                .flatMap(some -> some)
                .map(scenario -> dynamicTest(
                        kind + ", " + scenario.name(), () -> browsers.check(kind, scenario.name(), scenario.steps())));
    }

    private static String tenantOf(String name, Browser browser) {
        return name + "-" + browser.kind().name().toLowerCase(Locale.ROOT);
    }

    private AdminPage page(Browser browser) {
        return new AdminPage(browser, product.urls().api("/admin"));
    }

    private void day(Browser browser) {
        String tenant = tenantOf("day", browser);
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
        dryRun(page, tenant, origin);
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

        page.go("/t/" + tenant + "/changes", "Changes · " + tenant);
        page.see("removed");
        page.press("Undo");
        page.see("is as it was before");
        page.go("/t/" + tenant + "/origins", "Origins · " + tenant);
        page.see("No origin yet");
        awaitRefusal(browser, tenant);

        page = page(browser);
        page.comeBack("#/t/" + tenant + "/origins", "No origin yet");
        page.press("Sign out");
        page.see("Who may call your API from a browser?");
        page.assertTokenIsKeptNowhere();
    }

    /** From a registered origin to the answer that its page would get, and to the reason why its neighbour gets none. */
    private static void dryRun(AdminPage page, String tenant, String origin) {
        page.press(origin);
        page.press("Try a request from here");
        page.arrive("Dry run · " + tenant);
        page.type("Its scopes", "orders:read");
        page.press("Ask");
        page.see("Your backend answers");
        page.see("access-control-allow-origin: " + origin);
        page.type("Headers that the script sets", "x-forgotten");
        page.press("Ask");
        page.see("allowed, but the browser would block it");
        page.look();

        String secure = origin.replace("http:", "https:");
        page.type("Origin of the page", secure);
        page.press("Ask");
        page.see("403");
        page.see("origin_not_allowed");
        page.see("x-amzn-errortype: AccessDeniedException");
        assertThat(page.text()).doesNotContain("access-control-allow-origin");
        page.see("The nearest origin that is registered");
        page.see("Registered with http, asked with https");
        page.look();

        page.type("Resource", "/{proxy+}");
        page.press("Ask");
        page.see("below a greedy resource the path decides");
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

    private void conflict(Browser browser) {
        String tenant = tenantOf("both", browser);
        calls.addTenant(tenant, "First");
        AdminPage page = page(browser);
        page.signIn("PLATFORM", "acme", "Who brings front ends of their own.");
        page.go("/t/" + tenant + "/settings", "Settings · " + tenant);
        calls.change("/admin/tenants/" + tenant, "\"First\"", "\"Theirs\"");

        page.type("Name", "Mine");
        page.press("Save");
        page.see("Somebody else changed this while you were at it");
        page.see("\"displayName\": \"Theirs\"");
        page.see("\"displayName\": \"Mine\"");
        page.assertAccessible();
        page.press("Replace it by mine");
        page.see("The settings are saved.");
        assertThat(calls.read("/admin/tenants/" + tenant)).contains("\"Mine\"");
    }

    private void manyOrigins(Browser browser) {
        AdminPage page = page(browser);
        page.signIn("PLATFORM", "acme", "Who brings front ends of their own.");
        long asked = page.sent("GET", "/origins");
        page.go("/t/" + MANY + "/origins", "Origins · " + MANY);
        page.see("The first 50");
        assertThat(page.count("tbody tr")).isEqualTo(50);
        page.press("Show more");
        page.see("The first 100");
        assertThat(page.count("tbody tr")).isEqualTo(100);
        // What takes long in a browser is what it must lay out: as much as is shown, however much there is. Each page
        // is one request.
        assertThat(page.count("*")).isLessThan(100 * ELEMENTS_OF_A_ROW + 200);
        assertThat(page.sent("GET", "/origins")).isEqualTo(asked + 2);
        page.look();

        page.type("Domain and below", "n9999.many.example.com");
        page.press("Filter");
        page.see("1 in all");
        page.see("https://n9999.many.example.com");
        assertThat(page.count("tbody tr")).isEqualTo(1);
        page.type("Domain and below", "elsewhere.example.com");
        page.press("Filter");
        page.see("No origin matches");
        page.look();
    }

    private void monitorMode(Browser browser) {
        String origin = sites.nobody().origin();
        monitorUntil("\"monitorUntil\":\"2099-01-01T00:00:00Z\",");
        try {
            awaitStatus(browser, "acme", 200);
            awaitCount(origin);
            AdminPage page = page(browser);
            page.comeBack("#/platform/monitoring", "Change the end");
            page.see(origin);
            page.look();
        } finally {
            monitorUntil("");
        }
    }

    private void monitorUntil(String member) {
        String etag = calls.ask("GET", "/admin/platform", "")
                .headers()
                .firstValue("etag")
                .orElseThrow();
        String settings = "{" + member + "\"usagePlans\":false}";
        assertThat(calls.ask("PUT", "/admin/platform", settings, "if-match", etag)
                        .statusCode())
                .isEqualTo(200);
    }

    /** Logs are delivered some time after the answer. */
    private void awaitCount(String origin) {
        long end = System.nanoTime() + 30_000_000_000L;
        String counts = "";
        while (!counts.contains(origin) && System.nanoTime() < end) {
            counts = calls.read("/admin/platform/monitoring");
        }
        assertThat(counts).contains(origin);
    }

    private void hostileTexts(Browser browser) {
        String tenant = tenantOf("evil", browser);
        String origin = "https://" + tenant + ".example.com";
        addHostile(tenant, origin);
        AdminPage page = page(browser);
        page.signIn("PLATFORM", "acme", "Who brings front ends of their own.");
        page.look();
        page.see(HOSTILE);
        String at = "/t/" + tenant;
        page.go(at + "/origins", "Origins · " + tenant);
        page.see(HOSTILE);
        page.look();
        page.press(origin);
        page.arrive(origin + " · " + tenant);
        page.look();
        page.go(at + "/origins/new?pattern=" + HOSTILE.replace("'", "%27"), "New origin · " + tenant);
        page.look();
        page.go(at + "/changes", "Changes · " + tenant);
        page.open("Before and after");
        page.look();
        Map<String, String> views = Map.of(
                "dry-run", "Dry run",
                "monitoring", "Monitoring",
                "issuers", "Issuers",
                "issuers/new", "New issuer",
                "revocations", "Revocations",
                "routes", "Routes",
                "domains", "Domains",
                "transfer", "Import and export",
                "settings", "Settings");
        views.forEach((view, title) -> look(page, at + "/" + view, title + " · " + tenant));
        look(page, "/tenants/new", "New tenant");
        look(page, "/platform/settings", "Platform settings");
        look(page, "/platform/pending", "Waiting for approval");
        Map.of(
                        "monitoring", "Monitoring",
                        "issuers", "Issuers",
                        "revocations", "Revocations",
                        "routes", "Routes",
                        "changes", "Changes")
                .forEach((view, title) -> look(page, "/platform/" + view, title + " · Platform"));
        look(page, "/t/" + HOSTILE.replace("/", "%2f") + "/origins", "Not found");
        page.go("/tenants", "Tenants");
        look(page, "/" + HOSTILE.replace("/", "%2f"), "Not found");
        page.assertPolicyWasKept();
        if (browser.kind() == BrowserKind.CHROMIUM) {
            assertThat(browser.console()).doesNotContain("TrustedHTML");
        }
    }

    private static void look(AdminPage page, String hash, String title) {
        page.go(hash, title);
        page.look();
    }

    private void addHostile(String tenant, String origin) {
        calls.addTenant(tenant, HOSTILE);
        calls.addOrigin(tenant, origin, HOSTILE);
        calls.create(
                "/admin/tenants/" + tenant + "/revocations",
                "{\"issuer\":\"" + product.tokens().issuer() + "\",\"subject\":\"who-left\"}");
    }
}
