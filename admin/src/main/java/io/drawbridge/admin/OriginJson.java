package io.drawbridge.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.OriginPattern;
import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.Stamp;
import io.drawbridge.registry.Stored;
import java.util.List;
import java.util.Locale;

/**
 * The wire form of a registration: the fields of the registry file, its id, who wrote it and its version. What is read can be
 * sent back as it is.
 */
final class OriginJson {

    static final String PATTERN = "pattern";
    static final String STATUS = "status";

    /** What only the registry writes: a document that was read has them, and they say nothing there. */
    static final List<String> READ_ONLY = List.of("created", "updated", "etag");

    private OriginJson() {}

    static ObjectNode write(Stored<RegisteredOrigin> stored, PublicSuffixList suffixes) {
        ObjectNode node = write(stored.value(), suffixes);
        stored.stamps().ifPresent(stamps -> {
            node.set("created", stamp(stamps.created()));
            node.set("updated", stamp(stamps.updated()));
        });
        return node.put("etag", stored.etag().toString());
    }

    /** One that is not there yet: nobody wrote it, and it has no version. */
    static ObjectNode write(RegisteredOrigin origin, PublicSuffixList suffixes) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", origin.pattern().id());
        node.put(PATTERN, origin.pattern().text());
        node.put(STATUS, word(origin.status()));
        node.set("cors", CorsJson.write(origin.cors()));
        origin.expiresAt().ifPresent(t -> node.put("expiresAt", t.toString()));
        node.put("description", origin.description());
        // It is there because the risk was accepted: said again, so that the document can be sent back.
        if (origin.pattern() instanceof OriginPattern.PartialLabel partial
                && suffixes.isPrivateSuffix(partial.parent().host())) {
            node.put("dangerouslyAllowSharedSuffix", true);
        }
        return node;
    }

    static String word(RegisteredOrigin.Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    static ObjectNode stamp(Stamp stamp) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.putObject("by")
                .put("issuer", stamp.by().issuer())
                .put("subject", stamp.by().subject());
        return node.put("at", stamp.at().toString());
    }

    /** A document without what only the registry writes. */
    static ObjectNode written(ObjectNode document) {
        return document.deepCopy().remove(READ_ONLY);
    }
}
