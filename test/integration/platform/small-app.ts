import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SynthesizedApp, toTemplate } from '#infra/local/template/template.ts';

type Properties = Record<string, unknown>;

export interface SmallFunction {
  /** The body of an ES module that exports `handler`; `aws(service, operation, input)` calls a local service. */
  readonly source: string;
  readonly timeoutSeconds?: number;
  readonly memoryMegabytes?: number;
}

export interface SmallAppParts {
  readonly functions: Readonly<Record<string, SmallFunction>>;
  readonly resources?: Readonly<Record<string, { Type: string; Properties: Properties }>>;
  /** Where the functions' code is written. */
  readonly folder?: string;
}

const preamble = `
const endpoints = { AmazonSQS: 'SQS', DynamoDB_20120810: 'DYNAMODB', AWSEvents: 'EVENTBRIDGE' };
const aws = async (service, operation, input) => {
  const response = await fetch(process.env['AWS_ENDPOINT_URL_' + endpoints[service]], {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': service + '.' + operation,
      'x-amz-date': '20260101T000000Z',
      authorization: 'AWS4-HMAC-SHA256 Credential=local/20260101/eu-local-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: JSON.stringify(input),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(JSON.stringify(answer));
  return answer;
};
const put = (pk, more = {}) => aws('DynamoDB_20120810', 'PutItem', {
  TableName: process.env.TABLE_NAME, Item: { pk: { S: pk }, sk: { S: '-' }, ...more },
});
const send = (url, body, more = {}) => aws('AmazonSQS', 'SendMessage', { QueueUrl: url, MessageBody: JSON.stringify(body), ...more });
const now = () => globalThis[Symbol.for('smista.clock')]();
`;

export const table = {
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    AttributeDefinitions: ['pk', 'sk', 'dueShard', 'dueAt'].map((AttributeName) => ({
      AttributeName,
      AttributeType: 'S',
    })),
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'due',
        KeySchema: [
          { AttributeName: 'dueShard', KeyType: 'HASH' },
          { AttributeName: 'dueAt', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
    BillingMode: 'PAY_PER_REQUEST',
    StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
    TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
  },
};

export const queue = (properties: Properties = {}) => ({ Type: 'AWS::SQS::Queue', Properties: properties });
export const arn = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });

export const fromQueue = (queueId: string, functionId: string, more: Properties = {}) => ({
  Type: 'AWS::Lambda::EventSourceMapping',
  Properties: {
    EventSourceArn: arn(queueId),
    FunctionName: { Ref: functionId },
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    ...more,
  },
});

export const fromStream = (functionId: string, more: Properties = {}) => ({
  Type: 'AWS::Lambda::EventSourceMapping',
  Properties: {
    EventSourceArn: { 'Fn::GetAtt': ['Table', 'StreamArn'] },
    FunctionName: { Ref: functionId },
    StartingPosition: 'TRIM_HORIZON',
    BisectBatchOnFunctionError: true,
    MaximumRetryAttempts: 2,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    ...more,
  },
});

export const everyMinute = (functionId: string) => ({
  Type: 'AWS::Scheduler::Schedule',
  Properties: {
    ScheduleExpression: 'rate(1 minute)',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: { Arn: arn(functionId), RetryPolicy: { MaximumRetryAttempts: 0 } },
  },
});

export const route = (functionId: string, routeKey: string) => ({
  [`${functionId}Integration`]: {
    Type: 'AWS::ApiGatewayV2::Integration',
    Properties: {
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: arn(functionId),
      PayloadFormatVersion: '2.0',
    },
  },
  [`${functionId}Route`]: {
    Type: 'AWS::ApiGatewayV2::Route',
    Properties: {
      RouteKey: routeKey,
      Target: { 'Fn::Join': ['', ['integrations/', { Ref: `${functionId}Integration` }]] },
    },
  },
});

const makeFolder = (): string => mkdtempSync(join(tmpdir(), 'smista-app-'));

/** A hand-written app: enough of a template and of functions to see the platform at work. */
export function smallApp({ functions, resources = {}, folder = makeFolder() }: SmallAppParts): {
  app: SynthesizedApp;
  remove: () => void;
} {
  const queueUrls = Object.entries(resources)
    .filter(([, { Type }]) => Type === 'AWS::SQS::Queue')
    .map(([id]) => [`${id.toUpperCase()}_URL`, { Ref: id }]);
  const assetFolders: Record<string, string> = {};
  const functionResources = Object.entries(functions).map(
    ([id, { source, timeoutSeconds = 60, memoryMegabytes = 256 }]) => {
      const codeFolder = join(folder, id);
      mkdirSync(codeFolder, { recursive: true });
      writeFileSync(join(codeFolder, 'function.mjs'), preamble + source);
      assetFolders[id] = codeFolder;
      return [
        id,
        {
          Type: 'AWS::Lambda::Function',
          Properties: {
            Runtime: 'nodejs24.x',
            Handler: 'function.handler',
            Code: { S3Bucket: 'assets', S3Key: `${id}.zip` },
            Timeout: timeoutSeconds,
            MemorySize: memoryMegabytes,
            Environment: { Variables: { TABLE_NAME: { Ref: 'Table' }, ...Object.fromEntries(queueUrls) } },
          },
        },
      ];
    },
  );
  const Resources = { Table: table, ...resources, ...Object.fromEntries(functionResources) };
  return {
    app: { templates: [toTemplate('small', { Resources })], assetFolders },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
