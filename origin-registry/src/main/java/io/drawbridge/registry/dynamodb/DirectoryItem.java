package io.drawbridge.registry.dynamodb;

import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantStore.Outcome;
import io.drawbridge.registry.TenantSummary;
import software.amazon.awssdk.services.dynamodb.model.Put;

/** A tenant in the directory: what a list says of it, so that a page is one query. */
final class DirectoryItem {

    private static final String DISPLAY_NAME = "displayName";
    private static final String STATUS = "status";

    private DirectoryItem() {}

    static Write put(TenantSummary tenant) {
        Values item = new Values(Keys.directory(tenant.id()))
                .text(DISPLAY_NAME, tenant.displayName())
                .text(STATUS, Attributes.word(tenant.status()));
        return Write.put(Put.builder().item(item.toMap()), existing -> Outcome.EXISTS);
    }

    static TenantSummary read(Attributes item) {
        return item.decode(() -> new TenantSummary(
                new TenantId(item.key().sk()), item.text(DISPLAY_NAME), item.word(STATUS, Tenant.Status.class)));
    }
}
