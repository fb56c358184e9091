package io.drawbridge.authorizer.golden;

import java.util.Map;

/**
 * One request and what must come of it.
 *
 * @param file the case file, relative to the folder of all cases
 * @param title a sentence, unique among all cases
 * @param row the row of the decision table that it belongs to
 * @param world what the request meets
 * @param request what is sent
 * @param expect what must come back
 */
public record GoldenCase(String file, String title, int row, World world, CaseRequest request, Expectation expect) {

    /**
     * What a request meets. Cases of equal worlds share one authorizer, one table and one gateway.
     *
     * @param isCached whether it is the template whose policies API Gateway remembers
     * @param registry what is registered
     * @param environment what the authorizer's environment has beside or instead of what the template gives it
     * @param headerNames in which case the gateway delivers header names
     */
    public record World(
            boolean isCached, RegistrySource registry, Map<String, String> environment, HeaderNames headerNames) {

        public World {
            environment = Map.copyOf(environment);
        }

        /** A world where nothing is remembered. */
        public World(RegistrySource registry, Map<String, String> environment, HeaderNames headerNames) {
            this(false, registry, environment, headerNames);
        }

        /** How the request names its tenant: {@code origin}, {@code host} or {@code path}. */
        public String tenantSource() {
            return environment.getOrDefault("TENANT_SOURCE", "origin");
        }
    }

    /** In which case the gateway delivers header names. */
    public enum HeaderNames {
        /** As HTTP/2 sends them, which is what all browsers do. */
        LOWER_CASE,
        /** As they came, over HTTP/1.1. */
        AS_RECEIVED
    }
}
