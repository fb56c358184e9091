package io.drawbridge.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PageConfigTest {

    private static final Map<String, String> GOOD =
            Map.of("ADMIN_PAGE_ISSUER", "https://id.example.com", "ADMIN_PAGE_CLIENT_ID", "page");

    @Test
    void nothing_is_set_up_by_default() {
        assertThat(PageConfig.fromEnvironment(Map.of()))
                .isEqualTo(new PageConfig("", "", "openid registry:admin", "", List.of()));
    }

    @Test
    void every_setting_is_read() {
        assertThat(PageConfig.fromEnvironment(Map.of(
                        "ADMIN_PAGE_ISSUER", "https://id.example.com/realms/a",
                        "ADMIN_PAGE_CLIENT_ID", "page",
                        "ADMIN_PAGE_SCOPE", "openid profile registry:admin",
                        "ADMIN_PAGE_AUDIENCE", "https://api.example.com",
                        "ADMIN_PAGE_CONNECT", "https://a.example https://b.example:444")))
                .isEqualTo(new PageConfig(
                        "https://id.example.com/realms/a",
                        "page",
                        "openid profile registry:admin",
                        "https://api.example.com",
                        List.of("https://a.example", "https://b.example:444")));
    }

    @Test
    void every_problem_is_named_at_once() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PageConfig.fromEnvironment(Map.of(
                        "ADMIN_PAGE_ISSUER", "http://id.example.com",
                        "ADMIN_PAGE_SCOPE", "registry:admin",
                        "ADMIN_PAGE_CONNECT", "https://a.example ftp://b.example")))
                .withMessage("ADMIN_PAGE_ISSUER is \"http://id.example.com\", which is no https URL. Use the issuer's,"
                        + " as its tokens name it.\n"
                        + "ADMIN_PAGE_ISSUER and ADMIN_PAGE_CLIENT_ID go together. Set both, or neither.\n"
                        + "ADMIN_PAGE_SCOPE is \"registry:admin\". Use scopes separated by single spaces, openid among"
                        + " them.\n"
                        + "ADMIN_PAGE_CONNECT has \"ftp://b.example\", which is no https origin. Use such as"
                        + " https://login.example.com, separated by spaces.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://id.example.com; script-src *",
                "https://id.example.com 'unsafe-inline'",
                "https://id.example.com,https://evil.example",
                "https:///path",
                "https://user@id.example.com",
                "https://id.example.com?x",
                "https://id.example.com#x",
                "https://[id"
            })
    void nothing_that_could_widen_the_policy_is_an_issuer_or_an_origin(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> with("ADMIN_PAGE_ISSUER", text));
        assertThatIllegalArgumentException().isThrownBy(() -> with("ADMIN_PAGE_CONNECT", text.replace(" ", ";")));
    }

    @Test
    void loopback_is_an_issuer_in_local_mode_alone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with("ADMIN_PAGE_ISSUER", "http://localhost:4000/platform"));

        Map<String, String> local = new HashMap<>(GOOD);
        local.put("LOCAL_MODE", "true");
        local.put("ADMIN_PAGE_ISSUER", "http://localhost:4000/platform");
        assertThat(PageConfig.fromEnvironment(local).connectSources())
                .containsExactly("'self'", "http://localhost:4000");
        local.put("ADMIN_PAGE_ISSUER", "http://localhost.evil.example/platform");
        assertThatIllegalArgumentException().isThrownBy(() -> PageConfig.fromEnvironment(local));
    }

    private static PageConfig with(String name, String value) {
        Map<String, String> environment = new HashMap<>(GOOD);
        environment.put(name, value);
        return PageConfig.fromEnvironment(environment);
    }
}
