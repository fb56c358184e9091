package io.drawbridge.registry.dynamodb;

import io.drawbridge.registry.Approved;
import io.drawbridge.registry.OriginPattern;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.RegisteredOrigin.Status;
import io.drawbridge.registry.Stored;
import io.drawbridge.registry.TenantId;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A registration: as an item of its tenant, as a claim, and as an attribute of a bucket. */
final class OriginItem {

    static final String TENANT = "tenant";

    static final String PATTERN = "pattern";
    private static final String STATUS = "status";
    private static final String EXPIRES_AT = "expiresAt";
    private static final String DESCRIPTION = "description";
    private static final String APPROVED_DOMAIN = "approvedDomain";
    private static final String APPROVED_UNTIL = "approvedUntil";
    private static final String SHUT = "shut";

    private OriginItem() {}

    /** The tenant's item. */
    static Map<String, AttributeValue> write(Stored<RegisteredOrigin> stored) {
        RegisteredOrigin origin = stored.value();
        Key key = Keys.origin(origin.tenant(), origin.pattern());
        Values item = VersionItem.write(copy(new Values(key), origin), stored.etag());
        stored.stamps().ifPresent(stamps -> StampItem.write(item, stamps));
        return item.toMap();
    }

    /** The claim. */
    static Map<String, AttributeValue> claim(RegisteredOrigin origin) {
        return copy(new Values(Keys.claim(origin.pattern())), origin).toMap();
    }

    /** What a bucket holds of a registration. */
    static AttributeValue entry(RegisteredOrigin origin) {
        return copy(new Values(), origin).toValue();
    }

    private static Values copy(Values item, RegisteredOrigin origin) {
        item.text(TENANT, origin.tenant().value())
                .text(PATTERN, origin.pattern().text())
                .text(STATUS, Attributes.word(origin.status()));
        CorsItem.write(item, origin.cors());
        origin.expiresAt().ifPresent(t -> item.text(EXPIRES_AT, t.toString()));
        if (!origin.description().isEmpty()) {
            item.text(DESCRIPTION, origin.description());
        }
        origin.approved().ifPresent(approved -> {
            item.text(APPROVED_DOMAIN, approved.domain());
            approved.until().ifPresent(t -> item.text(APPROVED_UNTIL, t.toString()));
        });
        if (origin.isShut()) {
            item.flag(SHUT, true);
        }
        return item;
    }

    /** A tenant's item or a claim. */
    static RegisteredOrigin read(Attributes item) {
        RegisteredOrigin origin = readEntry(item);
        Key own = Keys.origin(origin.tenant(), origin.pattern());
        // Whoever copies an item by hand must not register what was never checked, nor for whom.
        if (!item.key().equals(own) && !item.key().equals(Keys.claim(origin.pattern()))) {
            throw item.broken("it says that it is " + origin.pattern().text() + " of tenant " + origin.tenant());
        }
        return origin;
    }

    /** What a bucket holds of a registration. */
    static RegisteredOrigin readEntry(Attributes item) {
        return item.decode(() -> new RegisteredOrigin(
                new TenantId(item.text(TENANT)),
                OriginPattern.parse(item.text(PATTERN)).orThrow(),
                item.word(STATUS, Status.class),
                CorsItem.read(item),
                item.optionalInstant(EXPIRES_AT),
                item.optionalText(DESCRIPTION).orElse(""),
                item.optionalText(APPROVED_DOMAIN)
                        .map(domain -> new Approved(domain, item.optionalInstant(APPROVED_UNTIL))),
                item.optionalFlag(SHUT).orElse(false)));
    }

    static Stored<RegisteredOrigin> readStored(Attributes item) {
        return new Stored<>(read(item), VersionItem.read(item), Optional.of(item.decode(() -> StampItem.read(item))));
    }
}
