package io.drawbridge.registry.dynamodb;

import io.drawbridge.registry.Approval;
import io.drawbridge.registry.Change;
import io.drawbridge.registry.ETag;
import io.drawbridge.registry.Stamps;
import io.drawbridge.registry.Stored;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantStore.Outcome;
import io.drawbridge.registry.json.AuditedChange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** The transactions about approvals: the profile's attribute and the audit, both or neither. */
final class ApprovalWrites {

    private final Table table;
    private final AuditTrail audit;

    ApprovalWrites(Table table, AuditTrail audit) {
        this.table = table;
        this.audit = audit;
    }

    List<Stored<Approval>> read(TenantId tenant) {
        return table.read(Keys.profile(tenant)).map(ApprovalItem::read).orElse(List.of());
    }

    Outcome create(TenantId tenant, Approval approval, ETag first, Change change) {
        Stored<Approval> created = new Stored<>(approval, first, Optional.of(Stamps.created(change)));
        return write(
                tenant,
                Write.update(ApprovalItem.add(tenant, created), profile -> refusal(profile, approval.domain())),
                AuditedChange.ofApproval(Optional.empty(), Optional.of(approval)),
                Optional.of(first),
                change);
    }

    private static Outcome refusal(Map<String, AttributeValue> profile, String domain) {
        if (profile.isEmpty()) {
            return Outcome.ABSENT;
        }
        return ApprovalItem.isIn(profile, domain) ? Outcome.EXISTS : Outcome.FULL;
    }

    Outcome replace(TenantId tenant, Stored<Approval> current, Approval approval, Change change) {
        Stored<Approval> next = current.next(approval, change);
        Update.Builder update = ApprovalItem.replace(tenant, next, current.etag());
        return write(
                tenant,
                Write.update(update, profile -> Outcome.STALE),
                AuditedChange.ofApproval(Optional.of(current.value()), Optional.of(approval)),
                Optional.of(next.etag()),
                change);
    }

    Outcome remove(TenantId tenant, Stored<Approval> current, Change change) {
        Update.Builder update = ApprovalItem.remove(tenant, current.value().domain(), current.etag());
        return write(
                tenant,
                Write.update(update, profile -> Outcome.STALE),
                AuditedChange.ofApproval(Optional.of(current.value()), Optional.empty()),
                Optional.empty(),
                change);
    }

    private Outcome write(TenantId tenant, Write write, AuditedChange what, Optional<ETag> etag, Change change) {
        return table.write(List.of(write, audit.entry(Optional.of(tenant), what, change, etag)));
    }
}
