import { describe, expect, it } from 'vitest';
import { stackOf, synthesizeSample } from '#test/infra/samples/synthesized.ts';

const synthesis = await synthesizeSample();
const routes = stackOf(synthesis, 'routes');

describe('the routes', () => {
  it('are one for each resource, whatever its methods', () => {
    const keys = Object.values(routes.findResources('AWS::ApiGatewayV2::Route')).map(
      ({ Properties }) => Properties.RouteKey,
    );
    expect(keys.sort()).toEqual(['$default', 'ANY /v1/greetings', 'ANY /v1/greetings/{greetingId}']);
  });

  it('end at one integration for each function', () => {
    routes.resourceCountIs('AWS::ApiGatewayV2::Integration', 2);
    routes.allResourcesProperties('AWS::ApiGatewayV2::Integration', {
      IntegrationType: 'AWS_PROXY',
      PayloadFormatVersion: '2.0',
    });
  });

  it('need one permission for each function and the whole API', () => {
    routes.resourceCountIs('AWS::Lambda::Permission', 2);
    routes.allResourcesProperties('AWS::Lambda::Permission', {
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
    });
  });
});
