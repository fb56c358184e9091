package io.drawbridge.authorizer.policy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The IAM policy that an authorizer returns: one statement on {@code execute-api:Invoke}.
 *
 * @param effect {@code Allow} or {@code Deny}
 * @param resource an execute-api ARN, or {@code *}
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html">Output
 *     from an API Gateway Lambda authorizer</a>
 */
public record IamPolicy(Effect effect, String resource) {

    /** The longest {@code Resource} that API Gateway accepts, in bytes. */
    private static final int MAX_RESOURCE = 512;

    /** What a statement does. */
    public enum Effect {
        ALLOW("Allow"),
        DENY("Deny");

        private final String word;

        Effect(String word) {
            this.word = word;
        }

        /** The word in the document. */
        public String word() {
            return word;
        }
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
        return harmless.getBytes(StandardCharsets.UTF_8).length <= MAX_RESOURCE
                ? Optional.of(new IamPolicy(Effect.ALLOW, harmless))
                : Optional.empty();
    }

    /** Denies whatever was asked. */
    public static IamPolicy deny() {
        return new IamPolicy(Effect.DENY, "*");
    }
}
