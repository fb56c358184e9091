package io.drawbridge.gateway.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A resource type that has no meaning to the local gateway itself: it is accepted whole, whatever its properties, because a
 * request through the gateway runs no differently for it. What functions need to know of it is its name or ARN.
 *
 * @param nameProperty the property that holds its physical name; empty where it has none to set
 * @param arn what follows {@code arn:PARTITION:}, with {@code %r}, {@code %a} and {@code %n} for region, account and name;
 *     empty where there is no {@code Arn} attribute
 * @param ref what {@code Ref} yields, with the same placeholders; empty where it yields the ARN
 */
record PassiveResource(String type, String nameProperty, String arn, String ref) {

    private static final Map<String, PassiveResource> KNOWN = List.of(
                    // The caller decides where the table is; here only its name is passed on.
                    named("AWS::DynamoDB::Table", "TableName", "dynamodb:%r:%a:table/%n"),
                    named("AWS::Serverless::SimpleTable", "TableName", "dynamodb:%r:%a:table/%n"),
                    // Nothing checks IAM rights locally: a function's right to its table is proved by deploying.
                    named("AWS::IAM::Role", "RoleName", "iam::%a:role/%n"),
                    named("AWS::IAM::Policy", "", ""),
                    named("AWS::IAM::RolePolicy", "", ""),
                    refIsArn("AWS::IAM::ManagedPolicy", "ManagedPolicyName", "iam::%a:policy/%n"),
                    // Who watches is not part of the answer.
                    named("AWS::CloudWatch::Alarm", "AlarmName", "cloudwatch:%r:%a:alarm:%n"),
                    named("AWS::CloudWatch::CompositeAlarm", "AlarmName", "cloudwatch:%r:%a:alarm:%n"),
                    named("AWS::CloudWatch::Dashboard", "DashboardName", ""),
                    named("AWS::Logs::LogGroup", "LogGroupName", "logs:%r:%a:log-group:%n:*"),
                    named("AWS::Logs::MetricFilter", "FilterName", ""),
                    named("AWS::Logs::QueryDefinition", "", ""),
                    named("AWS::Logs::ResourcePolicy", "PolicyName", ""),
                    named("AWS::ApiGateway::Account", "", ""),
                    // Where alarms and failed asynchronous calls go.
                    refIsArn("AWS::SNS::Topic", "TopicName", "sns:%r:%a:%n"),
                    named("AWS::SNS::TopicPolicy", "", ""),
                    named("AWS::SNS::Subscription", "", ""),
                    new PassiveResource(
                            "AWS::SQS::Queue", "QueueName", "sqs:%r:%a:%n", "https://sqs.%r.amazonaws.com/%a/%n"),
                    named("AWS::SQS::QueuePolicy", "", ""),
                    // Keys and settings that functions look up by name.
                    named("AWS::KMS::Key", "", "kms:%r:%a:key/%n"),
                    named("AWS::KMS::Alias", "AliasName", ""),
                    named("AWS::SSM::Parameter", "Name", ""),
                    refIsArn("AWS::SecretsManager::Secret", "Name", "secretsmanager:%r:%a:secret:%n"),
                    named("AWS::S3::Bucket", "BucketName", "s3:::%n"),
                    named("AWS::S3::BucketPolicy", "", ""),
                    // A function that uses one reads what is in it; a layer that nothing uses does nothing.
                    refIsArn("AWS::Serverless::LayerVersion", "LayerName", "lambda:%r:%a:layer:%n:1"),
                    refIsArn("AWS::Lambda::LayerVersion", "LayerName", "lambda:%r:%a:layer:%n:1"))
            .stream()
            .collect(Collectors.toUnmodifiableMap(PassiveResource::type, Function.identity()));

    /** Types that change what a caller sees, each with what to do instead. */
    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry(
                    "AWS::ApiGateway::GatewayResponse",
                    "The next deployment of the API's body removes such resources: declare it under GatewayResponses of"
                            + " the AWS::Serverless::Api."),
            Map.entry(
                    "AWS::Serverless::HttpApi", "HTTP APIs (v2) have no gateway responses: use AWS::Serverless::Api."),
            Map.entry("AWS::Serverless::WebSocketApi", "Only REST APIs are served: use AWS::Serverless::Api."),
            Map.entry("AWS::ApiGateway::RestApi", "Declare the API as AWS::Serverless::Api."),
            Map.entry("AWS::ApiGateway::Authorizer", "Declare it under Auth.Authorizers of the AWS::Serverless::Api."),
            Map.entry("AWS::ApiGateway::VpcLink", "VPC links are not served: remove it."),
            Map.entry("AWS::Lambda::Function", "Declare the function as AWS::Serverless::Function."),
            Map.entry("AWS::Lambda::Url", "Function URLs are not served: remove it."));

    static Optional<PassiveResource> ofType(String type) {
        return Optional.ofNullable(KNOWN.get(type));
    }

    /** What to do about a type that is not served. */
    static String insteadOf(String type) {
        String fix = REFUSED.get(type);
        return fix != null
                ? fix
                : "It is neither served nor known to have no effect here: keep it in a template of its own.";
    }

    private static PassiveResource named(String type, String nameProperty, String arn) {
        return new PassiveResource(type, nameProperty, arn, "%n");
    }

    private static PassiveResource refIsArn(String type, String nameProperty, String arn) {
        return new PassiveResource(type, nameProperty, arn, "");
    }
}
