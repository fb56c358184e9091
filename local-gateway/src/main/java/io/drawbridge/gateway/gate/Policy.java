package io.drawbridge.gateway.gate;

import io.drawbridge.gateway.function.Wildcards;
import java.util.List;
import java.util.Locale;

/**
 * An IAM policy, as far as API Gateway's authorizers use it: no conditions, no variables.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">Policy
 *     evaluation logic</a>
 */
record Policy(List<Statement> statements) {

    private static final String INVOKE = "execute-api:invoke";

    Policy {
        statements = List.copyOf(statements);
    }

    enum Effect {
        ALLOW,
        DENY
    }

    /**
     * One statement.
     *
     * @param actions patterns; inverted by {@code notAction}
     * @param resources patterns; inverted by {@code notResource}
     */
    record Statement(
            Effect effect, List<String> actions, boolean notAction, List<String> resources, boolean notResource) {

        Statement {
            actions = List.copyOf(actions);
            resources = List.copyOf(resources);
        }

        /** Actions are compared without regard to case, resources with it. */
        boolean appliesTo(String methodArn) {
            boolean action =
                    actions.stream().anyMatch(pattern -> Wildcards.matches(pattern.toLowerCase(Locale.ROOT), INVOKE));
            boolean resource = resources.stream().anyMatch(pattern -> Wildcards.matches(pattern, methodArn));
            return action != notAction && resource != notResource;
        }
    }

    /** Whether {@code execute-api:Invoke} on this ARN is allowed: a Deny wins, and no match denies too. */
    Verdict evaluate(String methodArn) {
        boolean allowed = false;
        for (Statement statement : statements) {
            if (statement.appliesTo(methodArn)) {
                if (statement.effect() == Effect.DENY) {
                    return Verdict.EXPLICIT_DENY;
                }
                allowed = true;
            }
        }
        return allowed ? Verdict.ALLOWED : Verdict.IMPLICIT_DENY;
    }
}
