import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { queueNames, queues } from '#infra/queues.ts';
import { tableDefinition } from '#shared/persistence/table-definition.ts';
import { stackOf, synthesizeSample } from '#test/infra/samples/synthesized.ts';

const prod = stackOf(await synthesizeSample(), 'data');
const dev = stackOf(await synthesizeSample({ stage: 'dev' }), 'data');

describe('the table', () => {
  it('streams both images, expires items and can be restored to any moment', () => {
    prod.hasResourceProperties('AWS::DynamoDB::Table', {
      BillingMode: 'PAY_PER_REQUEST',
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
  });

  it.each(tableDefinition.indexes)('has the index $name from its first deployment', (index) => {
    prod.hasResourceProperties('AWS::DynamoDB::Table', {
      GlobalSecondaryIndexes: Match.arrayWith([
        Match.objectLike({
          IndexName: index.name,
          KeySchema: [
            { AttributeName: index.hash, KeyType: 'HASH' },
            { AttributeName: index.range, KeyType: 'RANGE' },
          ],
          Projection: projectionOf(index.carries),
        }),
      ]),
    });
  });

  it('outlives its stack and refuses deletion outside dev', () => {
    prod.hasResource('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Retain',
      Properties: { DeletionProtectionEnabled: true },
    });
  });

  it('goes with its stack in dev', () => {
    dev.hasResource('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Delete',
      Properties: { DeletionProtectionEnabled: false },
    });
  });
});

describe('the buckets', () => {
  it('are encrypted, never public and outlive their stack', () => {
    prod.resourceCountIs('AWS::S3::Bucket', 2);
    prod.allResources('AWS::S3::Bucket', {
      DeletionPolicy: 'Retain',
      Properties: {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
        },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
      },
    });
  });

  it('refuse requests without TLS', () => {
    prod.resourcePropertiesCountIs(
      'AWS::S3::BucketPolicy',
      {
        PolicyDocument: {
          Statement: Match.arrayWith([
            Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          ]),
        },
      },
      2,
    );
  });

  it('forget raw mail after the days that the settings name', () => {
    prod.hasResourceProperties('AWS::S3::Bucket', {
      LifecycleConfiguration: { Rules: Match.arrayWith([Match.objectLike({ ExpirationInDays: 365 })]) },
    });
  });

  it.each([
    ['uploads, used or not, after two days', 'uploads/', 2],
    ['files that were too large for an answer after a day', 'downloads/', 1],
  ])('forget %s', (_, Prefix, ExpirationInDays) => {
    prod.hasResourceProperties('AWS::S3::Bucket', {
      LifecycleConfiguration: { Rules: Match.arrayWith([Match.objectLike({ Prefix, ExpirationInDays })]) },
    });
  });

  it('let a browser upload to a presigned link', () => {
    prod.hasResourceProperties('AWS::S3::Bucket', {
      CorsConfiguration: { CorsRules: [Match.objectLike({ AllowedMethods: ['GET', 'PUT', 'POST'] })] },
    });
  });

  it("let only the account's own SES rules store mail", () => {
    prod.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: 's3:PutObject',
            Principal: { Service: 'ses.amazonaws.com' },
            Condition: Match.objectLike({ StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } }),
          }),
        ]),
      },
    });
  });

  it('tell the queue of arrivals about each mail, once the queue lets them', () => {
    const [policy] = Object.keys(
      prod.findResources('AWS::SQS::QueuePolicy', {
        Properties: {
          PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Sid: 'BucketAnnouncesMail' })]) },
        },
      }),
    );
    prod.hasResource('AWS::S3::Bucket', {
      DependsOn: Match.arrayWith([policy]),
      Properties: { NotificationConfiguration: { QueueConfigurations: [{ Event: 's3:ObjectCreated:*' }] } },
    });
  });
});

describe.each(queueNames)('the queue %s', (name) => {
  const { fifo, consumerTimeoutSeconds, receives } = queues[name];
  const ending = fifo ? '.fifo' : '';
  const kind = fifo
    ? { FifoQueue: true, FifoThroughputLimit: 'perMessageGroupId' }
    : { FifoQueue: Match.absent() };

  it('hides a message for at least six tries of its consumer', () => {
    prod.hasResourceProperties('AWS::SQS::Queue', {
      QueueName: `smista-prod-${name}${ending}`,
      VisibilityTimeout: 6 * consumerTimeoutSeconds,
      ...kind,
    });
  });

  it('moves what failed to dead letters of its own kind, kept for 14 days', () => {
    const [deadLetters] = Object.keys(
      prod.findResources('AWS::SQS::Queue', {
        Properties: {
          QueueName: `smista-prod-${name}-dead-letters${ending}`,
          MessageRetentionPeriod: 1_209_600,
        },
      }),
    );
    prod.hasResourceProperties('AWS::SQS::Queue', {
      QueueName: `smista-prod-${name}${ending}`,
      RedrivePolicy: {
        deadLetterTargetArn: { 'Fn::GetAtt': [deadLetters, 'Arn'] },
        maxReceiveCount: receives,
      },
    });
  });
});

describe('the rest of what stays', () => {
  it('keeps every queue encrypted and when its stack goes', () => {
    prod.allResources('AWS::SQS::Queue', {
      DeletionPolicy: 'Retain',
      Properties: { SqsManagedSseEnabled: true },
    });
  });

  it('rotates the key that wraps the data key, and keeps it', () => {
    prod.hasResource('AWS::KMS::Key', { DeletionPolicy: 'Retain', Properties: { EnableKeyRotation: true } });
  });

  it('throttles the gateway as the settings say', () => {
    prod.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      StageName: '$default',
      AutoDeploy: true,
      DefaultRouteSettings: { ThrottlingRateLimit: 2_000, ThrottlingBurstLimit: 4_000 },
    });
  });

  it('has one WebSocket API, throttled alike, whose type of message chooses the route', () => {
    prod.hasResourceProperties('AWS::ApiGatewayV2::Api', {
      ProtocolType: 'WEBSOCKET',
      RouteSelectionExpression: '$request.body.type',
    });
    prod.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      StageName: 'live',
      AutoDeploy: true,
      DefaultRouteSettings: { ThrottlingRateLimit: 2_000, ThrottlingBurstLimit: 4_000 },
    });
  });

  it('has a bus for integrations', () => {
    prod.resourceCountIs('AWS::Events::EventBus', 1);
  });

  it.each([
    'ApiUrl',
    'LiveUrl',
    'TableName',
    'DataKeyId',
    'RawMailBucket',
    'AttachmentBucket',
    'EventBusName',
  ])('names %s as an output', (output) => {
    expect(Object.keys(prod.findOutputs(output))).toEqual([output]);
  });
});

function projectionOf(carries: 'all' | 'keys' | readonly string[]) {
  if (carries === 'all') return { ProjectionType: 'ALL' };
  return carries === 'keys'
    ? { ProjectionType: 'KEYS_ONLY' }
    : { ProjectionType: 'INCLUDE', NonKeyAttributes: [...carries] };
}
