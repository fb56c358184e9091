package io.drawbridge.registry.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.CorsSettings;
import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.OriginPattern;
import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.RouteRule;
import io.drawbridge.registry.SigningAlgorithm;
import io.drawbridge.registry.Tenant;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Writes the registry file: the mirror of the readers beside it. */
final class DocumentWriter {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private DocumentWriter() {}

    static String write(Registry registry) {
        ObjectNode document = object();
        ObjectNode platform = document.putObject("platform");
        policy(platform, registry.platform().issuers(), registry.platform().routeRules());
        registry.platform().monitorUntil().ifPresent(t -> platform.put("monitorUntil", t.toString()));
        ArrayNode tenants = document.putArray("tenants");
        for (Tenant tenant : registry.tenants()) {
            tenants.add(tenant(
                    tenant,
                    registry.origins().stream()
                            .filter(o -> o.tenant().equals(tenant.id()))
                            .toList()));
        }
        return print(document);
    }

    private static String print(ObjectNode document) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(indenter);
        printer.indentArraysWith(indenter);
        try {
            return MAPPER.writer(printer).writeValueAsString(document) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a tree in memory cannot fail to be written", e);
        }
    }

    private static ObjectNode tenant(Tenant tenant, List<RegisteredOrigin> origins) {
        ObjectNode node = object();
        node.put("id", tenant.id().value());
        if (!tenant.displayName().equals(tenant.id().value())) {
            node.put("displayName", tenant.displayName());
        }
        if (tenant.status() != Tenant.Status.ACTIVE) {
            node.put("status", word(tenant.status()));
        }
        cors(node, tenant.cors());
        ArrayNode list = node.putArray("origins");
        origins.forEach(o -> list.add(origin(o)));
        policy(node, tenant.issuers(), tenant.routeRules());
        tenant.monitorUntil().ifPresent(t -> node.put("monitorUntil", t.toString()));
        tenant.usageIdentifierKey().ifPresent(k -> node.put("usageIdentifierKey", k));
        return node;
    }

    private static ObjectNode origin(RegisteredOrigin origin) {
        ObjectNode node = object();
        node.put("pattern", origin.pattern().text());
        if (origin.status() != RegisteredOrigin.Status.ACTIVE) {
            node.put("status", word(origin.status()));
        }
        cors(node, origin.cors());
        origin.expiresAt().ifPresent(t -> node.put("expiresAt", t.toString()));
        if (!origin.description().isEmpty()) {
            node.put("description", origin.description());
        }
        // It stands in the registry because the risk was accepted: said again, so that the document can be read back.
        if (origin.pattern() instanceof OriginPattern.PartialLabel partial
                && PublicSuffixList.bundled().isPrivateSuffix(partial.parent().host())) {
            node.put("dangerouslyAllowSharedSuffix", true);
        }
        return node;
    }

    private static void cors(ObjectNode owner, CorsSettings cors) {
        if (cors.equals(CorsSettings.NONE)) {
            return;
        }
        ObjectNode node = owner.putObject(CorsFields.NAME);
        cors.methods().ifPresent(v -> node.set("methods", texts(v)));
        cors.requestHeaders().ifPresent(v -> node.set("requestHeaders", texts(v)));
        cors.exposedHeaders().ifPresent(v -> node.set("exposedHeaders", texts(v)));
        cors.credentials().ifPresent(v -> node.put("credentials", v));
        cors.maxAgeSeconds().ifPresent(v -> node.put("maxAgeSeconds", v));
    }

    private static void policy(ObjectNode owner, List<Issuer> issuers, List<RouteRule> routeRules) {
        if (!issuers.isEmpty()) {
            ArrayNode list = owner.putArray("issuers");
            issuers.forEach(i -> list.add(issuer(i)));
        }
        if (!routeRules.isEmpty()) {
            ArrayNode list = owner.putArray("routeRules");
            routeRules.forEach(r -> list.add(rule(r)));
        }
    }

    private static ObjectNode issuer(Issuer issuer) {
        ObjectNode node = object();
        node.put("id", issuer.id());
        node.put("iss", issuer.iss());
        node.put("jwksUri", issuer.jwksUri().toString());
        node.set("audiences", texts(issuer.audiences()));
        if (!issuer.algorithms().equals(SigningAlgorithm.DEFAULTS)) {
            node.set(
                    "algorithms",
                    texts(issuer.algorithms().stream()
                            .sorted()
                            .map(SigningAlgorithm::headerName)
                            .toList()));
        }
        if (issuer.accessTokenTypeRequired()) {
            node.put("accessTokenTypeRequired", true);
        }
        issuer.tenantClaim().ifPresent(c -> node.put("tenantClaim", c));
        issuer.scopeClaim().ifPresent(c -> node.put("scopeClaim", c));
        if (!issuer.clockSkew().equals(Issuer.DEFAULT_CLOCK_SKEW)) {
            node.put("clockSkewSeconds", issuer.clockSkew().toSeconds());
        }
        if (!issuer.longestLifetime().equals(Issuer.DEFAULT_LIFETIME)) {
            node.put("longestLifetimeSeconds", issuer.longestLifetime().toSeconds());
        }
        if (!issuer.enabled()) {
            node.put("enabled", false);
        }
        return node;
    }

    private static ObjectNode rule(RouteRule rule) {
        ObjectNode node = object();
        node.set("methods", texts(rule.methods()));
        node.put("resource", rule.resource());
        rule.path().ifPresent(p -> node.put("path", p.text()));
        if (!rule.allScopes().isEmpty() || !rule.anyScopes().isEmpty()) {
            ObjectNode scopes = node.putObject("scopes");
            scopes.set("all", texts(rule.allScopes()));
            scopes.set("any", texts(rule.anyScopes()));
        }
        return node;
    }

    private static ArrayNode texts(Collection<String> texts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    private static String word(Enum<?> status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
