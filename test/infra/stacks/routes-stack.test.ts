import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { stackOf, synthesizeSample } from '#test/infra/samples/synthesized.ts';

const synthesis = await synthesizeSample();
const routes = stackOf(synthesis, 'routes');
const keysOf = (routesOfApi: Record<string, { readonly [field: string]: unknown }>) =>
  Object.values(routesOfApi)
    .map(({ Properties }) => (Properties as { RouteKey: string }).RouteKey)
    .sort();
const all = routes.findResources('AWS::ApiGatewayV2::Route');
const isLive = ([id]: readonly [string, unknown]) => id.startsWith('Live');

describe('the routes', () => {
  it('are one for each resource, whatever its methods', () => {
    const keys = keysOf(Object.fromEntries(Object.entries(all).filter((one) => !isLive(one))));

    expect(keys).toEqual(['$default', 'ANY /v1/greetings', 'ANY /v1/greetings/{greetingId}']);
  });

  it('end at one integration for each function', () => {
    routes.resourcePropertiesCountIs(
      'AWS::ApiGatewayV2::Integration',
      { IntegrationType: 'AWS_PROXY', PayloadFormatVersion: '2.0' },
      2,
    );
  });

  it('need one permission for each function and the whole API', () => {
    routes.resourceCountIs('AWS::Lambda::Permission', 3);
    routes.allResourcesProperties('AWS::Lambda::Permission', {
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
    });
  });
});

describe('the live routes', () => {
  it('are the three of a connection, and need no authorizer: the token is taken by the function', () => {
    expect(keysOf(Object.fromEntries(Object.entries(all).filter(isLive)))).toEqual([
      '$connect',
      '$default',
      '$disconnect',
    ]);
    routes.resourcePropertiesCountIs('AWS::ApiGatewayV2::Route', { AuthorizerId: Match.anyValue() }, 0);
  });

  it('end at one function, whose answer to a message goes back over the connection', () => {
    routes.hasResourceProperties('AWS::ApiGatewayV2::Integration', {
      IntegrationType: 'AWS_PROXY',
      PayloadFormatVersion: Match.absent(),
    });
    routes.hasResourceProperties('AWS::ApiGatewayV2::Route', {
      RouteKey: '$default',
      RouteResponseSelectionExpression: '$default',
    });
    routes.resourceCountIs('AWS::ApiGatewayV2::RouteResponse', 1);
  });
});
