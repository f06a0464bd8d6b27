import { Duration } from 'aws-cdk-lib';
import {
  PolicyDocument,
  type PolicyStatement,
  Role,
  ServicePrincipal,
  PolicyStatement as Statement,
} from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { FunctionDescription, Trigger } from '../function-description.ts';
import type { DataStack } from '../stacks/data-stack.ts';
import type { DeskFunction } from './desk-function.ts';
import { statementsForQueue, statementsForStream } from './own-statements.ts';

export function triggerStatements({ trigger }: FunctionDescription, data: DataStack): PolicyStatement[] {
  if (trigger.on === 'queue') return statementsForQueue(data.queues[trigger.queue].queue);
  if (trigger.on === 'stream') return statementsForStream(data.table, data.unannounced);
  return [];
}

/** Joins a function to what starts it. HTTP functions are joined by their routes. */
export function addTrigger(target: DeskFunction, trigger: Trigger, data: DataStack): void {
  if (trigger.on === 'queue') addQueueTrigger(target, trigger, data);
  if (trigger.on === 'stream') addStreamTrigger(target, trigger, data);
  if (trigger.on === 'schedule') addSchedule(target, trigger);
}

function addQueueTrigger(target: DeskFunction, trigger: Trigger & { on: 'queue' }, data: DataStack): void {
  new EventSourceMapping(target, 'QueueTrigger', {
    target: target.lambda,
    eventSourceArn: data.queues[trigger.queue].queue.queueArn,
    batchSize: trigger.batchSize,
    reportBatchItemFailures: true,
  });
}

function addStreamTrigger(target: DeskFunction, trigger: Trigger & { on: 'stream' }, data: DataStack): void {
  new EventSourceMapping(target, 'StreamTrigger', {
    target: target.lambda,
    ...(data.table.tableStreamArn === undefined ? {} : { eventSourceArn: data.table.tableStreamArn }),
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: trigger.batchSize,
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
    retryAttempts: 10,
    onFailure: new SqsDlq(data.unannounced),
    filters: trigger.reads.map(({ changes, image, types, kinds }) =>
      FilterCriteria.filter({
        eventName: FilterRule.or(...changes),
        dynamodb: {
          [image]: {
            type: { S: FilterRule.or(...types) },
            ...(kinds === undefined ? {} : { data: { M: { kind: { S: FilterRule.or(...kinds) } } } }),
          },
        },
      }),
    ),
  });
}

/** A tick that failed is not tried again: the next one a minute later reads the same moments. */
function addSchedule(target: DeskFunction, trigger: Trigger & { on: 'schedule' }): void {
  const role = new Role(target, 'ScheduleRole', {
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com'),
    inlinePolicies: {
      tick: new PolicyDocument({
        statements: [
          new Statement({ actions: ['lambda:InvokeFunction'], resources: [target.lambda.functionArn] }),
        ],
      }),
    },
  });
  target.lambda.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(1) });
  const unit = trigger.everyMinutes === 1 ? 'minute' : 'minutes';
  new CfnSchedule(target, 'Schedule', {
    scheduleExpression: `rate(${trigger.everyMinutes} ${unit})`,
    flexibleTimeWindow: { mode: 'OFF' },
    target: {
      arn: target.lambda.functionArn,
      roleArn: role.roleArn,
      retryPolicy: { maximumEventAgeInSeconds: 60, maximumRetryAttempts: 0 },
    },
  });
}
