package io.drawbridge.authorizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.authorizer.cors.RequestOrigin;
import io.drawbridge.registry.Origin;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What decides before any token is read; what tokens may do is in the golden cases. */
final class AdminRoomTest {

    private static final Origin ADMIN =
            Origin.parse("https://admin.example.com").orElseThrow();

    private final AdminRoom room = new AdminRoom(Set.of(ADMIN));

    @ParameterizedTest
    @ValueSource(strings = {"/admin/{proxy+}", "/admin/tenants/{tenant}", "/admin/platform/issuers"})
    void the_resource_decides_what_is_in_it(String resource) {
        assertThat(AdminRoom.holds(request(resource, "/orders"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin", "/{proxy+}", "/administration", "/Admin/tenants", "/{tenant}/admin/tenants", "/"})
    void the_path_as_it_was_sent_never_does(String resource) {
        assertThat(AdminRoom.holds(request(resource, "/admin/tenants"))).isFalse();
    }

    @Test
    void an_origin_of_the_settings_gets_the_one_grant_and_its_echo() {
        Standing standing = room.standing(new RequestOrigin.CrossOrigin(ADMIN));

        assertThat(standing).isInstanceOfSatisfying(Standing.Caller.class, caller -> {
            assertThat(caller.served()).isEmpty();
            assertThat(caller.cors().mayEcho()).isTrue();
            assertThat(caller.cors().values().allowOrigin()).isEqualTo("https://admin.example.com");
            assertThat(caller.cors().values().allowCredentials()).isEmpty();
            assertThat(caller.cors().values().allowMethods()).isEqualTo("GET, HEAD, POST, PUT, DELETE");
        });
    }

    @Test
    void every_other_origin_ends_here() {
        Origin other = Origin.parse("https://admin.example.com:8443").orElseThrow();

        assertThat(room.standing(new RequestOrigin.CrossOrigin(other)))
                .isEqualTo(new Standing.Nowhere(Reason.ORIGIN_NOT_ALLOWED));
    }

    @Test
    void the_apis_own_origin_and_servers_need_no_grant() {
        for (RequestOrigin origin : List.of(new RequestOrigin.Own(), new RequestOrigin.Absent())) {
            assertThat(room.standing(origin))
                    .isInstanceOfSatisfying(
                            Standing.Caller.class,
                            caller -> assertThat(caller.cors().mayEcho()).isFalse());
        }
    }

    private static AuthorizerRequest request(String resource, String path) {
        MethodArn arn = MethodArn.parse("arn:aws:execute-api:us-east-1:123456789012:abc/prod/GET" + path);
        return new AuthorizerRequest(
                arn, resource, "GET", path, Map.of(), new HeaderLines(Map.of(), Map.of()), "api.example.com", "r-1");
    }
}
