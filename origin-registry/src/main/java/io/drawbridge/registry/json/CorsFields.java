package io.drawbridge.registry.json;

import io.drawbridge.registry.CorsSettings;
import java.util.Optional;

/** Reads the object {@code cors} of a tenant or of an origin; its rules are checked where it is known what it completes. */
final class CorsFields {

    static final String NAME = "cors";

    private CorsFields() {}

    static CorsSettings read(Fields owner) {
        Optional<Fields> cors = owner.object(NAME);
        if (cors.isEmpty()) {
            return CorsSettings.NONE;
        }
        Fields fields = cors.get();
        CorsSettings settings = new CorsSettings(
                fields.texts("methods"),
                fields.texts("requestHeaders"),
                fields.texts("exposedHeaders"),
                fields.flag("credentials"),
                fields.number("maxAgeSeconds"));
        fields.refuseOthers();
        return settings;
    }
}
