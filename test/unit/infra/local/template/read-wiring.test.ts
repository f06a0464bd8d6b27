import { describe, expect, it } from 'vitest';
import { readWiring } from '#infra/local/template/read-wiring.ts';
import { toTemplate } from '#infra/local/template/template.ts';

const addresses = { publicUrl: 'http://desk.test', queueUrl: (name: string) => `http://queues.test/${name}` };

/** A placeholder of `Fn::Sub`. */
const sub = (before: string, name: string): string => `${before}$\{${name}}`;

const table = {
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    TableName: 'desk',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
    TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
  },
};

const data = toTemplate('data', {
  Resources: {
    Table: table,
    Lane: {
      Type: 'AWS::SQS::Queue',
      Properties: {
        FifoQueue: true,
        VisibilityTimeout: 180,
        RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] }, maxReceiveCount: 3 },
      },
    },
    Dead: { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true, QueueName: 'dead.fifo' } },
    Key: { Type: 'AWS::KMS::Key', Properties: {} },
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } },
  },
  Outputs: {
    LaneUrl: { Value: { Ref: 'Lane' }, Export: { Name: { 'Fn::Sub': `${sub('', 'AWS::StackName')}:lane` } } },
    LaneArn: { Value: { 'Fn::GetAtt': ['Lane', 'Arn'] }, Export: { Name: 'data:laneArn' } },
  },
});

const worker = {
  Type: 'AWS::Lambda::Function',
  Properties: {
    FunctionName: 'worker',
    Runtime: 'nodejs24.x',
    Handler: 'function.handler',
    Code: { S3Bucket: { 'Fn::Sub': sub('assets-', 'AWS::AccountId') }, S3Key: 'abc.zip' },
    Environment: {
      Variables: {
        LANE: { 'Fn::ImportValue': 'data:lane' },
        WHERE: { 'Fn::Join': ['/', ['x', { Ref: 'AWS::Region' }]] },
        SAID: { 'Fn::Sub': [`${sub('', 'One')} ${sub('', 'AWS::Partition')}`, { One: '1' }] },
        PART: { 'Fn::Select': [1, { 'Fn::Split': ['-', 'a-b'] }] },
        MODE: { Ref: 'Mode' },
        GONE: { Ref: 'AWS::NoValue' },
      },
    },
  },
};

const service = (more: Record<string, unknown> = {}) =>
  toTemplate('service', {
    Parameters: { Mode: { Type: 'String', Default: 'fast' } },
    Resources: {
      Worker: worker,
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          EventSourceArn: { 'Fn::ImportValue': 'data:laneArn' },
          FunctionName: { 'Fn::GetAtt': ['Worker', 'Arn'] },
          BatchSize: 7,
        },
      },
      Role: { Type: 'AWS::IAM::Role', Properties: { 'Fn::Transform': 'never read' } },
      ...more,
    },
  });

const read = (more?: Record<string, unknown>) =>
  readWiring({ templates: [data, service(more)], assetFolders: { abc: '/code' } }, addresses);

describe('the wiring', () => {
  it('gives functions their environment with local names and addresses, also across stacks', () => {
    expect(read().functions).toEqual([
      {
        name: 'worker',
        codeFolder: '/code',
        handler: 'function.handler',
        timeoutSeconds: 3,
        memoryMegabytes: 128,
        reservedConcurrency: null,
        environment: {
          LANE: 'http://queues.test/Lane.fifo',
          WHERE: 'x/eu-local-1',
          SAID: '1 aws',
          PART: 'b',
          MODE: 'fast',
        },
      },
    ]);
  });

  it('joins queues, dead letters and functions by name', () => {
    const { queues, queueMappings } = read();
    expect(queues[0]).toMatchObject({
      name: 'Lane.fifo',
      fifo: true,
      visibilitySeconds: 180,
      deadLetter: { queueName: 'dead.fifo', maxReceiveCount: 3 },
    });
    expect(queueMappings).toEqual([
      {
        queueName: 'Lane.fifo',
        functionName: 'worker',
        batchSize: 7,
        batchingWindowSeconds: 0,
        reportsItemFailures: false,
        maximumConcurrency: null,
      },
    ]);
  });

  it('turns the table into what CreateTable takes', () => {
    expect(read().table).toEqual({
      name: 'desk',
      ttlAttribute: 'expiresAt',
      createTableInput: {
        TableName: 'desk',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: table.Properties.AttributeDefinitions,
        KeySchema: table.Properties.KeySchema,
        StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
      },
    });
  });

  it('takes the inbound mail bucket from the receipt rule', () => {
    const { inboundMail } = read({
      Mail: { Type: 'AWS::S3::Bucket', Properties: {} },
      Rule: {
        Type: 'AWS::SES::ReceiptRule',
        Properties: {
          Rule: { Actions: [{ S3Action: { BucketName: { Ref: 'Mail' }, ObjectKeyPrefix: 'in/' } }] },
        },
      },
    });
    expect(inboundMail).toEqual({ bucketName: 'mail', keyPrefix: 'in/' });
  });

  it.each([
    [
      'a type nobody runs',
      { Topic: { Type: 'AWS::Kinesis::Stream', Properties: {} } },
      'AWS::Kinesis::Stream',
    ],
    [
      'a mapping from elsewhere',
      {
        Other: {
          Type: 'AWS::Lambda::EventSourceMapping',
          Properties: { EventSourceArn: 'arn:aws:kinesis:x:0:stream/y', FunctionName: 'worker' },
        },
      },
      'kinesis',
    ],
    [
      'a schedule of a function that is not there',
      {
        Tick: {
          Type: 'AWS::Scheduler::Schedule',
          Properties: {
            ScheduleExpression: 'rate(1 minute)',
            Target: { Arn: 'arn:aws:lambda:x:0:function:none' },
          },
        },
      },
      'none',
    ],
    [
      'code that was not synthesized',
      { Second: { ...worker, Properties: { ...worker.Properties, Code: { S3Key: 'def.zip' } } } },
      'def.zip',
    ],
    [
      'a reference to nothing',
      { Second: { ...worker, Properties: { ...worker.Properties, FunctionName: { Ref: 'Nobody' } } } },
      'Nobody',
    ],
  ])('says loudly that it cannot run %s', (_, more, text) => {
    expect(() => read(more)).toThrow(text);
  });
});
