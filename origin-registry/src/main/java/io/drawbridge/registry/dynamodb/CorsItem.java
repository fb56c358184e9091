package io.drawbridge.registry.dynamodb;

import io.drawbridge.registry.CorsSettings;

/** The map {@code cors} of a profile or of an origin; absent when nothing is said. */
final class CorsItem {

    private static final String NAME = "cors";
    private static final String METHODS = "methods";
    private static final String REQUEST_HEADERS = "requestHeaders";
    private static final String EXPOSED_HEADERS = "exposedHeaders";
    private static final String CREDENTIALS = "credentials";
    private static final String MAX_AGE = "maxAgeSeconds";

    private CorsItem() {}

    static void write(Values owner, CorsSettings cors) {
        if (cors.equals(CorsSettings.NONE)) {
            return;
        }
        Values values = new Values();
        cors.methods().ifPresent(v -> values.texts(METHODS, v));
        cors.requestHeaders().ifPresent(v -> values.texts(REQUEST_HEADERS, v));
        cors.exposedHeaders().ifPresent(v -> values.texts(EXPOSED_HEADERS, v));
        cors.credentials().ifPresent(v -> values.flag(CREDENTIALS, v));
        cors.maxAgeSeconds().ifPresent(v -> values.number(MAX_AGE, v));
        owner.map(NAME, values);
    }

    static CorsSettings read(Attributes owner) {
        return owner.optionalMap(NAME)
                .map(m -> new CorsSettings(
                        m.optionalTexts(METHODS),
                        m.optionalTexts(REQUEST_HEADERS),
                        m.optionalTexts(EXPOSED_HEADERS),
                        m.optionalFlag(CREDENTIALS),
                        m.optionalNumber(MAX_AGE).map(n -> m.decode(() -> Math.toIntExact(n)))))
                .orElse(CorsSettings.NONE);
    }
}
