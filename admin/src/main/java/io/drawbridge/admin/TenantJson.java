package io.drawbridge.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.Checked;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.json.RegistryParts;
import java.util.Locale;
import java.util.Optional;

/**
 * The wire form of a tenant's profile: the fields of the registry file but for those that are resources of their own. What is
 * read can be sent back as it is.
 */
final class TenantJson {

    /** Stands for the key, which is a credential; it has a character that no key can have. */
    static final String MASK = "********";

    private static final String KEY = "usageIdentifierKey";

    private TenantJson() {}

    static ObjectNode write(Tenant tenant) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", tenant.id().value());
        node.put("displayName", tenant.displayName());
        node.put("status", word(tenant.status()));
        node.set("cors", CorsJson.write(tenant.cors()));
        tenant.monitorUntil().ifPresent(t -> node.put("monitorUntil", t.toString()));
        tenant.usageIdentifierKey().ifPresent(k -> node.put(KEY, MASK));
        if (tenant.delegateIssuers()) {
            node.put("delegateIssuers", true);
        }
        return node;
    }

    static String word(Tenant.Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    /** The same with what are resources of their own and belong to it: issuers and route rules. */
    static ObjectNode writeWhole(Tenant tenant) {
        ObjectNode node = write(tenant);
        ArrayNode issuers = node.putArray("issuers");
        tenant.issuers().forEach(i -> issuers.add(IssuerJson.write(i)));
        node.set("routeRules", RouteRuleJson.write(tenant.routeRules()));
        return node;
    }

    /** The profile that a document makes of the current one, whose key the mask stands for. */
    static Checked<Tenant> read(ObjectNode document, Tenant current) {
        return RegistryParts.profile(unmasked(document, current), current);
    }

    /** A document with the key that the mask stands for. */
    static ObjectNode unmasked(ObjectNode document, Tenant current) {
        Optional<String> key = current.usageIdentifierKey();
        boolean isMasked = MASK.equals(document.path(KEY).textValue());
        return isMasked && key.isPresent() ? document.deepCopy().put(KEY, key.get()) : document;
    }
}
