package io.drawbridge.gateway.api;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What answers an allowed request. */
public sealed interface Integration {

    /**
     * A Lambda function that receives the whole request and returns the whole response.
     *
     * @param function the logical id of the function
     * @param timeout how long API Gateway waits for it, 50 ms to 29 s, whatever the function's own timeout
     */
    record LambdaProxy(String function, Duration timeout) implements Integration {}

    /**
     * An answer that the gateway makes itself from templates.
     *
     * @param requestTemplates by media type; the rendered JSON's {@code statusCode} selects the response
     * @param passthrough what happens to a body whose media type has no request template
     * @param responses the integration responses in template order
     */
    record Mock(Map<String, String> requestTemplates, Passthrough passthrough, List<MockResponse> responses)
            implements Integration {
        public Mock {
            requestTemplates = Map.copyOf(requestTemplates);
            responses = List.copyOf(responses);
        }
    }

    /**
     * What happens to a request whose media type has no request template; a request without {@code Content-Type} counts as
     * {@code application/json}.
     *
     * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html">
     *     Passthrough behaviors</a>
     */
    enum Passthrough {
        /** The body goes through as it is. */
        WHEN_NO_MATCH,
        /** The body goes through as it is if there are no templates at all, else UNSUPPORTED_MEDIA_TYPE. */
        WHEN_NO_TEMPLATES,
        /** UNSUPPORTED_MEDIA_TYPE. */
        NEVER
    }

    /**
     * One integration response of a mock.
     *
     * @param selectionPattern the regular expression that the status code must match whole, or {@code default}
     * @param status the status of the method response
     * @param headers response headers by name
     * @param templates Velocity templates by media type
     */
    record MockResponse(
            String selectionPattern,
            int status,
            Map<String, MappingExpression> headers,
            Map<String, String> templates) {
        public MockResponse {
            headers = Map.copyOf(headers);
            templates = Map.copyOf(templates);
        }
    }
}
