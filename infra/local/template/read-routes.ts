import { z } from 'zod';
import { nameInArn } from './aws-names.ts';
import type { Resources } from './resources.ts';
import { UnsupportedTemplate } from './template.ts';
import type { RouteDefinition } from './wiring.ts';

const routeProperties = z.looseObject({ RouteKey: z.string(), Target: z.string() });
const integrationProperties = z.looseObject({
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0'),
});

/** A function's own ARN, or the invocation ARN that wraps it: `…:path/2015-03-31/functions/<arn>/invocations`. */
function functionInUri(uri: string): string {
  const wrapped = /\/functions\/(.+)\/invocations$/.exec(uri);
  return nameInArn(wrapped?.[1] ?? uri);
}

export function readRoutes(resources: Resources): RouteDefinition[] {
  const integrations = resources.list('AWS::ApiGatewayV2::Integration', integrationProperties);
  const functionByIntegration = new Map(
    integrations.map(({ name, properties }) => [name, functionInUri(properties.IntegrationUri)]),
  );
  return resources.list('AWS::ApiGatewayV2::Route', routeProperties).map(({ logicalId, properties }) => {
    const functionName = functionByIntegration.get(properties.Target.replace(/^integrations\//, ''));
    if (functionName === undefined) throw new UnsupportedTemplate(`Route ${logicalId} has no integration`);
    return { routeKey: properties.RouteKey, functionName };
  });
}
