package io.drawbridge.authorizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import io.drawbridge.authorizer.token.CryptoProvider;
import io.drawbridge.authorizer.token.JwksSource;
import io.drawbridge.authorizer.token.TokenVerifier;
import io.drawbridge.registry.Origin;
import io.drawbridge.registry.Platform;
import io.drawbridge.registry.RegistryReader;
import io.drawbridge.registry.RegistryUnavailableException;
import io.drawbridge.registry.Revocations;
import io.drawbridge.registry.TenantId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AuthorizerHandlerTest {

    private static final String EVENT = """
            {"type":"REQUEST","methodArn":"arn:aws:execute-api:us-east-1:123456789012:abc/prod/GET/orders",
             "resource":"/orders","path":"/orders","httpMethod":"GET","headers":{HEADERS},"multiValueHeaders":{},
             "pathParameters":{},"requestContext":{"domainName":"api.example.com","requestId":"r-1"}}
            """;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @Test
    void a_true_401_is_thrown_under_the_one_message_without_a_stack_trace() {
        assertThatThrownBy(() -> handle(new EmptyRegistry(), event("")))
                .hasMessage("Unauthorized")
                .hasNoCause()
                .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());
        assertThat(out.size()).isZero();
        assertThat(logged()).contains("\"reason\":\"missing_token\"", "\"requestId\":\"r-1\"");
    }

    @Test
    void nobody_elses_unauthorized_ever_leaves() {
        RegistryReader rude = new EmptyRegistry() {
            @Override
            public Reading readOrigin(Origin origin, Instant now, Optional<TenantId> expected) {
                throw new IllegalStateException("Unauthorized");
            }
        };

        assertThatThrownBy(() -> handle(rude, event("\"origin\":\"https://app.example.com\"")))
                .hasMessage("internal_error")
                .hasNoCause();
        assertThat(logged()).contains("java.lang.IllegalStateException").doesNotContain("Unauthorized");
    }

    @Test
    void an_error_of_the_machine_is_a_fault_like_any_other() {
        RegistryReader tired = new EmptyRegistry() {
            @Override
            public Reading readOrigin(Origin origin, Instant now, Optional<TenantId> expected) {
                throw new StackOverflowError("Unauthorized");
            }
        };

        assertThatThrownBy(() -> handle(tired, event("\"origin\":\"https://app.example.com\"")))
                .hasMessage("internal_error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "{\"type\":\"REQUEST\"}", "null"})
    void what_is_no_event_is_a_fault(String event) {
        assertThatThrownBy(() -> handle(new EmptyRegistry(), event)).hasMessage("internal_error");
    }

    @Test
    void an_unreadable_registry_is_a_denial_without_cors() {
        RegistryReader down = new EmptyRegistry() {
            @Override
            public Reading readOrigin(Origin origin, Instant now, Optional<TenantId> expected) {
                throw new RegistryUnavailableException("down");
            }
        };

        handle(down, event("\"origin\":\"https://app.example.com\""));

        assertThat(written())
                .contains("\"Effect\":\"Deny\"", "\"reason\":\"registry_unavailable\"", "\"corsAllowOrigin\":\"\"");
    }

    @Test
    void a_log_line_escapes_what_strangers_send() {
        handle(new EmptyRegistry(), event("\"origin\":\"https://x\\n{\\\"reason\\\":\\\"allowed\\\"}\""));

        assertThat(logged().lines()).hasSize(1);
        assertThat(logged()).contains("\"origin\":\"https://x\\n{\\\"reason\\\":\\\"allowed\\\"}\"");
    }

    @Test
    void the_log_marks_what_monitor_mode_let_through_and_nothing_else() {
        RegistryReader monitored = new EmptyRegistry() {
            @Override
            public Reading readOrigin(Origin origin, Instant now, Optional<TenantId> expected) {
                Platform platform = new Platform(List.of(), List.of(), Optional.of(Instant.MAX), false);
                return new Reading(platform, Optional.empty(), List.of(), 0, 0);
            }
        };

        handle(monitored, event("\"origin\":\"https://app.example.com\""));
        handle(monitored, event("\"origin\":\"null\""));
        handle(new EmptyRegistry(), event("\"origin\":\"https://app.example.com\""));

        assertThat(logged().lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("{\"event\":\"monitored\",\"requestId\":"),
                        line -> assertThat(line).startsWith("{\"event\":\"decision\","),
                        line -> assertThat(line).startsWith("{\"event\":\"decision\","));
    }

    @Test
    void a_configuration_with_problems_refuses_to_start() {
        assertThatThrownBy(() -> AuthorizerConfig.fromEnvironment(Map.of("TENANT_SOURCE", "any")))
                .hasMessageContaining("TABLE_NAME is not set")
                .hasMessageContaining("TENANT_SOURCE is \"any\"");
    }

    private void handle(RegistryReader registry, String event) {
        AuthorizerConfig config = AuthorizerConfig.fromEnvironment(Map.of("TABLE_NAME", "registry"));
        JwksSource noKeys = issuer -> new JwksSource.Failure("no keys in this test");
        Authorizer authorizer = new Authorizer(
                config,
                registry,
                new TokenVerifier(noKeys, Duration.ofSeconds(60), CryptoProvider.jdk()),
                Clock.systemUTC());
        Handlers.logging(authorizer, log)
                .handleRequest(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out, unusedContext());
    }

    /** The handler reads nothing of Lambda's context. */
    @SuppressWarnings("NullAway")
    private static Context unusedContext() {
        return null;
    }

    private static String event(String headers) {
        return EVENT.replace("HEADERS", headers);
    }

    private String written() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String logged() {
        return log.toString(StandardCharsets.UTF_8);
    }

    /** A registry that holds nothing. */
    private static class EmptyRegistry implements RegistryReader {
        private static final Reading NOTHING = new Reading(Platform.EMPTY, Optional.empty(), List.of(), 0, 0);

        @Override
        public Reading readTenant(TenantId tenant, Optional<Origin> origin) {
            return NOTHING;
        }

        @Override
        public Reading readOrigin(Origin origin, Instant now, Optional<TenantId> expected) {
            return NOTHING;
        }

        @Override
        public Reading readIssuer(String iss) {
            return NOTHING;
        }

        @Override
        public Revocations readRevocations(Optional<TenantId> owner, long sequence) {
            return Revocations.NONE;
        }
    }
}
