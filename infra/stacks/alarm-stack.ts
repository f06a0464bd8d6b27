import { Duration, Stack } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { type MetricName, metricNamespace } from '#shared/lambda/metric.ts';
import { DeskAlarm, type DeskAlarmProps } from '../constructs/desk-alarm.ts';
import type { DeskFunction } from '../constructs/desk-function.ts';
import type { FunctionDescription } from '../function-description.ts';
import { queueNames, queues, unannouncedQueue } from '../queues.ts';
import type { StageSettings } from '../stages/settings.ts';
import type { DataStack } from './data-stack.ts';
import { stackProps } from './stack-props.ts';

interface AlarmStackProps {
  readonly settings: StageSettings;
  readonly data: DataStack;
  readonly functions: readonly FunctionDescription[];
  readonly functionByName: ReadonlyMap<string, DeskFunction>;
}

const eachMinute = { period: Duration.minutes(1) };
const eachFiveMinutes = { period: Duration.minutes(5) };

/** Who is told of what. */
export class AlarmStack extends Stack {
  private readonly props: AlarmStackProps;
  private readonly topic: Topic;

  constructor(scope: Construct, props: AlarmStackProps) {
    super(scope, `smista-${props.settings.stage}-alarms`, {
      ...stackProps(props.settings),
      description: 'Smista: who is told of what.',
    });
    this.props = props;
    this.topic = new Topic(this, 'Topic', { enforceSSL: true });
    for (const address of props.settings.alarmAddresses) {
      this.topic.addSubscription(new EmailSubscription(address));
    }
    this.watchQueues();
    for (const description of props.functions) this.watchFunction(description);
    this.watchSweep();
    this.watchApi();
  }

  private watch(
    heading: string,
    watched: Pick<DeskAlarmProps, 'metric' | 'above' | 'periods' | 'silenceRings' | 'of'>,
  ): void {
    new DeskAlarm(this, { ...watched, heading, stage: this.props.settings.stage, topic: this.topic });
  }

  private watchQueues(): void {
    const { data } = this.props;
    for (const name of queueNames) {
      const { queue, deadLetters } = data.queues[name];
      this.watchDeadLetters(name, deadLetters);
      const metric = queue.metricApproximateAgeOfOldestMessage(eachMinute);
      this.watch(`Old messages: ${name}`, { metric, above: queues[name].worryingAgeSeconds, periods: 5 });
    }
    this.watchDeadLetters(unannouncedQueue, data.unannounced);
  }

  private watchDeadLetters(name: string, queue: Queue): void {
    const metric = queue.metricApproximateNumberOfMessagesVisible({
      ...eachMinute,
      statistic: Stats.MAXIMUM,
    });
    this.watch(`Dead letters: ${name}`, { metric, above: 0, periods: 1 });
  }

  private watchFunction({ name, trigger }: FunctionDescription): void {
    const lambda = this.props.functionByName.get(name)?.lambda;
    if (lambda === undefined) throw new Error(`The function ${name} was not made.`);
    this.watch(`Errors: ${name}`, { metric: lambda.metricErrors(eachFiveMinutes), above: 0, periods: 1 });
    const throttles = lambda.metricThrottles(eachFiveMinutes);
    this.watch('Throttles of a function', { of: name, metric: throttles, above: 0, periods: 2 });
    if (trigger.on === 'stream') {
      const metric = lambda.metric('IteratorAge', { ...eachMinute, statistic: Stats.MAXIMUM });
      this.watch(`Stream lag: ${name}`, { metric, above: 60_000, periods: 5 });
    }
  }

  /** The sweep reports its lag each minute, 0 when nothing was late: silence means that nobody sweeps. */
  private watchSweep(): void {
    const metric = new Metric({
      ...eachMinute,
      namespace: metricNamespace,
      metricName: 'SlaSweepLagSeconds' satisfies MetricName,
      dimensionsMap: { stage: this.props.settings.stage },
      statistic: Stats.MAXIMUM,
    });
    this.watch('SLA sweep lag', { metric, above: 120, periods: 3, silenceRings: true });
  }

  private watchApi(): void {
    const metric = this.props.data.api.metricServerError(eachFiveMinutes);
    this.watch('Server errors of the API', { metric, above: 0, periods: 1 });
  }
}
