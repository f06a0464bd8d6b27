import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { functions } from '#infra/functions.ts';
import { stackOf, synthesizeSample } from '#test/infra/samples/synthesized.ts';

const synthesis = await synthesizeSample();
const service = stackOf(synthesis, 'service');

const idOf = (name: string): string => {
  const id = synthesis.functionIds[name];
  if (id === undefined) throw new Error(`No function ${name}`);
  return id;
};
const target = (name: string) => ({ FunctionName: { Ref: idOf(name) } });

describe('every function', () => {
  it('is there', () => {
    service.resourceCountIs('AWS::Lambda::Function', functions.length);
  });

  it('runs on Node 24 and ARM, with its bundle, structured logs and traces in production', () => {
    service.allResourcesProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'function.handler',
      LoggingConfig: Match.objectLike({ LogFormat: 'JSON' }),
      TracingConfig: { Mode: 'Active' },
    });
  });

  it('writes to a log group that ends', () => {
    service.resourceCountIs('AWS::Logs::LogGroup', functions.length);
    service.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 90 });
  });

  it('wears the tags of its environment', () => {
    service.allResourcesProperties('AWS::Lambda::Function', {
      Tags: Match.arrayWith([
        { Key: 'application', Value: 'smista' },
        { Key: 'environment', Value: 'prod' },
      ]),
    });
  });

  it('has no right beside those in its own role', () => {
    service.resourceCountIs('AWS::IAM::Policy', 0);
    service.resourceCountIs('AWS::IAM::ManagedPolicy', 0);
    service.allResourcesProperties('AWS::IAM::Role', { ManagedPolicyArns: Match.absent() });
  });

  it('has a name and a folder of its own', () => {
    expect(new Set(functions.map(({ name }) => name)).size).toBe(functions.length);
    expect(new Set(functions.map(({ folder }) => folder)).size).toBe(functions.length);
  });
});

describe('the queues', () => {
  it.each(functions.flatMap(({ name, trigger }) => (trigger.on === 'queue' ? [{ name, ...trigger }] : [])))(
    'start $name with batches of $batchSize, of which it may give back a part',
    ({ name, batchSize }) => {
      service.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
        ...target(name),
        BatchSize: batchSize,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      });
    },
  );
});

describe('the stream', () => {
  it.each(['announce', 'reports'])(
    'starts %s, halves a failing batch, tries again and names what it gave up on',
    (name) => {
      service.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
        ...target(name),
        StartingPosition: 'TRIM_HORIZON',
        BisectBatchOnFunctionError: true,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        MaximumRetryAttempts: 10,
        DestinationConfig: { OnFailure: { Destination: Match.anyValue() } },
      });
    },
  );

  it('brings back only the items that announce reads, and no deletions', () => {
    service.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      ...target('announce'),
      FilterCriteria: {
        Filters: [
          {
            Pattern: Match.serializedJson({
              eventName: ['INSERT', 'MODIFY'],
              dynamodb: {
                NewImage: {
                  type: {
                    S: [
                      'entry',
                      'ticket',
                      'unsent',
                      'viewers',
                      'purge',
                      'load',
                      'member',
                      'department',
                      'departure',
                      'job',
                      'erasure',
                      'mergedCustomer',
                      'delivery',
                      'errand',
                      'digest',
                    ],
                  },
                },
              },
            }),
          },
        ],
      },
    });
  });

  it('brings reports the tickets, also those that are gone, and the ends of clocks', () => {
    service.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      ...target('reports'),
      FilterCriteria: {
        Filters: [
          {
            Pattern: Match.serializedJson({
              eventName: ['INSERT', 'MODIFY'],
              dynamodb: { NewImage: { type: { S: ['ticket'] } } },
            }),
          },
          {
            Pattern: Match.serializedJson({
              eventName: ['REMOVE'],
              dynamodb: { OldImage: { type: { S: ['ticket'] } } },
            }),
          },
          {
            Pattern: Match.serializedJson({
              eventName: ['INSERT'],
              dynamodb: {
                NewImage: { type: { S: ['entry'] }, data: { M: { kind: { S: ['sla.ended'] } } } },
              },
            }),
          },
        ],
      },
    });
  });

  it('has the two readers that a shard bears', () => {
    const mappings = service.findResources('AWS::Lambda::EventSourceMapping', {
      Properties: { StartingPosition: Match.anyValue() },
    });
    expect(Object.keys(mappings)).toHaveLength(2);
  });
});

describe('the schedules', () => {
  it.each(['sla-check', 'wake'])('start %s every minute, and leave a failed tick to the next', (name) => {
    service.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'rate(1 minute)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: Match.objectLike({
        Arn: { 'Fn::GetAtt': [idOf(name), 'Arn'] },
        RetryPolicy: Match.objectLike({ MaximumRetryAttempts: 0 }),
      }),
    });
    service.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      ...target(name),
      MaximumRetryAttempts: 0,
    });
  });
});

describe('the environment of a function', () => {
  it.each([
    ['mail-arrived', ['INBOUND_QUEUE_URL']],
    ['webhooks-email', ['DATA_KEY_ID', 'PUBLIC_URL', 'RAW_MAIL_BUCKET', 'TABLE_NAME']],
    [
      'announce',
      [
        'AUTOMATION_QUEUE_URL',
        'DUE_QUEUE_URL',
        'EVENT_BUS_NAME',
        'JOBS_QUEUE_URL',
        'NOTICES_QUEUE_URL',
        'OUTBOUND_QUEUE_URL',
        'ROUTING_QUEUE_URL',
        'TABLE_NAME',
        'WEBHOOKS_QUEUE_URL',
      ],
    ],
    ['live', ['NOTICES_QUEUE_URL', 'TABLE_NAME']],
    ['notify', ['ATTACHMENT_BUCKET', 'DUE_SHARDS', 'LIVE_ENDPOINT', 'NOTICES_QUEUE_URL', 'TABLE_NAME']],
    ['sla-check', ['DUE_QUEUE_URL', 'DUE_SHARDS', 'TABLE_NAME']],
  ])('tells %s only what it touches', (name, expected) => {
    const always = ['LOG_LEVEL', 'NODE_OPTIONS', 'POWERTOOLS_SERVICE_NAME', 'STAGE'];
    const found = service.findResources('AWS::Lambda::Function')[idOf(name)];
    const names = Object.keys(found?.['Properties'].Environment.Variables);
    expect(names.filter((variable) => !always.includes(variable)).sort()).toEqual(expected);
  });
});
