package io.drawbridge.gateway.template;

import io.drawbridge.gateway.api.LocalAccount;
import java.util.Optional;

/**
 * Reads an {@code AWS::Lambda::Permission}.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-permission.html">
 *     AWS::Lambda::Permission</a>
 */
final class PermissionReader {

    private static final PropertyList PROPERTIES = new PropertyList()
            .served("Action", "FunctionName", "Principal", "SourceArn", "SourceAccount")
            .refused("Function URLs are not served: remove it.", "FunctionUrlAuthType", "InvokedViaFunctionUrl")
            .refused("It is no business of API Gateway: remove it.", "EventSourceToken", "PrincipalOrgID");

    private final Resolver resolver;
    private final References references;
    private final Problems problems;

    PermissionReader(Resolver resolver, References references, Problems problems) {
        this.resolver = resolver;
        this.references = references;
        this.problems = problems;
    }

    /**
     * A permission for API Gateway.
     *
     * @param function the logical id
     * @param source an ARN pattern; {@code *} for any source
     */
    record Permission(String function, String source) {}

    /** Empty where it concerns another service or has problems. */
    Optional<Permission> read(TemplateResource resource) {
        Fields fields = new Fields(PROPERTIES.read(resource.properties(), resolver, problems), problems);
        Optional<String> action = fields.requiredText("Action");
        Optional<String> principal = fields.requiredText("Principal");
        Optional<String> function = fields.requiredText("FunctionName").flatMap(name -> function(name, fields));
        // Without SourceArn the permission holds for every API of the account, with a broken one for none.
        Optional<String> source = fields.has("SourceArn") ? fields.text("SourceArn") : Optional.of("*");
        boolean ours = action.filter(text -> text.equals("lambda:InvokeFunction") || text.equals("lambda:*"))
                        .isPresent()
                && principal
                        .filter(text -> text.equals("apigateway.amazonaws.com"))
                        .isPresent()
                && fields.text("SourceAccount")
                        .map(text -> text.equals(LocalAccount.ACCOUNT_ID))
                        .orElse(true);
        return ours && function.isPresent() && source.isPresent()
                ? Optional.of(new Permission(function.get(), source.get()))
                : Optional.empty();
    }

    private Optional<String> function(String name, Fields fields) {
        Optional<String> function = references.function(name).map(TemplateResource::logicalId);
        if (function.isEmpty()) {
            problems.invalid(
                    fields.place("FunctionName"),
                    "is " + name
                            + ", which is no function of this template. Write !Ref Function or !GetAtt Function.Arn.");
        }
        return function;
    }
}
