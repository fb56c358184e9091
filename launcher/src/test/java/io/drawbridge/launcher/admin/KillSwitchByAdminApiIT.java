package io.drawbridge.launcher.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A token that the authorizer remembers stops working in the time that the admin API's answer names, and works again in the
 * time that lifting names. A slow machine only looks later, when it must hold all the more.
 */
@SuppressWarnings("NullAway.Init")
final class KillSwitchByAdminApiIT {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String ACME = "/admin/tenants/acme";

    private static AdminStack stack;

    @BeforeAll
    static void start() throws IOException {
        stack = new AdminStack();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    /** What is turned, and what turns it back. */
    enum Switch {
        TENANT_SUSPENDED {
            @Override
            Change turn(String token) {
                return edit(ACME, "\"status\":\"active\"", "\"status\":\"suspended\"");
            }

            @Override
            Change lift(Change change) {
                return edit(ACME, "\"status\":\"suspended\"", "\"status\":\"active\"");
            }
        },
        ISSUER_DISABLED {
            @Override
            Change turn(String token) {
                return edit(ACME + "/issuers/own", "\"enabled\":true", "\"enabled\":false");
            }

            @Override
            Change lift(Change change) {
                return edit(ACME + "/issuers/own", "\"enabled\":false", "\"enabled\":true");
            }
        },
        SUBJECT_REVOKED {
            @Override
            Change turn(String token) {
                return revoke("{\"issuer\":\"" + stack.iss(AdminStack.ACME) + "\",\"subject\":\"alice\"}");
            }
        },
        TOKEN_REVOKED {
            @Override
            Change turn(String token) {
                String jti = claims(token).path("jti").asText();
                return revoke("{\"issuer\":\"" + stack.iss(AdminStack.ACME) + "\",\"tokenId\":\"" + jti + "\"}");
            }
        },
        EVERYTHING_ISSUED_BEFORE_NOW {
            @Override
            Change turn(String token) {
                return revoke(
                        "{\"issuedBefore\":\"" + Instant.now().plusSeconds(1).truncatedTo(ChronoUnit.SECONDS) + "\"}");
            }
        };

        abstract Change turn(String token);

        /** Revocations are lifted by removing them. */
        Change lift(Change change) {
            String place = ACME + "/revocations/" + change.id();
            return Change.of(200, stack.send(stack.administrator(), "DELETE", place, "", "if-match", change.etag()));
        }
    }

    /**
     * What a write answered.
     *
     * @param etag the version it made
     * @param id the revocation's id, if it is one
     * @param everywhereBy when it is in force
     */
    record Change(String etag, String id, Instant everywhereBy) {

        static Change of(int status, HttpResponse<String> answer) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
            JsonNode body = json(answer.body());
            Instant by = Instant.parse(body.path("inForce").path("everywhereBy").asText());
            // The cache time of 1 s, the margin of 1 s, and what is rounded up.
            assertThat(by).isBeforeOrEqualTo(Instant.now().plusSeconds(3));
            return new Change(
                    answer.headers().firstValue("etag").orElse(""),
                    body.path("revocation").path("id").asText(),
                    by);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_remembered_token_stops_working_in_time_and_works_again_after(Switch kill) {
        String token = stack.token(AdminStack.ACME, "orders:read");
        assertThat(orders(token)).isEqualTo(200);
        assertThat(orders(token)).isEqualTo(200);

        Change change = kill.turn(token);
        waitUntil(change.everywhereBy());
        assertThat(orders(token)).isIn(401, 403);

        waitUntil(kill.lift(change).everywhereBy());
        assertThat(orders(token)).isEqualTo(200);
    }

    @Test
    void a_tenant_revokes_its_own_tokens_and_the_platform_lifts_it_whatever_the_tenant_revoked() {
        String own = stack.token(AdminStack.ACME, "registry:write");
        String soon =
                Instant.now().plusSeconds(1).truncatedTo(ChronoUnit.SECONDS).toString();

        Change change = Change.of(
                201,
                stack.send(own, "POST", ACME + "/revocations?confirm=self", "{\"issuedBefore\":\"" + soon + "\"}"));
        waitUntil(change.everywhereBy());

        assertThat(stack.send(own, "GET", ACME, "").statusCode()).isEqualTo(401);
        assertThat(stack.send(stack.administrator(), "GET", ACME, "").statusCode())
                .isEqualTo(200);
        waitUntil(Switch.SUBJECT_REVOKED.lift(change).everywhereBy());
        assertThat(stack.send(own, "GET", ACME, "").statusCode()).isEqualTo(200);
    }

    @Test
    void an_issuer_that_was_saved_without_the_place_of_its_keys_is_found_and_trusted() {
        String token = stack.token(AdminStack.GLOBEX, "orders:read");
        assertThat(orders(token)).isEqualTo(401);

        HttpResponse<String> saved = stack.send(
                stack.administrator(),
                "PUT",
                "/admin/tenants/globex/issuers/own",
                "{\"iss\":\"" + stack.iss(AdminStack.GLOBEX) + "\",\"audiences\":[\"orders-api\"]}");

        Change change = Change.of(201, saved);
        assertThat(json(saved.body()).path("issuer").path("jwksUri").asText())
                .isEqualTo(stack.iss(AdminStack.GLOBEX) + "/jwks.json");
        assertThat(json(saved.body()).path("warnings")).isEmpty();
        waitUntil(change.everywhereBy());
        assertThat(orders(token)).isEqualTo(200);
    }

    private static int orders(String token) {
        return stack.send(token, "GET", "/orders", "").statusCode();
    }

    /** Reads a document, changes one field, and sends it back. */
    private static Change edit(String path, String before, String after) {
        HttpResponse<String> read = stack.send(stack.administrator(), "GET", path, "");
        assertThat(read.body()).contains(before);
        return Change.of(
                200,
                stack.send(
                        stack.administrator(),
                        "PUT",
                        path,
                        read.body().replace(before, after),
                        "if-match",
                        read.headers().firstValue("etag").orElseThrow()));
    }

    private static Change revoke(String body) {
        return Change.of(201, stack.send(stack.administrator(), "POST", ACME + "/revocations", body));
    }

    private static void waitUntil(Instant instant) {
        long millis = Duration.between(Instant.now(), instant).toMillis() + 1;
        try {
            Thread.sleep(Math.max(0, millis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static JsonNode claims(String token) {
        byte[] payload = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
        return json(new String(payload, StandardCharsets.UTF_8));
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
