package io.drawbridge.gateway.api;

/**
 * Where a REST API pretends to be deployed: the parts that its execute-api ARNs are made of.
 *
 * <p>Lambda permissions and every request's {@code methodArn} are built from this one value, so that they agree.
 *
 * @param partition such as {@code aws}
 * @param region such as {@code us-east-1}
 * @param accountId twelve digits
 * @param apiId lower-case letters and digits
 */
public record ApiIdentity(String partition, String region, String accountId, String apiId) {

    /**
     * The execute-api ARN of something below this API.
     *
     * @param suffix what follows {@code APIID/}, such as {@code prod/GET/orders} or {@code authorizers/*}
     */
    public String executeApiArn(String suffix) {
        return "arn:" + partition + ":execute-api:" + region + ":" + accountId + ":" + apiId + "/" + suffix;
    }

    /**
     * The ARN of a Lambda function in the same account and region.
     *
     * @param functionName the function's name
     */
    public String functionArn(String functionName) {
        return "arn:" + partition + ":lambda:" + region + ":" + accountId + ":function:" + functionName;
    }
}
