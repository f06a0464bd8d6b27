import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Queue } from 'aws-cdk-lib/aws-sqs';

/** Statements that Lambda uses in a function's name; the function's own code makes none of these calls. */
export const platformStatementIds = [
  'Logs',
  'Traces',
  'TriggerQueue',
  'TriggerStream',
  'TriggerFailures',
] as const;

type PlatformStatementId = (typeof platformStatementIds)[number];

function allow(sid: PlatformStatementId, actions: string[], resource: string): PolicyStatement {
  return new PolicyStatement({ sid, actions, resources: [resource] });
}

export function statementsForLogs(logs: LogGroup): PolicyStatement[] {
  return [allow('Logs', ['logs:CreateLogStream', 'logs:PutLogEvents'], logs.logGroupArn)];
}

export function statementsForTraces(): PolicyStatement[] {
  return [allow('Traces', ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], '*')];
}

export const anyTrace = {
  resource: '*',
  reason: 'X-Ray knows no resources: a trace can only be written to all of it.',
};

export function statementsForQueue(queue: Queue): PolicyStatement[] {
  const actions = [
    'sqs:ReceiveMessage',
    'sqs:DeleteMessage',
    'sqs:GetQueueAttributes',
    'sqs:ChangeMessageVisibility',
  ];
  return [allow('TriggerQueue', actions, queue.queueArn)];
}

export function statementsForStream(table: Table, failures: Queue): PolicyStatement[] {
  const actions = [
    'dynamodb:DescribeStream',
    'dynamodb:GetRecords',
    'dynamodb:GetShardIterator',
    'dynamodb:ListStreams',
  ];
  if (table.tableStreamArn === undefined) throw new Error('The table has no stream.');
  return [
    allow('TriggerStream', actions, table.tableStreamArn),
    allow('TriggerFailures', ['sqs:SendMessage'], failures.queueArn),
  ];
}
