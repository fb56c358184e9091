package io.drawbridge.gateway.template;

import io.drawbridge.gateway.api.LocalAccount;
import java.util.Map;

/** The pretended deployment: what pseudo parameters and ARNs stand for. */
final class Deployment {

    private static final String STACK = "local";

    private Deployment() {}

    static Map<String, String> pseudoParameters() {
        return Map.of(
                "AWS::Region",
                LocalAccount.REGION,
                "AWS::AccountId",
                LocalAccount.ACCOUNT_ID,
                "AWS::Partition",
                LocalAccount.PARTITION,
                "AWS::StackName",
                STACK,
                "AWS::StackId",
                arn("cloudformation:%r:%a:stack/%n/0", STACK),
                "AWS::URLSuffix",
                "amazonaws.com");
    }

    /** An ARN after {@code arn:PARTITION:}, with {@code %r}, {@code %a} and {@code %n} for region, account and name. */
    static String arn(String pattern, String name) {
        return "arn:" + LocalAccount.PARTITION + ":" + fill(pattern, name);
    }

    /** The pattern with {@code %r}, {@code %a} and {@code %n} filled in. */
    static String fill(String pattern, String name) {
        return pattern.replace("%r", LocalAccount.REGION)
                .replace("%a", LocalAccount.ACCOUNT_ID)
                .replace("%n", name);
    }
}
