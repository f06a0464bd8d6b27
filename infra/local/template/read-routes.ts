import { z } from 'zod';
import { functionInUri } from './function-in-uri.ts';
import { liveApiNames } from './read-live.ts';
import type { Resources } from './resources.ts';
import { UnsupportedTemplate } from './template.ts';
import type { RouteDefinition } from './wiring.ts';

const routeProperties = z.looseObject({ RouteKey: z.string(), Target: z.string() });
const integrationProperties = z.looseObject({
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0'),
});

/** The routes of the HTTP API. */
export function readRoutes(resources: Resources): RouteDefinition[] {
  const live = liveApiNames(resources);
  const isHttp = ({ ApiId }: Readonly<Record<string, unknown>>) => !live.has(ApiId);
  const integrations = resources.list('AWS::ApiGatewayV2::Integration', integrationProperties, isHttp);
  const functionByIntegration = new Map(
    integrations.map(({ name, properties }) => [name, functionInUri(properties.IntegrationUri)]),
  );
  const routes = resources.list('AWS::ApiGatewayV2::Route', routeProperties, isHttp);
  return routes.map(({ logicalId, properties }) => {
    const functionName = functionByIntegration.get(properties.Target.replace(/^integrations\//, ''));
    if (functionName === undefined) throw new UnsupportedTemplate(`Route ${logicalId} has no integration`);
    return { routeKey: properties.RouteKey, functionName };
  });
}
