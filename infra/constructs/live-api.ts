import { Stack, Validations } from 'aws-cdk-lib';
import { type CfnApi, WebSocketApi, WebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { Construct } from 'constructs';
import type { StageSettings } from '../stages/settings.ts';

const stageName = 'live';

/** The WebSocket API with its address and throttle, still without routes. */
export class LiveApi extends Construct {
  readonly api: WebSocketApi;
  /** Where agents connect. */
  readonly url: string;
  /** Where functions send over connections. */
  readonly endpoint: string;
  /** What a function may manage that sends over connections and ends them. */
  readonly connections: readonly string[];

  constructor(scope: Construct, id: string, settings: StageSettings) {
    super(scope, id);
    this.api = new WebSocketApi(this, 'Api', {
      apiName: `smista-${settings.stage}-live`,
      description: 'The help desk: what agents are told live.',
      routeSelectionExpression: '$request.body.type',
    });
    const stage = new WebSocketStage(this, 'Stage', {
      webSocketApi: this.api,
      stageName,
      autoDeploy: true,
      throttle: {
        rateLimit: settings.throttling.requestsPerSecond,
        burstLimit: settings.throttling.burst,
      },
      detailedMetricsEnabled: true,
    });
    this.url = `${(this.api.node.defaultChild as CfnApi).attrApiEndpoint}/${stageName}`;
    this.endpoint = stage.callbackUrl;
    const stack = Stack.of(this);
    // As the stack of the functions will name it: what accepts the star has to say the same words.
    const apiId = stack.exportValue(this.api.apiId);
    this.connections = ['POST', 'DELETE'].map((method) =>
      stack.formatArn({
        service: 'execute-api',
        resource: apiId,
        resourceName: `${stageName}/${method}/@connections/*`,
      }),
    );
    Validations.of(this).acknowledge({ id: 'AwsSolutions-APIG1', reason: noAccessLogs });
  }
}

const noAccessLogs =
  'Access logs of a WebSocket API need a role that the whole account shares; and they would hold the tokens of addresses. The function logs each opening by its id.';
