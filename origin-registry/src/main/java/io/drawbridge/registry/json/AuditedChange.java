package io.drawbridge.registry.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.Approval;
import io.drawbridge.registry.AuditEntry;
import io.drawbridge.registry.AuditEntry.Action;
import io.drawbridge.registry.Change;
import io.drawbridge.registry.ETag;
import io.drawbridge.registry.ImportCounts;
import io.drawbridge.registry.ImportDifference;
import io.drawbridge.registry.ImportJob;
import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.Platform;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.Revocation;
import io.drawbridge.registry.RouteRule;
import io.drawbridge.registry.Sha256;
import io.drawbridge.registry.Tenant;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an audit entry says of a change, made of the very values before and after it.
 *
 * <p>Documents are those of the registry file, of the smallest resource that covers the difference: one issuer, the route
 * policy, the profile without either, or all of it. The usage key, a credential, is masked.
 *
 * @param resource the path below the owner
 */
public record AuditedChange(Action action, String resource, Optional<String> before, Optional<String> after) {

    /** Two documents of this length leave room for the rest in an item of 400 KB; a longer one is named by its hash. */
    static final int MAX_BYTES = 150 << 10;

    private static final String MASK = "********";

    /** The creation of a tenant. */
    public static AuditedChange created(Tenant tenant) {
        return of("", Optional.empty(), Optional.of(document(tenant)));
    }

    /** A change of a profile, of one of its issuers or of its route policy. */
    public static AuditedChange replaced(Tenant before, Tenant after) {
        // Masks hide that the key changed, which is more than a change of an issuer.
        boolean isKeySame = before.usageIdentifierKey().equals(after.usageIdentifierKey());
        return replaced(
                masked(before),
                masked(after),
                new Policy(before.issuers(), before.routeRules()),
                new Policy(after.issuers(), after.routeRules()),
                isKeySame);
    }

    /** A change of the settings, of one of the platform's issuers or of its route policy. */
    public static AuditedChange replaced(Platform before, Platform after) {
        return replaced(
                settings(before),
                settings(after),
                new Policy(before.issuers(), before.routeRules()),
                new Policy(after.issuers(), after.routeRules()),
                true);
    }

    private static AuditedChange replaced(
            ObjectNode before, ObjectNode after, Policy policyBefore, Policy policyAfter, boolean isKeySame) {
        if (policyBefore.equals(policyAfter)) {
            return of("", Optional.of(before), Optional.of(after));
        }
        Optional<AuditedChange> part =
                isKeySame && before.equals(after) ? policy(policyBefore, policyAfter) : Optional.empty();
        return part.orElseGet(
                () -> of("", Optional.of(with(before, policyBefore)), Optional.of(with(after, policyAfter))));
    }

    /** A registration that is created, replaced or removed. */
    public static AuditedChange ofOrigin(Optional<RegisteredOrigin> before, Optional<RegisteredOrigin> after) {
        String id = after.or(() -> before).orElseThrow().pattern().id();
        return of("origins/" + id, before.map(DocumentWriter::origin), after.map(DocumentWriter::origin));
    }

    /** An approval that is given, changed, withdrawn or removed. */
    public static AuditedChange ofApproval(Optional<Approval> before, Optional<Approval> after) {
        String domain = after.or(() -> before).orElseThrow().domain();
        return of("domains/" + domain, before.map(DocumentWriter::approval), after.map(DocumentWriter::approval));
    }

    /** A revocation that is added, extended or lifted. */
    public static AuditedChange ofRevocation(Optional<Revocation> before, Optional<Revocation> after) {
        String id = after.or(() -> before).orElseThrow().id();
        return of("revocations/" + id, before.map(DocumentWriter::revocation), after.map(DocumentWriter::revocation));
    }

    /** An import that is begun. */
    public static AuditedChange begun(ImportJob job) {
        return of("imports/" + job.id(), Optional.empty(), Optional.of(document(job.profile())));
    }

    /** An import that has changed nothing and never will. */
    public static AuditedChange aborted(ImportJob job) {
        return of("imports/" + job.id(), Optional.of(document(job.profile())), Optional.empty());
    }

    /** The same of one that the table has forgotten. */
    public static AuditedChange forgotten(String job) {
        return new AuditedChange(Action.DELETE, "imports/" + job, Optional.empty(), Optional.empty());
    }

    /** Registrations that an import puts beside what is in force. */
    public static AuditedChange staged(ImportJob job, List<ImportDifference.Item> items) {
        ObjectNode before = JsonTree.object();
        ObjectNode after = JsonTree.object();
        ArrayNode gone = before.putArray("origins");
        ArrayNode come = after.putArray("origins");
        items.forEach(item -> {
            item.before().ifPresent(o -> gone.add(DocumentWriter.origin(o.value())));
            item.after().ifPresent(o -> come.add(DocumentWriter.origin(o)));
        });
        return new AuditedChange(
                Action.STAGE, "imports/" + job.id(), Optional.of(bounded(before)), Optional.of(bounded(after)));
    }

    /** An import that is in force. */
    public static AuditedChange imported(ImportJob job, Tenant before, ImportCounts counts) {
        ObjectNode after = document(job.profile());
        after.putObject("imported")
                .put("id", job.id())
                .put("added", counts.added())
                .put("removed", counts.removed())
                .put("changed", counts.changed())
                .put("unchanged", counts.unchanged())
                .put("pending", counts.pending());
        return new AuditedChange(
                Action.IMPORT, "", Optional.of(bounded(document(before))), Optional.of(bounded(after)));
    }

    private static ObjectNode document(Tenant tenant) {
        return with(masked(tenant), new Policy(tenant.issuers(), tenant.routeRules()));
    }

    /** The entry of this change. */
    public AuditEntry entry(String id, Change change, Optional<ETag> etag) {
        return new AuditEntry(id, change.at(), change.by(), change.requestId(), action, resource, before, after, etag);
    }

    /** The change of one issuer alone, or of the route rules alone. */
    private static Optional<AuditedChange> policy(Policy before, Policy after) {
        if (before.issuers().equals(after.issuers())) {
            return Optional.of(of(
                    "route-policy", Optional.of(rules(before.routeRules())), Optional.of(rules(after.routeRules()))));
        }
        Set<String> changed = new LinkedHashSet<>();
        before.issuers().stream().filter(i -> !after.issuers().contains(i)).forEach(i -> changed.add(i.id()));
        after.issuers().stream().filter(i -> !before.issuers().contains(i)).forEach(i -> changed.add(i.id()));
        if (changed.size() != 1 || !before.routeRules().equals(after.routeRules())) {
            return Optional.empty();
        }
        String id = changed.iterator().next();
        return Optional.of(of("issuers/" + id, issuer(before.issuers(), id), issuer(after.issuers(), id)));
    }

    private static Optional<ObjectNode> issuer(List<Issuer> issuers, String id) {
        return issuers.stream().filter(i -> i.id().equals(id)).findFirst().map(IssuerWriter::write);
    }

    private static ObjectNode rules(List<RouteRule> rules) {
        ObjectNode node = JsonTree.object();
        ArrayNode list = node.putArray("routeRules");
        rules.forEach(r -> list.add(DocumentWriter.rule(r)));
        return node;
    }

    private static ObjectNode masked(Tenant tenant) {
        ObjectNode node = DocumentWriter.profile(tenant);
        tenant.usageIdentifierKey().ifPresent(key -> node.put(DocumentWriter.USAGE_KEY, MASK));
        return node;
    }

    private static ObjectNode settings(Platform platform) {
        ObjectNode node = JsonTree.object();
        DocumentWriter.settings(node, platform);
        return node;
    }

    private static ObjectNode with(ObjectNode node, Policy policy) {
        DocumentWriter.policy(node, policy.issuers(), policy.routeRules());
        return node;
    }

    private static AuditedChange of(String resource, Optional<ObjectNode> before, Optional<ObjectNode> after) {
        Action action = before.isEmpty() ? Action.CREATE : after.isEmpty() ? Action.DELETE : Action.REPLACE;
        return new AuditedChange(
                action, resource, before.map(AuditedChange::bounded), after.map(AuditedChange::bounded));
    }

    /** The document, or what names it where no item could hold it. */
    private static String bounded(ObjectNode document) {
        String text = document.toString();
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes <= MAX_BYTES) {
            return text;
        }
        return JsonTree.object()
                .put("omittedBytes", bytes)
                .put("sha256", HexFormat.of().formatHex(Sha256.of(text)))
                .toString();
    }
}
