package io.drawbridge.issuer;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a query or of a form, {@code application/x-www-form-urlencoded}.
 *
 * @param values by name; one that is sent without a value counts as left out (RFC 6749, section 3.1)
 */
record Parameters(Map<String, String> values) {

    Parameters {
        values = new LinkedHashMap<>(values);
    }

    /** Reads them; empty if a name is there twice, which RFC 6749, section 3.1, forbids, or an escape is none. */
    static Optional<Parameters> read(String encoded) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            try {
                if (!value.isEmpty() && values.put(decode(name), decode(value)) != null) {
                    return Optional.empty();
                }
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
        return Optional.of(new Parameters(values));
    }

    /** A value; empty if it is left out. */
    String get(String name) {
        return values.getOrDefault(name, "");
    }

    /** The parameters behind a URI's question mark. */
    String encoded() {
        StringBuilder query = new StringBuilder();
        values.forEach((name, value) -> query.append(query.length() == 0 ? "" : "&")
                .append(encode(name))
                .append('=')
                .append(encode(value)));
        return query.toString();
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
