package io.drawbridge.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AdminPageTest {

    private static final Path FOLDER = Path.of("src/main/resources/io/drawbridge/admin/page");
    private static final PageFiles FILES = PageFiles.load();
    private final AdminPage page = new AdminPage(
            PageConfig.fromEnvironment(Map.of(
                    "ADMIN_PAGE_ISSUER", "https://id.example.com/platform",
                    "ADMIN_PAGE_CLIENT_ID", "client-1",
                    "ADMIN_PAGE_AUDIENCE", "api",
                    "ADMIN_PAGE_CONNECT", "https://token.example.com https://keys.example.com:8443")),
            FILES);

    @ParameterizedTest
    @CsvSource({"/admin, admin/assets/", "/admin/, assets/", "/v1/admin, admin/assets/", "/v1/admin/, assets/"})
    void the_page_links_to_its_files_whether_the_address_ends_in_a_slash_or_not(String path, String folder) {
        String html = ask(AdminPage.PAGE, path, Map.of(), Map.of()).body();

        assertThat(Pattern.compile("(?:src|href)=\"([^#\"]*)\"")
                        .matcher(html)
                        .results()
                        .map(m -> m.group(1)))
                .hasSize(3)
                .allSatisfy(target -> assertThat(target).startsWith(folder + FILES.version() + "/"));
    }

    @Test
    void the_policy_lets_the_page_run_its_own_files_and_ask_home_and_the_issuer_alone() {
        assertThat(ask(AdminPage.PAGE, "/admin", Map.of(), Map.of()).headers())
                .containsEntry(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'"
                                + " https://id.example.com https://token.example.com https://keys.example.com:8443;"
                                + " form-action 'none'; frame-ancestors 'none'; base-uri 'none';"
                                + " require-trusted-types-for 'script'; trusted-types 'none'")
                .containsEntry("Referrer-Policy", "no-referrer")
                .containsEntry("Cross-Origin-Opener-Policy", "same-origin")
                .containsEntry("Strict-Transport-Security", "max-age=31536000")
                .containsEntry("Cache-Control", "no-cache");
    }

    @Test
    void without_an_issuer_the_page_may_ask_home_alone_and_says_so() {
        AdminPage bare = new AdminPage(PageConfig.fromEnvironment(Map.of()), FILES);

        assertThat(answer(bare, AdminPage.PAGE, "/admin", Map.of(), Map.of()).headers())
                .hasEntrySatisfying(
                        "Content-Security-Policy", p -> assertThat(p).contains("connect-src 'self'; form-action"));
        assertThat(answer(bare, AdminPage.CONFIG, "/admin/config.json", Map.of(), Map.of())
                        .body())
                .isEqualTo("{}");
    }

    @Test
    void the_page_is_told_with_whom_to_sign_in() {
        assertThat(ask(AdminPage.CONFIG, "/admin/config.json", Map.of(), Map.of())
                        .body())
                .isEqualTo("{\"issuer\":\"https://id.example.com/platform\",\"clientId\":\"client-1\","
                        + "\"scope\":\"openid registry:admin\",\"audience\":\"api\"}");
    }

    @Test
    void what_has_not_changed_is_not_sent_again() {
        AdminAnswer first = ask(AdminPage.PAGE, "/admin", Map.of(), Map.of());
        String tag = Optional.ofNullable(first.headers().get("ETag")).orElseThrow();

        AdminAnswer second = ask(AdminPage.PAGE, "/admin", Map.of(), Map.of("If-None-Match", tag));

        assertThat(second.status()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
        assertThat(ask(AdminPage.PAGE, "/admin/", Map.of(), Map.of("If-None-Match", tag))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_file_is_kept_for_ever_under_the_version_that_it_belongs_to() {
        AdminAnswer script = file(FILES.version(), "app.js");

        assertThat(script.status()).isEqualTo(200);
        assertThat(script.headers())
                .containsEntry("Content-Type", "text/javascript; charset=utf-8")
                .containsEntry("Cache-Control", "public, max-age=31536000, immutable");
        assertThat(file("other", "app.js").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "files.txt",
        "index.html",
        "../openapi.json",
        "..%2fopenapi.json",
        "app.js/",
        "APP.JS",
        "''",
        "/etc/passwd"
    })
    void no_other_name_is_a_file(String name) {
        assertThat(file(FILES.version(), name).status()).isEqualTo(404);
    }

    @Test
    void every_file_of_the_page_is_served_and_every_script_imports_files_that_are_there() throws IOException {
        List<String> names;
        try (Stream<Path> all = Files.list(FOLDER)) {
            names = all.map(path -> path.getFileName().toString())
                    .filter(name -> !name.equals("index.html") && !name.equals("files.txt"))
                    .toList();
        }
        assertThat(Files.readAllLines(FOLDER.resolve("files.txt"))).containsExactlyInAnyOrderElementsOf(names);
        for (String name : names) {
            assertThat(file(FILES.version(), name).status()).as(name).isEqualTo(200);
            Pattern.compile("^import .* from '\\./([^']+)';", Pattern.MULTILINE)
                    .matcher(Files.readString(FOLDER.resolve(name)))
                    .results()
                    .forEach(m -> assertThat(names).contains(m.group(1)));
        }
    }

    /** Text of an API that becomes markup is the one mistake that would hand an administrator's token away. */
    @Test
    void no_script_makes_markup_or_code_out_of_text_or_keeps_anything_but_the_hint_and_the_pending_sign_in()
            throws IOException {
        Pattern forbidden = Pattern.compile("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\(|new"
                + " Function|localStorage|document\\.cookie|indexedDB|srcdoc|javascript:");
        Pattern kept = Pattern.compile("sessionStorage\\.setItem\\(([A-Za-z]+)");
        try (Stream<Path> all = Files.list(FOLDER)) {
            for (Path file : all.filter(path -> path.toString().endsWith(".js")).toList()) {
                String script = Files.readString(file);
                assertThat(forbidden.matcher(script).find())
                        .as(file.getFileName().toString())
                        .isFalse();
                assertThat(kept.matcher(script).results().map(m -> m.group(1))).isSubsetOf("HINT", "PENDING");
            }
        }
    }

    @Test
    void other_resources_are_not_the_pages() {
        for (String resource : List.of("/admin/tenants/{tenant}", "/admin/{proxy+}", "/admin/tenants")) {
            ProxyEvent event = event(resource, "/admin/config.json", Map.of(), Map.of());
            assertThat(page.answer(event.request(), event.path())).as(resource).isEmpty();
        }
    }

    private AdminAnswer file(String version, String name) {
        return ask(AdminPage.ASSETS, "/admin/assets/x/y", Map.of("version", version, "file", name), Map.of());
    }

    private AdminAnswer ask(String resource, String path, Map<String, String> parameters, Map<String, String> headers) {
        return answer(page, resource, path, parameters, headers);
    }

    private static AdminAnswer answer(
            AdminPage page, String resource, String path, Map<String, String> parameters, Map<String, String> headers) {
        ProxyEvent event = event(resource, path, parameters, headers);
        return page.answer(event.request(), event.path()).orElseThrow();
    }

    /** What API Gateway hands over for a public route: no authorizer's context. */
    private static ProxyEvent event(
            String resource, String path, Map<String, String> parameters, Map<String, String> headers) {
        ObjectNode event = new ObjectMapper().createObjectNode();
        event.put("httpMethod", "GET").put("resource", resource).put("path", path);
        event.putPOJO("pathParameters", parameters).putPOJO("headers", headers);
        event.putObject("requestContext").put("requestId", "r-1");
        try {
            return ProxyEvent.read(new ByteArrayInputStream(new ObjectMapper().writeValueAsBytes(event)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
