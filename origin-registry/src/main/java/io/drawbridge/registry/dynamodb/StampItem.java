package io.drawbridge.registry.dynamodb;

import io.drawbridge.registry.Actor;
import io.drawbridge.registry.Stamp;
import io.drawbridge.registry.Stamps;

/** The maps {@code created} and {@code updated} of a registration, and who is in them. */
final class StampItem {

    private static final String CREATED = "created";
    private static final String UPDATED = "updated";
    private static final String AT = "at";
    private static final String ISSUER = "byIssuer";
    private static final String SUBJECT = "bySubject";

    private StampItem() {}

    static Values write(Values item, Stamps stamps) {
        return item.map(CREATED, stamp(stamps.created())).map(UPDATED, stamp(stamps.updated()));
    }

    static Stamps read(Attributes item) {
        return new Stamps(stamp(item.map(CREATED)), stamp(item.map(UPDATED)));
    }

    static Values write(Values item, Actor by) {
        return item.text(ISSUER, by.issuer()).text(SUBJECT, by.subject());
    }

    static Actor actor(Attributes item) {
        return new Actor(item.text(ISSUER), item.text(SUBJECT));
    }

    private static Values stamp(Stamp stamp) {
        return write(new Values().text(AT, stamp.at().toString()), stamp.by());
    }

    private static Stamp stamp(Attributes map) {
        return new Stamp(actor(map), map.instant(AT));
    }
}
