import { Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';
import type { StageSettings } from '../stages/settings.ts';
import { DeskLogs } from './desk-logs.ts';

/** The gateway with its address and throttle, still without routes. */
export class DeskApi extends HttpApi {
  constructor(scope: Construct, id: string, settings: StageSettings) {
    super(scope, id, {
      apiName: `smista-${settings.stage}`,
      description: 'The help desk: agents, customers and providers.',
      createDefaultStage: false,
    });
    const logs = new DeskLogs(this, 'AccessLogs', settings);
    new HttpStage(this, 'DefaultStage', {
      httpApi: this,
      autoDeploy: true,
      throttle: {
        rateLimit: settings.throttling.requestsPerSecond,
        burstLimit: settings.throttling.burst,
      },
      detailedMetricsEnabled: true,
      accessLogSettings: {
        destination: new LogGroupLogDestination(logs),
        format: accessLogFormat,
      },
    });
    Validations.of(this).acknowledge({ id: 'AwsSolutions-APIG4', reason: noGatewayAuthorizer });
  }
}

export const noGatewayAuthorizer =
  "Every /v1 function authenticates in its own wrapper: a gateway authorizer's 401 cannot be a problem document, and its cache needs every identity header present.";

// Without address and path parameters: logs carry ids, never who or what.
const accessLogFormat = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    at: '$context.requestTimeEpoch',
    route: '$context.routeKey',
    method: '$context.httpMethod',
    status: '$context.status',
    answerBytes: '$context.responseLength',
    milliseconds: '$context.responseLatency',
    integrationError: '$context.integrationErrorMessage',
  }),
);
