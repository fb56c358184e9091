package io.drawbridge.authorizer;

import io.drawbridge.authorizer.cors.CorsDecision;
import io.drawbridge.authorizer.policy.IamPolicy;
import java.util.Optional;

/** What the authorizer answers to API Gateway. */
public sealed interface Decision {

    /** Why. */
    Reason reason();

    /** The tenant it was decided for, for the log; empty if none is known. */
    String tenantId();

    /** More of the reason, for the log only: names rules, never values of a token. Empty if the reason says it all. */
    String detail();

    /** Whether monitor mode answered an origin that would else have been refused as unregistered. */
    default boolean isMonitored() {
        return false;
    }

    /**
     * A returned policy with its context.
     *
     * @param principalId who calls, for access logs
     * @param policy allows this call or denies everything
     * @param context what templates and backends read
     * @param usageIdentifierKey the tenant's API key, where usage plans are on
     * @param reason what became of this request; the context of a policy that is remembered says what becomes of others
     * @param detail for the log
     */
    record Policy(
            String principalId,
            IamPolicy policy,
            DecisionContext context,
            Optional<String> usageIdentifierKey,
            Reason reason,
            String detail)
            implements Decision {

        Policy(
                String principalId,
                IamPolicy policy,
                DecisionContext context,
                Optional<String> usageIdentifierKey,
                String detail) {
            this(principalId, policy, context, usageIdentifierKey, context.reason(), detail);
        }

        @Override
        public String tenantId() {
            return context.tenantId();
        }

        /** No other origin's pages get a star: a registered one is echoed. */
        @Override
        public boolean isMonitored() {
            return context.cors().allowOrigin().equals(CorsDecision.Monitored.ANY);
        }

        /** Without the key, which is a secret. */
        @Override
        public String toString() {
            return "Policy[principalId=" + principalId + ", policy=" + policy + ", context=" + context
                    + ", usageIdentifierKey=" + usageIdentifierKey.map(key -> "…") + ", detail=" + detail + "]";
        }
    }

    /**
     * A true 401: the handler throws the one message that API Gateway turns into UNAUTHORIZED, whose response echoes the
     * request's Origin. Only where that echo is right.
     */
    record Unauthorized(Reason reason, String tenantId, String detail) implements Decision {}

    /** A fault for API Gateway, 500: for what may be over in a moment, where a returned policy would be remembered. */
    record Unavailable(Reason reason, String tenantId, String detail) implements Decision {}
}
