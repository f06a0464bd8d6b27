import { Aws, Stack, Validations } from 'aws-cdk-lib';
import { CfnIntegration, CfnRoute, CfnRouteResponse } from 'aws-cdk-lib/aws-apigatewayv2';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { noGatewayAuthorizer } from '../constructs/desk-api.ts';
import type { DeskFunction } from '../constructs/desk-function.ts';
import type { Route } from '../routes.ts';
import type { StageSettings } from '../stages/settings.ts';
import type { DataStack } from './data-stack.ts';
import { stackProps } from './stack-props.ts';

/** What agents send is answered over their connection, whatever it is; the function knows its types. */
const liveRouteKeys = ['$connect', '$disconnect', '$default'] as const;

interface RoutesStackProps {
  readonly settings: StageSettings;
  readonly data: DataStack;
  readonly routes: readonly Route[];
  /** The function that answers on the WebSocket API; null: none does. */
  readonly liveFunction: string | null;
  readonly functionByName: ReadonlyMap<string, DeskFunction>;
}

type IntegrationParts = Pick<RoutesStackProps, 'data' | 'functionByName'>;

/** Which function answers which path. A stack of its own, because routes are what grows with the API. */
export class RoutesStack extends Stack {
  constructor(scope: Construct, props: RoutesStackProps) {
    const { settings, data, routes, functionByName, liveFunction } = props;
    super(scope, `smista-${settings.stage}-routes`, {
      ...stackProps(settings),
      description: 'Smista: which function answers which path.',
    });
    const integrations = new Map<string, CfnIntegration>();
    for (const { path, functionName } of routes) {
      const integration =
        integrations.get(functionName) ?? this.addIntegration(functionName, { data, functionByName });
      integrations.set(functionName, integration);
      new CfnRoute(this, `Route ${path ?? 'default'}`, {
        apiId: data.api.apiId,
        routeKey: path === null ? '$default' : `ANY ${path}`,
        target: `integrations/${integration.ref}`,
      });
    }
    if (liveFunction !== null) this.addLiveRoutes(liveFunction, props);
    Validations.of(this).acknowledge({ id: 'AwsSolutions-APIG4', reason: noGatewayAuthorizer });
  }

  private addIntegration(name: string, parts: IntegrationParts): CfnIntegration {
    const { lambda } = this.permit(name, parts.data.api.apiId, parts);
    return new CfnIntegration(this, `Integration ${name}`, {
      apiId: parts.data.api.apiId,
      integrationType: 'AWS_PROXY',
      integrationUri: lambda.functionArn,
      payloadFormatVersion: '2.0',
    });
  }

  /** `$connect` itself takes the token: there is no authorizer. */
  private addLiveRoutes(name: string, parts: IntegrationParts): void {
    const { apiId } = parts.data.live.api;
    const { lambda } = this.permit(name, apiId, parts);
    const integration = new CfnIntegration(this, `Integration ${name}`, {
      apiId,
      integrationType: 'AWS_PROXY',
      integrationUri: `arn:${Aws.PARTITION}:apigateway:${this.region}:lambda:path/2015-03-31/functions/${lambda.functionArn}/invocations`,
    });
    for (const routeKey of liveRouteKeys) {
      const isAnswered = routeKey === '$default';
      const route = new CfnRoute(this, `Live ${routeKey}`, {
        apiId,
        routeKey,
        target: `integrations/${integration.ref}`,
        ...(isAnswered ? { routeResponseSelectionExpression: '$default' } : {}),
      });
      if (isAnswered) {
        const routeResponseKey = '$default';
        new CfnRouteResponse(this, 'Live answer', { apiId, routeId: route.ref, routeResponseKey });
      }
    }
  }

  private permit(name: string, apiId: string, { functionByName }: IntegrationParts): DeskFunction {
    const target = functionByName.get(name);
    if (target === undefined) throw new Error(`No function ${name} answers its routes.`);
    new CfnPermission(this, `Permission ${name}`, {
      action: 'lambda:InvokeFunction',
      functionName: target.lambda.functionArn,
      principal: 'apigateway.amazonaws.com',
      // One permission for the whole API: one a route would be as many resources again.
      sourceArn: `arn:${Aws.PARTITION}:execute-api:${this.region}:${this.account}:${apiId}/*`,
    });
    return target;
  }
}
