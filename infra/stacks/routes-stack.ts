import { Aws, Stack, Validations } from 'aws-cdk-lib';
import { CfnIntegration, CfnRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { noGatewayAuthorizer } from '../constructs/desk-api.ts';
import type { DeskFunction } from '../constructs/desk-function.ts';
import type { Route } from '../routes.ts';
import type { StageSettings } from '../stages/settings.ts';
import type { DataStack } from './data-stack.ts';
import { stackProps } from './stack-props.ts';

interface RoutesStackProps {
  readonly settings: StageSettings;
  readonly data: DataStack;
  readonly routes: readonly Route[];
  readonly functionByName: ReadonlyMap<string, DeskFunction>;
}

/** Which function answers which path. A stack of its own, because routes are what grows with the API. */
export class RoutesStack extends Stack {
  constructor(scope: Construct, { settings, data, routes, functionByName }: RoutesStackProps) {
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
    Validations.of(this).acknowledge({ id: 'AwsSolutions-APIG4', reason: noGatewayAuthorizer });
  }

  private addIntegration(
    name: string,
    { data, functionByName }: Pick<RoutesStackProps, 'data' | 'functionByName'>,
  ): CfnIntegration {
    const target = functionByName.get(name);
    if (target === undefined) throw new Error(`No function ${name} answers its routes.`);
    new CfnPermission(this, `Permission ${name}`, {
      action: 'lambda:InvokeFunction',
      functionName: target.lambda.functionArn,
      principal: 'apigateway.amazonaws.com',
      // One permission for the whole API: one a route would be as many resources again.
      sourceArn: `arn:${Aws.PARTITION}:execute-api:${this.region}:${this.account}:${data.api.apiId}/*`,
    });
    return new CfnIntegration(this, `Integration ${name}`, {
      apiId: data.api.apiId,
      integrationType: 'AWS_PROXY',
      integrationUri: target.lambda.functionArn,
      payloadFormatVersion: '2.0',
    });
  }
}
