package io.drawbridge.authorizer.policy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The IAM policy that an authorizer returns: at most one statement of each effect, on {@code execute-api:Invoke}.
 *
 * <p>API Gateway denies what a Deny names, whatever else allows it, and what no Allow names.
 *
 * @param allowed execute-api ARNs; {@code *} in one is any run of characters, slashes too, {@code ?} any one character
 * @param denied the same, or {@code *}
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html">Output
 *     from an API Gateway Lambda authorizer</a>
 */
public record IamPolicy(List<String> allowed, List<String> denied) {

    /** The longest {@code Resource} that API Gateway accepts, in bytes. */
    private static final int MAX_RESOURCE = 512;

    /** The longest list of resources, in bytes, that leaves a document of 8 KB, which API Gateway is known to take. */
    private static final int MAX_RESOURCES = 7_500;

    /** What the list costs for each of its elements beside the text: quotes and a comma. */
    private static final int PUNCTUATION = 3;

    public IamPolicy {
        allowed = List.copyOf(allowed);
        denied = List.copyOf(denied);
    }

    /**
     * Allows this one call and no other; empty if its ARN is too long for a policy.
     *
     * <p>In a policy {@code *} and {@code ?} are wildcards and {@code $} may open a variable. Whether API Gateway reads
     * their escaped forms is not documented, so each one in the path becomes {@code ?}, which stands for any one character:
     * the policy matches this call, and is used for this call only.
     */
    public static Optional<IamPolicy> allow(String methodArn) {
        String harmless = methodArn.replace('*', '?').replace('$', '?');
        return fitting(new IamPolicy(List.of(harmless), List.of()));
    }

    /** Allows what matches one of these and none of those; empty if that is too long for a policy. */
    static Optional<IamPolicy> allowAllBut(List<String> allowed, List<String> denied) {
        return fitting(new IamPolicy(allowed, denied));
    }

    /** Denies whatever was asked. */
    public static IamPolicy deny() {
        return new IamPolicy(List.of(), List.of("*"));
    }

    /** What API Gateway makes of this policy for a call. */
    public boolean allows(String methodArn) {
        return isMatched(allowed, methodArn) && !isMatched(denied, methodArn);
    }

    private static boolean isMatched(List<String> patterns, String methodArn) {
        return patterns.stream().anyMatch(p -> new Overlap(p, methodArn).exists());
    }

    private static Optional<IamPolicy> fitting(IamPolicy policy) {
        List<Integer> lengths = Stream.concat(policy.allowed.stream(), policy.denied.stream())
                .map(arn -> arn.getBytes(StandardCharsets.UTF_8).length)
                .toList();
        int all = lengths.stream().mapToInt(length -> length + PUNCTUATION).sum();
        return all <= MAX_RESOURCES && lengths.stream().allMatch(length -> length <= MAX_RESOURCE)
                ? Optional.of(policy)
                : Optional.empty();
    }
}
