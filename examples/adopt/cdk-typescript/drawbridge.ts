import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CfnGatewayResponse, CfnAuthorizer, AuthorizationType, IAuthorizer, IResource, IntegrationResponse, MockIntegration, PassthroughBehavior, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { Stack } from 'aws-cdk-lib';

/** One of the files that hold what template.yaml says, wherever you keep them. */
const read = (folder: string, name: string): string => readFileSync(join(folder, name), 'utf8');

/**
 * Puts Drawbridge's authorizer, of another stack in this account and region, before an API: before every method that takes
 * `authorizer` as its own, with gateway responses that its pages can read.
 *
 * @param folder where gateway-responses.json, preflight.vtl and not-found.vtl are
 */
export class Drawbridge {
  readonly authorizer: IAuthorizer;

  constructor(private readonly api: RestApi, private readonly folder: string, functionArn: string) {
    const stack = Stack.of(api);
    // No identity sources and no cache: with a source, API Gateway would answer what lacks it by itself. TokenAuthorizer and
    // RequestAuthorizer want one or the other, hence the plain resource.
    const authorizer = new CfnAuthorizer(api, 'Drawbridge', {
      restApiId: api.restApiId,
      name: 'Drawbridge',
      type: 'REQUEST',
      authorizerUri: stack.formatArn({ service: 'apigateway', account: 'lambda', resource: `path/2015-03-31/functions/${functionArn}/invocations` }),
      authorizerResultTtlInSeconds: 0,
    });
    new CfnPermission(api, 'DrawbridgePermission', {
      action: 'lambda:InvokeFunction',
      functionName: functionArn,
      principal: 'apigateway.amazonaws.com',
      sourceArn: stack.formatArn({ service: 'execute-api', resource: api.restApiId, resourceName: 'authorizers/*' }),
    });
    this.authorizer = { authorizerId: authorizer.ref, authorizationType: AuthorizationType.CUSTOM };
    const responses: Record<string, { responseParameters: Record<string, string>; responseTemplates: Record<string, string> }> =
      JSON.parse(read(folder, 'gateway-responses.json'));
    for (const [responseType, response] of Object.entries(responses)) {
      const made = new CfnGatewayResponse(api, responseType, { restApiId: api.restApiId, responseType, ...response });
      // A gateway response counts from the next deployment on, so each must be there before it and change it.
      api.latestDeployment?.node.addDependency(made);
    }
    api.latestDeployment?.addToLogicalId(responses);
  }

  /** Answers a resource's preflights from the authorizer's context. */
  addPreflight(resource: IResource): void {
    const vary = "'Origin, Access-Control-Request-Method, Access-Control-Request-Headers'";
    this.addMock(resource, 'OPTIONS', '204', ['application/json'], read(this.folder, 'preflight.vtl'), { Vary: vary });
  }

  /** Answers every route that there is not with a 404 that pages can read. */
  addCatchAll(): void {
    const types = ['application/json', 'application/octet-stream', 'application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'];
    for (const resource of [this.api.root, this.api.root.addResource('{proxy+}')]) {
      this.addMock(resource, 'ANY', '404', types, read(this.folder, 'not-found.vtl'), { Vary: "'Origin'", 'Cache-Control': "'no-store'" });
      this.addPreflight(resource);
    }
  }

  private addMock(resource: IResource, verb: string, statusCode: string, types: string[], template: string, headers: Record<string, string>): void {
    const named = Object.entries(headers).map(([name, value]) => [`method.response.header.${name}`, value] as const);
    const answer: IntegrationResponse = { statusCode, responseParameters: Object.fromEntries(named), responseTemplates: { 'application/json': template } };
    const integration = new MockIntegration({
      passthroughBehavior: PassthroughBehavior.NEVER,
      requestTemplates: Object.fromEntries(types.map((type) => [type, `{"statusCode": ${statusCode}}`])),
      integrationResponses: [answer],
    });
    resource.addMethod(verb, integration, {
      authorizer: this.authorizer,
      methodResponses: [{ statusCode, responseParameters: Object.fromEntries(named.map(([name]) => [name, true])) }],
    });
  }
}
