import { App, Stack } from 'aws-cdk-lib';
import { EndpointType, LambdaIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Drawbridge } from './drawbridge';

const app = new App();
const stack = new Stack(app, 'Things');

// An API as you may have it.
const things = new Function(stack, 'ThingsFunction', { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code: Code.fromInline('exports.handler = async () => ({});') });
const api = new RestApi(stack, 'Api', { endpointTypes: [EndpointType.REGIONAL], deployOptions: { stageName: 'prod' } });

// The output AuthorizerFunctionArn of the stack that has the authorizer.
const drawbridge = new Drawbridge(api, app.node.tryGetContext('drawbridge') ?? '..', app.node.getContext('authorizerFunctionArn'));
const resource = api.root.addResource('things');
resource.addMethod('GET', new LambdaIntegration(things), { authorizer: drawbridge.authorizer });
drawbridge.addPreflight(resource);
drawbridge.addCatchAll();
