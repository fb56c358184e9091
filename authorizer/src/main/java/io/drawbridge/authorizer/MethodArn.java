package io.drawbridge.authorizer;

import java.util.Set;

/**
 * The execute-api ARN of one call:
 * {@code arn:PARTITION:execute-api:REGION:ACCOUNT:API/STAGE/VERB/path}.
 *
 * @param text the whole ARN as API Gateway gave it
 * @param verb the verb in it
 * @param path the actual path in it, with its leading slash
 */
public record MethodArn(String text, String verb, String path) {

    private static final Set<String> PARTITIONS = Set.of("aws", "aws-cn", "aws-us-gov");
    private static final int ARN_PARTS = 6;
    private static final int RESOURCE_PARTS = 4;

    /**
     * Reads an ARN.
     *
     * @throws IllegalArgumentException for anything but the ARN of an execute-api call in a known partition
     */
    public static MethodArn parse(String text) {
        String[] arn = text.split(":", ARN_PARTS);
        if (arn.length != ARN_PARTS
                || !arn[0].equals("arn")
                || !PARTITIONS.contains(arn[1])
                || !arn[2].equals("execute-api")) {
            throw new IllegalArgumentException("methodArn is not an execute-api ARN");
        }
        String[] resource = arn[5].split("/", RESOURCE_PARTS);
        if (resource.length < RESOURCE_PARTS - 1) {
            throw new IllegalArgumentException("methodArn names no method");
        }
        String path = resource.length == RESOURCE_PARTS ? "/" + resource[3] : "/";
        return new MethodArn(text, resource[2], path);
    }

    /** What the ARNs of all calls to this API and stage begin with, the last slash included. */
    String stage() {
        String[] parts = text.split("/", RESOURCE_PARTS - 1);
        return parts[0] + "/" + parts[1] + "/";
    }
}
