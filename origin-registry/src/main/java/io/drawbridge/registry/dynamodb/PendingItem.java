package io.drawbridge.registry.dynamodb;

import io.drawbridge.registry.OriginPattern;
import io.drawbridge.registry.PendingOrigin;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantStore.Outcome;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;

/** A registration in the queue of those that wait for the platform. */
final class PendingItem {

    private static final String TENANT = "tenant";
    private static final String PATTERN = "pattern";
    private static final String DOMAIN = "domain";
    private static final String SINCE = "since";

    private PendingItem() {}

    static Write put(RegisteredOrigin origin, String domain, Instant since) {
        Values item = new Values(Keys.pending(origin.tenant(), origin.pattern()))
                .text(TENANT, origin.tenant().value())
                .text(PATTERN, origin.pattern().text())
                .text(DOMAIN, domain)
                .text(SINCE, since.toString());
        return Write.put(Put.builder().item(item.toMap()), existing -> Outcome.EXISTS);
    }

    static Write delete(RegisteredOrigin origin) {
        return Write.delete(
                Delete.builder()
                        .key(Keys.pending(origin.tenant(), origin.pattern()).attributes()),
                existing -> Outcome.STALE);
    }

    static PendingOrigin read(Attributes item) {
        return item.decode(() -> new PendingOrigin(
                new TenantId(item.text(TENANT)),
                OriginPattern.parse(item.text(PATTERN)).orThrow(),
                item.text(DOMAIN),
                item.instant(SINCE),
                Optional.empty()));
    }
}
