package io.drawbridge.gateway.api;

import java.util.List;

/**
 * The API keys that count at an API's stage.
 *
 * @param source where a request's key comes from
 * @param plans the usage plans of the stage; a key belongs to one of them at most
 */
public record ApiKeys(Source source, List<UsagePlan> plans) {

    /** What an API has that says nothing about keys. */
    public static final ApiKeys NONE = new ApiKeys(Source.HEADER, List.of());

    public ApiKeys {
        plans = List.copyOf(plans);
    }

    /**
     * Where a key comes from.
     *
     * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-key-source.html">API key
     *     source</a>
     */
    public enum Source {
        /** The request header {@code X-API-Key}. */
        HEADER,
        /** The authorizer's {@code usageIdentifierKey}. */
        AUTHORIZER
    }
}
