package io.drawbridge.registry.dynamodb;

import io.drawbridge.registry.AuditEntry;
import io.drawbridge.registry.AuditIds;
import io.drawbridge.registry.Change;
import io.drawbridge.registry.ETag;
import io.drawbridge.registry.RegistryUnavailableException;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.json.AuditedChange;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;

/** The audit's items: each a part of the transaction that it tells of, put once and never touched again. */
final class AuditTrail {

    private static final String AT = "at";
    private static final String REQUEST_ID = "requestId";
    private static final String ACTION = "action";
    private static final String RESOURCE = "resource";
    private static final String BEFORE = "before";
    private static final String AFTER = "after";
    private static final String ETAG = "etag";

    private final AuditIds ids;

    AuditTrail(AuditIds ids) {
        this.ids = ids;
    }

    /** The part of a transaction that tells of its change. */
    Write entry(Optional<TenantId> owner, AuditedChange what, Change change, Optional<ETag> etag) {
        AuditEntry entry = what.entry(ids.next(change.at()), change, etag);
        return Write.put(
                Put.builder().item(write(owner, entry)).conditionExpression("attribute_not_exists(pk)"), existing -> {
                    throw new RegistryUnavailableException("two audit entries drew the id " + entry.id());
                });
    }

    private static Map<String, AttributeValue> write(Optional<TenantId> owner, AuditEntry entry) {
        Values item = new Values(Keys.auditEntry(owner, entry.id()))
                .text(AT, entry.at().toString())
                .text(REQUEST_ID, entry.requestId())
                .text(ACTION, Attributes.word(entry.action()))
                .text(RESOURCE, entry.resource());
        StampItem.write(item, entry.by());
        entry.before().ifPresent(document -> item.text(BEFORE, document));
        entry.after().ifPresent(document -> item.text(AFTER, document));
        entry.etag().ifPresent(etag -> item.map(ETAG, VersionItem.write(new Values(), etag)));
        return item.toMap();
    }

    static AuditEntry read(Attributes item) {
        return item.decode(() -> new AuditEntry(
                item.key().sk(),
                item.instant(AT),
                StampItem.actor(item),
                item.text(REQUEST_ID),
                item.word(ACTION, AuditEntry.Action.class),
                item.text(RESOURCE),
                item.optionalText(BEFORE),
                item.optionalText(AFTER),
                item.optionalMap(ETAG).map(VersionItem::read)));
    }
}
