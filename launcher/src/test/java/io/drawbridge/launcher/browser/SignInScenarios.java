package io.drawbridge.launcher.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.openqa.selenium.remote.RemoteWebDriver;

/** Who is at the admin page: by keyboard alone, with a token that ends, and with what somebody planted in it. */
final class SignInScenarios {

    private static final String FIRST_VIEW = "Who brings front ends of their own.";

    private static final String PLANTED =
            "<script>window.pwned=1</script><img src=\"x\" onerror=\"window.pwned=1\"><style>body{color:red}</style>";

    private final Product product;
    private final AdminCalls calls;
    private final Function<Browser, AdminPage> pages;

    SignInScenarios(Product product, AdminCalls calls, Function<Browser, AdminPage> pages) {
        this.product = product;
        this.calls = calls;
        this.pages = pages;
    }

    List<Scenario> all() {
        return List.of(
                new Scenario("the page keeps its own policy from its first byte on", this::policyKept),
                new Scenario("a script that somebody planted in the page does not run", this::planted),
                new Scenario("a token that ends loses nothing of what was typed", this::tokenEnds),
                new Scenario("a keyboard is enough from signing in to undo", this::keyboard));
    }

    private void policyKept(Browser browser) {
        try (PlantedPage planted = PlantedPage.start(product.urls().api(""), "")) {
            AdminPage page = new AdminPage(browser, planted.url());
            page.visit("Who may call your API from a browser?");
            assertThat(page.script("return window.breaches")).isEqualTo(List.of());
        }
    }

    private void planted(Browser browser) {
        try (PlantedPage planted = PlantedPage.start(product.urls().api(""), PLANTED)) {
            AdminPage page = new AdminPage(browser, planted.url());
            page.visit("Who may call your API from a browser?");
            page.await("return window.breaches.length === 3");
            assertThat(String.valueOf(page.script("return window.breaches")))
                    .contains("script-src-elem inline")
                    .contains("script-src-attr inline")
                    .contains("style-src-elem inline");
            page.assertNothingRan();
            // A browser that knows trusted types has none of text that would become markup.
            assertThat(page.script("""
                            try {
                              document.querySelector('main').innerHTML = '<b>x</b>';
                              return !('trustedTypes' in window);
                            } catch (error) {
                              return error.name === 'TypeError';
                            }
                            """)).isEqualTo(true);
            if (browser.kind() == BrowserKind.CHROMIUM) {
                assertThat(browser.console()).contains("TrustedHTML");
            }
        }
    }

    private void tokenEnds(Browser browser) {
        String tenant = "ends-" + browser.kind().name().toLowerCase(Locale.ROOT);
        String origin = "https://app." + tenant + ".example.com";
        calls.addTenant(tenant, tenant);
        AdminPage page = pages.apply(browser);
        page.signIn("PLATFORM", "acme", FIRST_VIEW);
        page.go("/t/" + tenant + "/origins/new", "New origin · " + tenant);
        page.type("Origin or pattern", origin);
        page.type("Description", "Typed before");
        page.see("It is in force as soon as it is added.");

        page.refuseToken("POST", "/origins");
        page.press("Add it");
        page.see("Your sign-in has ended");
        page.look();
        page.press("Cancel");
        page.see("What you typed is still here; send it again to sign in.");
        assertThat(page.typed("Description")).isEqualTo("Typed before");
        page.press("Add it");
        page.signInAgain("PLATFORM");
        page.see(origin + " is registered.");
        assertThat(calls.read("/admin/tenants/" + tenant + "/origins")).contains("Typed before");

        page.letTimePass();
        page.go("/t/" + tenant + "/settings");
        page.see("Your sign-in has ended");
        page.tellTheTime();
        page.signInAgain("PLATFORM");
        page.arrive("Settings · " + tenant);
        page.assertTokenIsKeptNowhere();
    }

    private void keyboard(Browser browser) {
        String tenant = "keys-" + browser.kind().name().toLowerCase(Locale.ROOT);
        String origin = "https://app." + tenant + ".example.com";
        AdminPage page = pages.apply(browser);
        page.visit("Sign");
        RemoteWebDriver driver = browser.driver();
        Keyboard keys = new Keyboard(driver);
        if (page.text().contains("Sign out")) {
            keys.to("Sign out").enter();
            page.see("Who may call your API from a browser?");
        }
        keys.to("Sign in").enter();
        page.see("Who do you want to be?");
        keys.to("Sign in").enter();
        page.see(FIRST_VIEW);
        keys.to("Skip to the content").enter();
        keys.to("Add a tenant").enter();
        page.arrive("New tenant");
        keys.to("Id").type(tenant).enter();
        page.see("No origin yet");
        keys.to("Add the first origin").enter();
        page.arrive("New origin · " + tenant);
        keys.to("Origin or pattern").type(origin);
        page.see("It is in force as soon as it is added.");
        keys.enter();
        page.see(origin + " is registered.");
        page.arrive("Origins · " + tenant);
        keys.to("Undo").enter();
        page.see(origin + " is gone again.");
        page.see("No origin yet");
    }
}
