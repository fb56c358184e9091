package io.drawbridge.launcher.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A whole tenant out of the admin page and back into it: with the difference first, all or nothing, and nothing left behind. */
final class ImportScenarios {

    private static final String HOSTILE = "<img src=x onerror=window.pwned=1>";

    /** Turns what follows it around, where a text that is shown lets it (Unicode Standard Annex 9, section 2.2). */
    private static final String OVERRIDE = "\u202e";

    private final AdminCalls calls;
    private final Function<Browser, AdminPage> pages;

    ImportScenarios(AdminCalls calls, Function<Browser, AdminPage> pages) {
        this.calls = calls;
        this.pages = pages;
    }

    List<Scenario> all() {
        return List.of(
                new Scenario("an export that was changed is compared, imported once and seen", this::roundTrip),
                new Scenario(
                        "a file that is wrong is refused with every place, and nothing is begun", this::wrongFiles),
                new Scenario("an import that was left waits, stands in the way and is dropped", this::leftAlone),
                new Scenario("an import shows what somebody else wrote since, and asks", this::conflict),
                new Scenario("an import that would shut the page itself out asks first", this::ownOrigin));
    }

    private void roundTrip(Browser browser) {
        String tenant = tenantOf("moved", browser);
        AdminPage page = open(browser, tenant);
        page.look();
        page.keepFiles();
        page.press("Export to a file");
        page.see("2 origins are in " + tenant + ".json.");
        String file = page.file()
                .replace("\"First\"", "\"Second\"")
                .replace("Nothing yet", HOSTILE + OVERRIDE)
                .replaceFirst(
                        "\"pattern\": \"https://old[^\"]*\"", "\"pattern\": \"https://new." + tenant + ".example.com\"")
                .replaceFirst("\"id\": \"[^\"]*\",\\s*\"pattern\": \"https://new", "\"pattern\": \"https://new");

        page.choose(tenant + ".json", file);
        page.see("holds 2 origins of the tenant " + tenant + " (Second).");
        page.look();
        page.press("Show the difference");
        page.see("What would change");
        page.see("1 added");
        page.see("1 changed");
        page.see("1 removed");
        page.see("\"displayName\": \"Second\"");
        page.openWith("https://app." + tenant + ".example.com");
        page.see(HOSTILE + "\\u202e");
        page.look();
        assertThat(calls.read("/admin/tenants/" + tenant)).contains("\"First\"");

        page.loseAnswers("/commit", List.of(504, 202));
        page.pressTwice("Import it");
        page.see("Imported: 1 added, 1 changed, 1 removed.");
        page.arrive("Origins · " + tenant);
        page.see("https://new." + tenant + ".example.com");
        assertThat(page.text()).doesNotContain("https://old." + tenant);
        assertThat(page.sent("POST", "/commit"))
                .as("two that did not say that it is done, and the one that did")
                .isEqualTo(3);
        assertThat(calls.read("/admin/tenants/" + tenant)).contains("\"Second\"");

        page.go("/t/" + tenant + "/transfer", "Import and export · " + tenant);
        page.choose(tenant + ".json", calls.read("/admin/tenants/" + tenant + "/export"));
        page.press("Show the difference");
        page.see("there is nothing to import");
        assertNothingRuns(tenant);
    }

    private void wrongFiles(Browser browser) {
        String tenant = tenantOf("wrong", browser);
        AdminPage page = open(browser, tenant);
        String export = calls.read("/admin/tenants/" + tenant + "/export");

        page.choose("broken.json", "{\"tenant\": {");
        page.see("The file is not JSON");
        page.look();
        page.choose("part.json", "{\"tenant\":[],\"tenant\":{},\"<b>\":1,\"next\":\"x\"}");
        page.see("“tenant” is there twice.");
        page.see("It has “<b>”, which no export has.");
        page.see("It is one page of an export");
        page.see("It has no “origins” that is a list.");
        page.choose("deep.json", "{\"tenant\":" + "[".repeat(5000) + "]".repeat(5000) + ",\"origins\":[]}");
        page.see("It has no “tenant” that is an object.");
        page.chooseBlank("large.json", 13 << 20);
        page.see("The file has 13.0 MB");

        page.choose("globex.json", export.replace("\"id\":\"" + tenant + "\"", "\"id\":\"globex\""));
        page.see("You are about to put it into " + tenant + ".");
        page.look();
        assertThat(page.sent("POST", "/imports")).isZero();
        page.press("Show the difference");
        page.see("\"globex\" is not the id in the path");

        String first = "{\"pattern\":\"https://a.example.com\"},\n";
        String twice = "\"description\":\"x\",\"description\":\"" + HOSTILE + "\"}";
        String deep = "{\"pattern\":" + "[".repeat(2000) + "]".repeat(2000) + "}";
        String ugly = "{\"pattern\":\"HTTPS://" + HOSTILE.replace("\"", "") + OVERRIDE + "\"},\n";
        String start = export.substring(0, export.indexOf("\"origins\":[")) + "\"origins\":[\n";
        page.choose("ugly.json", start + first + ugly + "{\"pattern\":1}]}");
        page.press("Show the difference");
        page.see("Nothing was changed.");
        page.see("Line 3, HTTPS://" + HOSTILE);
        page.see("/origins/1/pattern");
        page.see("/origins/2/pattern");
        page.look();
        page.choose("twice.json", start + first + "{\"pattern\":\"https://b.example.com\"," + twice + "]}");
        page.press("Show the difference");
        page.see("twice.json has 1 problem.");
        page.see("/origins/1/description: \"description\" appears twice");
        page.choose("second.json", start + manyOrigins() + "{\"pattern\":\"b\"}]}");
        page.press("Show the difference");
        page.see("Line 502, b, /origins/500/pattern");
        page.choose("deep.json", start + deep + "]}");
        page.press("Show the difference");
        page.see("deep.json has");
        page.look();
        assertNothingRuns(tenant);
        assertThat(calls.read("/admin/tenants/" + tenant + "/export")).isEqualTo(export);
    }

    /** A line each, and as many as one part holds. */
    private static String manyOrigins() {
        return IntStream.range(0, 500)
                .mapToObj(i -> "{\"pattern\":\"https://n" + i + ".example.com\"},\n")
                .collect(Collectors.joining());
    }

    private void leftAlone(Browser browser) {
        String tenant = tenantOf("left", browser);
        String path = "/admin/tenants/" + tenant;
        AdminPage page = open(browser, tenant);
        String file = calls.read(path + "/export").replace("\"First\"", "\"Second\"");
        page.holdRequests("/parts/1");
        page.choose("left.json", file);
        page.press("Show the difference");
        page.see("If you leave this view now, the import is dropped.");
        page.look();
        page.go("/t/" + tenant + "/domains", "Domains · " + tenant);
        page.releaseRequests();
        page.see("The import of left.json is dropped; nothing was changed.");
        assertNothingRuns(tenant);

        page.go("/t/" + tenant + "/transfer", "Import and export · " + tenant);
        page.choose("left.json", file);
        page.press("Show the difference");
        page.see("What would change");
        page.go("/t/" + tenant + "/origins/new", "New origin · " + tenant);
        page.type("Origin or pattern", "https://more." + tenant + ".example.com");
        page.press("Add it");
        page.see("An import of the tenant is under way.");
        page.look();
        page.press("Look at the import");
        page.see("An import is under way");
        page.see("2 origins in 1 part came so far");
        page.look();
        page.press("Show its difference");
        page.see("begun elsewhere");
        page.look();
        page.press("Drop it");
        page.see("The import is dropped; nothing was changed.");
        assertNothingRuns(tenant);

        page.choose("left.json", file);
        page.see("holds 2 origins");
        calls.create(path + "/imports", file.substring(file.indexOf('{', 1), file.indexOf(",\"origins\"")));
        page.press("Show the difference");
        page.see("It was begun before yours");
        page.press("Drop it");
        page.see("File of an export");
        assertNothingRuns(tenant);
        assertThat(calls.read(path)).contains("\"First\"");
    }

    private void conflict(Browser browser) {
        String tenant = tenantOf("raced", browser);
        String path = "/admin/tenants/" + tenant;
        AdminPage page = open(browser, tenant);
        page.choose("mine.json", calls.read(path + "/export").replace("\"First\"", "\"Mine\""));
        page.press("Show the difference");
        page.see("What would change");
        calls.change(path, "\"First\"", "\"Theirs\"");

        page.press("Import it");
        page.see("Somebody else changed this while you were at it");
        page.see("\"displayName\": \"Theirs\"");
        page.see("\"displayName\": \"Mine\"");
        page.look();
        page.press("Keep what is there");
        page.see("\"displayName\": \"Theirs\"");
        assertThat(calls.read(path)).contains("\"Theirs\"");
        page.press("Import it");
        page.see("Imported: 0 added, 0 changed, 0 removed.");
        assertThat(calls.read(path)).contains("\"Mine\"");
    }

    private void ownOrigin(Browser browser) {
        String tenant = tenantOf("own", browser);
        String path = "/admin/tenants/" + tenant;
        AdminPage page = open(browser, tenant);
        String without = calls.read(path + "/export");
        calls.addOrigin(tenant, page.origin(), "Where this page is");
        page.choose("own.json", without);
        page.press("Show the difference");
        page.press("Import it");
        page.see("This may lock you out");
        page.look();
        page.press("Cancel");
        page.see("What would change");
        assertThat(calls.read(path + "/origins")).contains(page.origin());
        page.press("Import it");
        page.press("Do it anyway");
        page.see("Imported: 0 added, 0 changed, 1 removed.");
        assertThat(calls.read(path + "/origins")).doesNotContain(page.origin());
    }

    /** A tenant of two origins, and the view for it. */
    private AdminPage open(Browser browser, String tenant) {
        calls.addTenant(tenant, "First");
        calls.addOrigin(tenant, "https://app." + tenant + ".example.com", "Nothing yet");
        calls.addOrigin(tenant, "https://old." + tenant + ".example.com", "On its way out");
        AdminPage page = pages.apply(browser);
        page.signIn("PLATFORM", "acme", "Who brings front ends of their own.");
        page.go("/t/" + tenant + "/transfer", "Import and export · " + tenant);
        return page;
    }

    private void assertNothingRuns(String tenant) {
        assertThat(calls.read("/admin/tenants/" + tenant + "/imports")).isEqualTo("{\"items\":[]}");
    }

    private static String tenantOf(String name, Browser browser) {
        return name + "-" + browser.kind().name().toLowerCase(Locale.ROOT);
    }
}
