package io.drawbridge.gateway.template;

import io.drawbridge.gateway.template.TemplateNode.Mapping;

/**
 * One resource of the template.
 *
 * @param properties unresolved; the Globals are merged in already
 * @param active whether its condition holds; an inactive resource does not exist
 */
record TemplateResource(String logicalId, String type, Place place, Mapping properties, boolean active) {

    static final String API = "AWS::Serverless::Api";
    static final String FUNCTION = "AWS::Serverless::Function";
    static final String LAYER = "AWS::Serverless::LayerVersion";
    static final String PERMISSION = "AWS::Lambda::Permission";
    static final String API_KEY = "AWS::ApiGateway::ApiKey";
    static final String USAGE_PLAN = "AWS::ApiGateway::UsagePlan";
    static final String USAGE_PLAN_KEY = "AWS::ApiGateway::UsagePlanKey";

    boolean is(String wanted) {
        return type.equals(wanted);
    }
}
