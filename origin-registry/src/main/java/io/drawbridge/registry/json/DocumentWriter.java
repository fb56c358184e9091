package io.drawbridge.registry.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.Approval;
import io.drawbridge.registry.CorsSettings;
import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.OriginPattern;
import io.drawbridge.registry.Platform;
import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.Revocation;
import io.drawbridge.registry.RouteRule;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantId;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes the registry file: the mirror of the readers beside it. */
final class DocumentWriter {

    static final String USAGE_KEY = "usageIdentifierKey";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private DocumentWriter() {}

    static String write(Registry registry) {
        ObjectNode document = JsonTree.object();
        ObjectNode platform = document.putObject("platform");
        policy(platform, registry.platform().issuers(), registry.platform().routeRules());
        settings(platform, registry.platform());
        revocations(platform, registry, Optional.empty());
        ArrayNode tenants = document.putArray("tenants");
        for (Tenant tenant : registry.tenants()) {
            ObjectNode node = tenant(
                    tenant,
                    registry.origins().stream()
                            .filter(o -> o.tenant().equals(tenant.id()))
                            .toList());
            revocations(node, registry, Optional.of(tenant.id()));
            tenants.add(node);
        }
        return print(document);
    }

    /** The platform without issuers and route rules. */
    static void settings(ObjectNode node, Platform platform) {
        platform.monitorUntil().ifPresent(t -> node.put("monitorUntil", t.toString()));
        if (platform.usagePlans()) {
            node.put("usagePlans", true);
        }
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
        ObjectNode node = profile(tenant);
        ArrayNode list = node.putArray("origins");
        origins.forEach(o -> list.add(origin(o)));
        policy(node, tenant.issuers(), tenant.routeRules());
        return node;
    }

    /** A tenant's profile without issuers and route rules. */
    static ObjectNode profile(Tenant tenant) {
        ObjectNode node = JsonTree.object();
        node.put("id", tenant.id().value());
        if (!tenant.displayName().equals(tenant.id().value())) {
            node.put("displayName", tenant.displayName());
        }
        if (tenant.status() != Tenant.Status.ACTIVE) {
            node.put("status", word(tenant.status()));
        }
        cors(node, tenant.cors());
        tenant.monitorUntil().ifPresent(t -> node.put("monitorUntil", t.toString()));
        tenant.usageIdentifierKey().ifPresent(k -> node.put(USAGE_KEY, k));
        if (tenant.delegateIssuers()) {
            node.put(TenantReader.DELEGATE_ISSUERS, true);
        }
        return node;
    }

    static ObjectNode origin(RegisteredOrigin origin) {
        ObjectNode node = JsonTree.object();
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

    static ObjectNode approval(Approval approval) {
        ObjectNode node = JsonTree.object();
        node.put("domain", approval.domain());
        approval.expiresAt().ifPresent(t -> node.put("expiresAt", t.toString()));
        if (approval.isWithdrawn()) {
            node.put("withdrawn", true);
        }
        return node;
    }

    private static void cors(ObjectNode owner, CorsSettings cors) {
        if (cors.equals(CorsSettings.NONE)) {
            return;
        }
        ObjectNode node = owner.putObject(CorsFields.NAME);
        cors.methods().ifPresent(v -> node.set("methods", JsonTree.texts(v)));
        cors.requestHeaders().ifPresent(v -> node.set("requestHeaders", JsonTree.texts(v)));
        cors.exposedHeaders().ifPresent(v -> node.set("exposedHeaders", JsonTree.texts(v)));
        cors.credentials().ifPresent(v -> node.put("credentials", v));
        cors.maxAgeSeconds().ifPresent(v -> node.put("maxAgeSeconds", v));
    }

    static void policy(ObjectNode owner, List<Issuer> issuers, List<RouteRule> routeRules) {
        if (!issuers.isEmpty()) {
            ArrayNode list = owner.putArray("issuers");
            issuers.forEach(i -> list.add(IssuerWriter.write(i)));
        }
        if (!routeRules.isEmpty()) {
            ArrayNode list = owner.putArray("routeRules");
            routeRules.forEach(r -> list.add(rule(r)));
        }
    }

    private static void revocations(ObjectNode owner, Registry registry, Optional<TenantId> id) {
        List<Revocation> revocations = registry.revocations().stream()
                .filter(r -> r.owner().equals(id))
                .toList();
        if (!revocations.isEmpty()) {
            ArrayNode list = owner.putArray("revocations");
            revocations.forEach(r -> list.add(revocation(r)));
        }
    }

    static ObjectNode revocation(Revocation revocation) {
        ObjectNode node = JsonTree.object();
        revocation.issuer().ifPresent(v -> node.put("issuer", v));
        revocation.subject().ifPresent(v -> node.put("subject", v));
        revocation.tokenId().ifPresent(v -> node.put("tokenId", v));
        revocation.issuedBefore().ifPresent(v -> node.put("issuedBefore", v.toString()));
        node.put("expiresAt", revocation.expiresAt().toString());
        return node;
    }

    static ObjectNode rule(RouteRule rule) {
        ObjectNode node = JsonTree.object();
        node.set("methods", JsonTree.texts(rule.methods()));
        node.put("resource", rule.resource());
        rule.path().ifPresent(p -> node.put("path", p.text()));
        if (!rule.allScopes().isEmpty() || !rule.anyScopes().isEmpty()) {
            ObjectNode scopes = node.putObject("scopes");
            scopes.set("all", JsonTree.texts(rule.allScopes()));
            scopes.set("any", JsonTree.texts(rule.anyScopes()));
        }
        return node;
    }

    private static String word(Enum<?> status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
