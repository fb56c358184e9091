package io.drawbridge.gateway.api;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A Lambda function as the template declares it.
 *
 * @param logicalId its resource's name in the template
 * @param code the built jar, or a folder laid out as a deployment package
 * @param handler {@code package.Class} or {@code package.Class::method}
 * @param environment its environment variables, resolved
 * @param timeout how long one invocation may take
 * @param memoryMegabytes the memory setting
 * @param permissions the execute-api ARNs, {@code *} and {@code ?} as wildcards, from which API Gateway may invoke it,
 *     such as {@code arn:aws:execute-api:us-east-1:000000000000:api/*}{@code /GET/orders}; a lone {@code *} where a
 *     permission names no source; where none matches the call, API Gateway does not invoke the function
 * @param layers the folders of its layers, each laid out as a layer's content
 */
public record FunctionDefinition(
        String logicalId,
        Path code,
        String handler,
        Map<String, String> environment,
        Duration timeout,
        int memoryMegabytes,
        List<String> permissions,
        List<Path> layers) {

    public FunctionDefinition {
        environment = Map.copyOf(environment);
        permissions = List.copyOf(permissions);
        layers = List.copyOf(layers);
    }

    /** A function without layers. */
    public FunctionDefinition(
            String logicalId,
            Path code,
            String handler,
            Map<String, String> environment,
            Duration timeout,
            int memoryMegabytes,
            List<String> permissions) {
        this(logicalId, code, handler, environment, timeout, memoryMegabytes, permissions, List.of());
    }

    /** The same function with another environment, for a caller that knows better than the template where things are. */
    public FunctionDefinition withEnvironment(Map<String, String> newEnvironment) {
        return new FunctionDefinition(
                logicalId, code, handler, newEnvironment, timeout, memoryMegabytes, permissions, layers);
    }

    /** The same function that may be invoked from other sources. */
    public FunctionDefinition withPermissions(List<String> newPermissions) {
        return new FunctionDefinition(
                logicalId, code, handler, environment, timeout, memoryMegabytes, newPermissions, layers);
    }
}
