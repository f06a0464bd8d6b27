import { z } from 'zod';
import { functionInUri } from './function-in-uri.ts';
import type { Resources } from './resources.ts';
import { UnsupportedTemplate } from './template.ts';
import type { LiveDefinition } from './wiring.ts';

const apiProperties = z.looseObject({ ProtocolType: z.string() });
const stageProperties = z.looseObject({ StageName: z.string() });
const integrationProperties = z.looseObject({
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string(),
});
const routeProperties = z.looseObject({
  RouteKey: z.enum(['$connect', '$disconnect', '$default']),
  Target: z.string(),
});
const responseProperties = z.looseObject({ RouteId: z.string() });

/** Names of the WebSocket APIs: everything else belongs to the HTTP API. */
export function liveApiNames(resources: Resources): ReadonlySet<unknown> {
  const apis = resources.list('AWS::ApiGatewayV2::Api', apiProperties);
  return new Set(
    apis.filter(({ properties }) => properties.ProtocolType === 'WEBSOCKET').map(({ name }) => name),
  );
}

/** The one WebSocket API, if there is any. */
export function readLive(resources: Resources): LiveDefinition | null {
  const [apiId, ...more] = [...liveApiNames(resources)].map(String);
  if (apiId === undefined) return null;
  const isOwn = (properties: Readonly<Record<string, unknown>>) => properties['ApiId'] === apiId;
  const [stage, ...others] = resources.list('AWS::ApiGatewayV2::Stage', stageProperties, isOwn);
  if (stage === undefined || more.length + others.length > 0)
    throw new UnsupportedTemplate('One WebSocket API with one stage is run here');
  return { apiId, stage: stage.properties.StageName, routes: readLiveRoutes(resources, isOwn) };
}

function readLiveRoutes(
  resources: Resources,
  isOwn: (properties: Readonly<Record<string, unknown>>) => boolean,
): LiveDefinition['routes'] {
  const integrations = resources.list('AWS::ApiGatewayV2::Integration', integrationProperties, isOwn);
  const functionByIntegration = new Map(
    integrations.map(({ name, properties }) => [name, functionInUri(properties.IntegrationUri)]),
  );
  const responses = resources.list('AWS::ApiGatewayV2::RouteResponse', responseProperties, isOwn);
  const answered = new Set(responses.map(({ properties }) => properties.RouteId));
  const routes = resources.list('AWS::ApiGatewayV2::Route', routeProperties, isOwn);
  return routes.map(({ name, properties: { RouteKey: routeKey, Target } }) => {
    const functionName = functionByIntegration.get(Target.replace(/^integrations\//, ''));
    if (functionName === undefined) throw new UnsupportedTemplate(`Route ${routeKey} has no integration`);
    return { routeKey, functionName, isAnswered: answered.has(name) };
  });
}
