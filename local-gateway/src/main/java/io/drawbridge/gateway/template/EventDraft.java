package io.drawbridge.gateway.template;

import io.drawbridge.gateway.api.Route;
import java.time.Duration;
import java.util.Optional;

/**
 * An event of type {@code Api}.
 *
 * @param function the logical id of the function that it belongs to
 * @param api the logical id of the API; empty for the one that SAM makes itself
 * @param method the verb in upper case, or {@code ANY}
 * @param security empty where the event has no {@code Auth}
 */
record EventDraft(
        Place place,
        String function,
        Optional<String> api,
        String path,
        String method,
        Optional<MethodSecurity> security,
        Optional<Duration> timeout) {

    /**
     * The part of the permission's source ARN after {@code APIID/}, as SAM's translator writes it: any stage, {@code *} for
     * ANY and for every path variable, no trailing slash.
     */
    String permissionSuffix() {
        String verb = method.equals(Route.ANY) ? "*" : method;
        String pathPattern = path.replaceAll("\\{[^}/]*}", "*").replaceAll("(.+)/$", "$1");
        return "*/" + verb + pathPattern;
    }
}
