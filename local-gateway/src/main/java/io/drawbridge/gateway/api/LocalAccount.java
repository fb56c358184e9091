package io.drawbridge.gateway.api;

import java.util.Locale;

/**
 * The account in which everything local pretends to live.
 *
 * <p>The template reader resolves {@code AWS::Region}, {@code AWS::AccountId}, {@code AWS::Partition} and a {@code Ref} to
 * the API with these values, and the request path builds {@code methodArn} and the ARNs of permission checks from the same
 * ones, so that what a template grants and what a request asks for can match.
 */
public final class LocalAccount {

    /** {@code AWS::Partition}. */
    public static final String PARTITION = "aws";

    /** {@code AWS::Region}; also the functions' {@code AWS_REGION}. */
    public static final String REGION = "us-east-1";

    /** {@code AWS::AccountId}: a number that no account has. */
    public static final String ACCOUNT_ID = "000000000000";

    private LocalAccount() {}

    /**
     * The API id that {@code !Ref} of the API's logical id yields: its letters and digits in lower case, so that a reader
     * of a log line recognises the API.
     */
    public static String apiId(String logicalId) {
        return logicalId.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** {@code arn:aws:execute-api:REGION:ACCOUNT:APIID}, the part of an execute-api ARN before the first slash. */
    public static String executeApiArn(String apiId) {
        return "arn:" + PARTITION + ":execute-api:" + REGION + ":" + ACCOUNT_ID + ":" + apiId;
    }

    /** {@code arn:aws:lambda:REGION:ACCOUNT:function:NAME}. */
    public static String functionArn(String functionName) {
        return "arn:" + PARTITION + ":lambda:" + REGION + ":" + ACCOUNT_ID + ":function:" + functionName;
    }
}
