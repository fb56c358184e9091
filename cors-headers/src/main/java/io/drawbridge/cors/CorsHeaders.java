package io.drawbridge.cors;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The CORS headers that the Drawbridge authorizer granted to one request, to be added to the function's answer.
 *
 * <pre>{@code
 * Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/json"));
 * response.setHeaders(
 *         CorsHeaders.ofAuthorizer(event.getRequestContext().getAuthorizer()).addTo(headers));
 * }</pre>
 *
 * <p>Add them to every answer, errors included: without them a browser hides the answer from the page that asked.
 *
 * <p>Nothing here throws, and whatever is absent, empty or not a string grants nothing: the answer then has no {@code
 * Access-Control-Allow-Origin} and no browser lets a page of another origin read it. The request's own {@code Origin}
 * header is never looked at; echoing it would undo the authorizer's check.
 *
 * <p>Immutable. Needs no other library.
 */
public final class CorsHeaders {

    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final String ALLOW_CREDENTIALS = "Access-Control-Allow-Credentials";
    private static final String EXPOSE_HEADERS = "Access-Control-Expose-Headers";
    private static final String VARY = "Vary";
    private static final String ORIGIN = "Origin";

    private final Map<String, String> granted;

    private CorsHeaders(Map<String, String> granted) {
        // In the order that they were put in, which Map.copyOf would not keep.
        this.granted = Collections.unmodifiableMap(granted);
    }

    /**
     * Reads the authorizer's context.
     *
     * @param authorizer {@code requestContext.authorizer} of the event, of which {@code corsAllowOrigin}, {@code
     *     corsAllowCredentials} and {@code corsExposeHeaders} are read; {@code null} where no authorizer ran
     */
    public static CorsHeaders ofAuthorizer(@Nullable Map<String, ? extends @Nullable Object> authorizer) {
        Map<String, String> granted = new LinkedHashMap<>();
        String origin = text(authorizer, "corsAllowOrigin");
        if (!origin.isEmpty()) {
            granted.put(ALLOW_ORIGIN, origin);
            // Fetch, "CORS check": any other value than exactly "true" fails, so none is sent.
            if (text(authorizer, "corsAllowCredentials").equals("true")) {
                granted.put(ALLOW_CREDENTIALS, "true");
            }
            String exposed = text(authorizer, "corsExposeHeaders");
            if (!exposed.isEmpty()) {
                granted.put(EXPOSE_HEADERS, exposed);
            }
        }
        return new CorsHeaders(granted);
    }

    /**
     * Reads the authorizer's context out of a whole proxy event, for handlers that take the event as a plain map.
     *
     * @param event the event as parsed JSON; {@code requestContext.authorizer} is looked up in it
     */
    public static CorsHeaders ofEvent(@Nullable Map<String, ? extends @Nullable Object> event) {
        return ofAuthorizer(member(member(event, "requestContext"), "authorizer"));
    }

    /**
     * Adds the headers to those of an answer.
     *
     * <p>{@code Vary} gets {@code Origin} appended whether or not anything was granted, because the answer depends on the
     * origin in both cases (Fetch, "CORS protocol and HTTP caches"). {@code Access-Control-Allow-Origin}, {@code -Allow-Credentials} and
     * {@code -Expose-Headers} that the answer already had are dropped: a second value makes a browser refuse the answer,
     * and only the authorizer knows the grant. Header names are compared without regard to case. A header whose value is
     * {@code null} is left out, because API Gateway refuses an answer that has one.
     *
     * @param headers the answer's own {@code headers}, left unchanged; {@code null} stands for none
     * @return a new map, yours to change
     */
    public Map<String, String> addTo(@Nullable Map<String, String> headers) {
        Map<String, String> result = new LinkedHashMap<>();
        addTo(headers, null).forEach((name, values) -> result.put(name, values.get(0)));
        return result;
    }

    /**
     * Adds the headers to those of an answer that has {@code multiValueHeaders}, for a cookie or two.
     *
     * <p>Both of the answer's maps become one, to be returned as {@code multiValueHeaders} without {@code headers}: API
     * Gateway would put together what stands in both, and with it the backend's own CORS values. As there, only the list
     * counts for a name that both have. All else is as {@link #addTo(Map)} says.
     *
     * @param headers the answer's own {@code headers}, left unchanged; {@code null} stands for none
     * @param multiValueHeaders the answer's own {@code multiValueHeaders}, left unchanged; {@code null} stands for none
     * @return a new map, yours to change
     */
    public Map<String, List<String>> addTo(
            @Nullable Map<String, String> headers, @Nullable Map<String, List<String>> multiValueHeaders) {
        Map<String, List<String>> result = new LinkedHashMap<>();
        List<String> vary = new ArrayList<>();
        orEmpty(headers).forEach((name, value) -> take(name, value == null ? null : List.of(value), result, vary));
        orEmpty(multiValueHeaders).keySet().forEach(name -> result.keySet().removeIf(before -> isSame(before, name)));
        orEmpty(multiValueHeaders).forEach((name, values) -> take(name, values, result, vary));
        result.put(VARY, list(vary(vary)));
        granted.forEach((name, value) -> result.put(name, list(value)));
        return result;
    }

    /** Puts one header of the answer where it belongs: under its name, to Vary, or nowhere. */
    private static void take(
            @Nullable String name,
            @Nullable List<? extends @Nullable String> values,
            Map<String, List<String>> result,
            List<String> vary) {
        if (name == null || values == null || isDecidedByAuthorizer(name)) {
            return;
        }
        List<String> present = new ArrayList<>();
        for (String value : values) {
            if (value != null) {
                present.add(value);
            }
        }
        if (isSame(name, VARY)) {
            vary.addAll(present);
        } else if (!present.isEmpty()) {
            result.put(name, present);
        }
    }

    private static boolean isSame(String name, @Nullable String other) {
        return name.equalsIgnoreCase(other);
    }

    private static List<String> list(String value) {
        return new ArrayList<>(List.of(value));
    }

    private static <V> Map<String, V> orEmpty(@Nullable Map<String, V> headers) {
        return headers == null ? Map.of() : headers;
    }

    private static boolean isDecidedByAuthorizer(String name) {
        return isSame(name, ALLOW_ORIGIN) || isSame(name, ALLOW_CREDENTIALS) || isSame(name, EXPOSE_HEADERS);
    }

    /** One Vary value out of all that the answer had, with Origin in it. */
    private static String vary(List<String> values) {
        List<String> elements = new ArrayList<>();
        for (String value : values) {
            if (!value.isBlank()) {
                elements.add(value.strip());
            }
        }
        String vary = String.join(", ", elements);
        if (names(vary, ORIGIN)) {
            return vary;
        }
        return vary.isEmpty() ? ORIGIN : vary + ", " + ORIGIN;
    }

    /** Whether a {@code Vary} list names the header, or everything ({@code *}, RFC 9110, section 12.5.5). */
    private static boolean names(String vary, String header) {
        for (String element : vary.toLowerCase(Locale.ROOT).split(",", -1)) {
            String name = element.strip();
            if (name.equals("*") || name.equals(header.toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }

    /** A context value, or {@code ""} unless it is a string that can stand in a header. */
    private static String text(@Nullable Map<String, ? extends @Nullable Object> map, String key) {
        if (map == null || !(map.get(key) instanceof String value)) {
            return "";
        }
        // The authorizer promises none; a line break would let a value become a header of its own.
        return value.chars().anyMatch(Character::isISOControl) ? "" : value;
    }

    private static @Nullable Map<String, ? extends @Nullable Object> member(
            @Nullable Map<String, ? extends @Nullable Object> map, String key) {
        if (map == null || !(map.get(key) instanceof Map<?, ?> value)) {
            return null;
        }
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        value.forEach((name, member) -> members.put(String.valueOf(name), member));
        return members;
    }
}
