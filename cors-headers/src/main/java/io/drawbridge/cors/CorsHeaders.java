package io.drawbridge.cors;

import java.util.LinkedHashMap;
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
        this.granted = Map.copyOf(granted);
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
     * and only the authorizer knows the grant. Header names are compared without regard to case.
     *
     * @param headers the answer's own headers, left unchanged; {@code null} stands for none
     * @return a new map, yours to change
     */
    public Map<String, String> addTo(@Nullable Map<String, String> headers) {
        Map<String, String> result = new LinkedHashMap<>();
        String vary = "";
        if (headers != null) {
            for (Map.Entry<String, String> header : headers.entrySet()) {
                String name = header.getKey();
                if (name.equalsIgnoreCase(VARY)) {
                    vary = append(vary, header.getValue());
                } else if (!isDecidedByAuthorizer(name)) {
                    result.put(name, header.getValue());
                }
            }
        }
        result.put(VARY, names(vary, ORIGIN) ? vary : append(vary, ORIGIN));
        result.putAll(granted);
        return result;
    }

    private static boolean isDecidedByAuthorizer(String name) {
        return name.equalsIgnoreCase(ALLOW_ORIGIN)
                || name.equalsIgnoreCase(ALLOW_CREDENTIALS)
                || name.equalsIgnoreCase(EXPOSE_HEADERS);
    }

    private static String append(String list, @Nullable String element) {
        if (element == null || element.isBlank()) {
            return list;
        }
        return list.isEmpty() ? element.strip() : list + ", " + element.strip();
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
