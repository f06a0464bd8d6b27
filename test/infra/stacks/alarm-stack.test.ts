import { readFile } from 'node:fs/promises';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { functions } from '#infra/functions.ts';
import { queueNames } from '#infra/queues.ts';
import { stackOf, synthesizeSample } from '#test/infra/samples/synthesized.ts';

const alarms = stackOf(await synthesizeSample(), 'alarms');
const descriptions = new Set(
  Object.values(alarms.findResources('AWS::CloudWatch::Alarm')).map(
    ({ Properties }) => Properties.AlarmDescription,
  ),
);
const page = await readFile('docs/operations.md', 'utf8');
const written = new Set([...page.matchAll(/^### (.+)$/gm)].map(([, heading]) => heading));

describe('docs/operations.md', () => {
  it('has a heading for every alarm, and no alarm that does not exist', () => {
    expect([...written].sort()).toEqual([...descriptions].sort());
  });
});

describe('an alarm', () => {
  it.each([...queueNames, 'unannounced'])('rings for the first dead letter of %s', (name) => {
    alarms.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmDescription: `Dead letters: ${name}`,
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Threshold: 0,
      ComparisonOperator: 'GreaterThanThreshold',
      EvaluationPeriods: 1,
    });
  });

  it.each(queueNames)('rings when messages of %s grow old', (name) => {
    alarms.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmDescription: `Old messages: ${name}`,
      MetricName: 'ApproximateAgeOfOldestMessage',
    });
  });

  it.each(functions.map(({ name }) => name))('rings for errors and throttles of %s', (name) => {
    alarms.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmDescription: `Errors: ${name}`,
      MetricName: 'Errors',
    });
    alarms.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: `smista-prod Throttles of a function: ${name}`,
      MetricName: 'Throttles',
    });
  });

  it('rings when the stream is read late', () => {
    alarms.hasResourceProperties('AWS::CloudWatch::Alarm', { MetricName: 'IteratorAge', Threshold: 60_000 });
  });

  it('rings when the sweep is late, and when nobody sweeps', () => {
    alarms.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Namespace: 'Smista',
      MetricName: 'SlaSweepLagSeconds',
      Dimensions: [{ Name: 'stage', Value: 'prod' }],
      TreatMissingData: 'breaching',
    });
  });

  it('always reaches somebody, also when it is over', () => {
    alarms.allResourcesProperties('AWS::CloudWatch::Alarm', {
      AlarmActions: [Match.anyValue()],
      OKActions: [Match.anyValue()],
    });
    alarms.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'operators@example.com',
    });
  });
});
