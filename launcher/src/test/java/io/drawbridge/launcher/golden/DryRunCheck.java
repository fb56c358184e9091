package io.drawbridge.launcher.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.authorizer.golden.CaseRequest;
import io.drawbridge.authorizer.golden.CaseRequest.HeaderLine;
import io.drawbridge.authorizer.golden.Expectation.Decision;
import io.drawbridge.authorizer.golden.GoldenCase;
import io.drawbridge.authorizer.golden.Placeholders;
import io.drawbridge.authorizer.golden.RegistrySource;
import io.drawbridge.authorizer.golden.TokenRecipe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Asks the dry run about a golden case and holds what it says against what the gateway really answered: status, every header,
 * error, reason and row.
 */
final class DryRunCheck {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Of each answer or of the connection, and never of the decision. */
    private static final Set<String> NOT_DECIDED = Set.of(
            "date",
            "x-amzn-requestid",
            "x-amz-apigw-id",
            "x-amzn-trace-id",
            "x-request-id",
            "content-length",
            "transfer-encoding",
            "connection");

    /** What a question can say, and what no decision looks at. */
    private static final Set<String> SAYABLE = Set.of(
            "origin",
            "access-control-request-method",
            "access-control-request-headers",
            "content-type",
            "accept",
            "cookie",
            "x-tenant-id",
            "x-api-key",
            "x-forwarded-host",
            "x-forwarded-proto");

    private static final int LONG_PATH = 400;

    /** The row of a backend that fails behind an allowed request, which no decision can know. */
    private static final int BACKEND_FAILS = 12;

    private final GoldenCase golden;
    private final Placeholders placeholders;
    private final Optional<String> token;

    /**
     * A check of one case.
     *
     * @param authorization the line that the case was sent with
     */
    DryRunCheck(GoldenCase golden, Placeholders placeholders, Optional<String> authorization) {
        this.golden = golden;
        this.placeholders = placeholders;
        this.token = authorization.map(line -> line.substring(line.indexOf(' ') + 1));
    }

    /** Whether a question can say what the case says, in a world that has the admin API and an administrator. */
    boolean isSayable() {
        Decision decision = golden.expect().decision();
        CaseRequest request = golden.request();
        List<String> names = request.headers().stream()
                .map(l -> l.name().toLowerCase(Locale.ROOT))
                .toList();
        boolean isAdministered = !golden.world().isCached()
                && !golden.world().tenantSource().equals("path")
                && registry()
                        .map(r -> r.path("platform").path("issuers").toString().contains("/platform\""))
                        .orElse(false)
                // The admin API must know which resources only ever answer 404.
                && !golden.world().environment().containsKey("NOT_FOUND_RESOURCES")
                // Its method ARN has another length, by which alone such a path is decided.
                && placeholders.fill(request.path()).length() < LONG_PATH
                && decision != Decision.ERROR;
        boolean isSpelled = golden.world().headerNames() == GoldenCase.HeaderNames.LOWER_CASE
                || request.headers().stream()
                        .allMatch(l -> l.name().equals(l.name().toLowerCase(Locale.ROOT)));
        boolean isBearer = request.token()
                .map(TokenRecipe::authorization)
                .map(TokenRecipe.BEARER::equals)
                .orElse(true);
        return isAdministered
                && isSpelled
                && isBearer
                && SAYABLE.containsAll(names)
                && Set.copyOf(names).size() == names.size()
                && !(isPreflight() && token.isPresent())
                && !inNameOf("").isEmpty();
    }

    private boolean isPreflight() {
        return golden.request().method().equals("OPTIONS")
                && header("origin").isPresent()
                && header("access-control-request-method").isPresent();
    }

    private Optional<String> header(String name) {
        return golden.request().headers().stream()
                .filter(l -> l.name().equalsIgnoreCase(name))
                .map(HeaderLine::value)
                .map(placeholders::fill)
                .findFirst();
    }

    private Optional<JsonNode> registry() {
        if (!(golden.world().registry() instanceof RegistrySource.Document document)) {
            return Optional.empty();
        }
        try {
            return Optional.of(MAPPER.readTree(document.json()));
        } catch (JsonProcessingException e) {
            throw new AssertionError(document.name(), e);
        }
    }

    /** Whom the request is about: whoever it was decided for, else whom it names, else anybody. Empty where that is nobody. */
    private String inNameOf(String decidedFor) {
        List<String> known = new ArrayList<>();
        registry()
                .orElseThrow()
                .path("tenants")
                .forEach(t -> known.add(t.path("id").asText()));
        if (golden.world().tenantSource().equals("host")
                && !golden.request().path().startsWith("/admin/")) {
            String named = golden.request().host().split("\\.", 2)[0];
            return known.contains(named) && golden.request().host().contains(".") ? named : "";
        }
        String inPath = golden.request().path().startsWith("/admin/tenants/")
                ? golden.request().path().split("/", -1)[3]
                : "";
        String issuer = golden.request()
                .token()
                .map(recipe -> recipe.issuer().path().replace("tenants/", ""))
                .orElse("");
        String claimed = golden.request().token().flatMap(TokenRecipe::tenant).orElse("");
        return Stream.of(inPath, decidedFor, issuer, claimed)
                .filter(known::contains)
                .findFirst()
                .orElse(known.get(0));
    }

    /**
     * Asks, and compares.
     *
     * @param decidedFor the tenant in the authorizer's log
     * @param resource what the request was routed to
     * @param answer what the gateway answered
     */
    void hold(int port, String administrator, String decidedFor, String resource, RawExchange answer)
            throws IOException {
        JsonNode told = ask(port, administrator, inNameOf(decidedFor), resource);
        // Another tenant's origin: in whoever's name it is, it must be told as it came.
        if (told.has("heldBy")) {
            told = ask(port, administrator, told.at("/heldBy/tenant").asText(), resource);
        }
        compare(told, answer);
    }

    private JsonNode ask(int port, String administrator, String tenant, String resource) throws IOException {
        RawExchange told = RawExchange.send(
                port,
                "POST",
                "/admin/tenants/" + tenant + "/decisions",
                List.of(
                        new HeaderLine("Host", golden.request().host()),
                        new HeaderLine("content-type", "application/json"),
                        new HeaderLine("authorization", "Bearer " + administrator)),
                question(resource).toString());
        assertThat(told.status()).as("dry run %s", told.body()).isEqualTo(200);
        return MAPPER.readTree(told.body());
    }

    private ObjectNode question(String resource) {
        ObjectNode question = MAPPER.createObjectNode();
        header("origin").ifPresent(v -> question.put("origin", v));
        question.put(
                "method",
                isPreflight()
                        ? header("access-control-request-method").orElseThrow()
                        : golden.request().method());
        question.put("resource", resource);
        question.put("path", placeholders.fill(golden.request().path()).split("\\?", 2)[0]);
        question.put("preflight", isPreflight());
        token.ifPresent(text -> question.put("token", text));
        ArrayNode headers = question.putArray("requestHeaders");
        header("access-control-request-headers").stream()
                .flatMap(list -> Stream.of(list.split(",", -1)))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .forEach(headers::add);
        return question;
    }

    private void compare(JsonNode told, RawExchange answer) throws JsonProcessingException {
        assertThat(told.path("reason").asText())
                .as("reason of the dry run")
                .isEqualTo(golden.expect().reason());
        assertThat(told.path("decision").asText())
                .as("decision of the dry run")
                .isEqualTo(golden.expect().decision().name().toLowerCase(Locale.ROOT));
        if (golden.row() != BACKEND_FAILS) {
            assertThat(told.path("row").asInt()).as("row of the dry run").isEqualTo(golden.row());
        }
        Map<String, String> promised = new TreeMap<>();
        told.path("headers")
                .properties()
                .forEach(e -> promised.put(e.getKey(), e.getValue().asText()));
        Map<String, String> real = new TreeMap<>();
        answer.headers().stream()
                .filter(l -> !NOT_DECIDED.contains(l.name()))
                .forEach(l -> real.merge(l.name(), l.value(), (a, b) -> a + ", " + b));
        if (told.path("answeredBy").asText().equals("backend")) {
            // The backend adds its own; what the decision gives is there, and nothing else of CORS.
            real.keySet().removeIf(name -> !name.startsWith("access-control-") && !name.equals("vary"));
        } else {
            JsonNode body = MAPPER.readTree(answer.body().isEmpty() ? "{}" : answer.body());
            assertThat(told.path("status").asInt()).as("status of the dry run").isEqualTo(answer.status());
            assertThat(told.path("error").asText())
                    .as("error of the dry run")
                    .isEqualTo(body.path("error").asText());
            assertThat(told.path("message").asText())
                    .as("message of the dry run")
                    .isEqualTo(body.path("message").asText());
        }
        // Each counts down by itself.
        promised.computeIfPresent("retry-after", (name, seconds) -> "soon");
        real.computeIfPresent("retry-after", (name, seconds) -> "soon");
        assertThat(promised).as("headers of the dry run").isEqualTo(real);
    }
}
