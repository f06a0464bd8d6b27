import { describe, expect, it } from 'vitest';
import { callsOf } from '#test/support/iam/calls-of.ts';

const found = (service: string, operation: string, input: Record<string, unknown>) =>
  callsOf({ functionName: 'ingest', service, operation, input }).map((call) => [
    call.operation,
    ...call.resourceNames,
  ]);

describe('callsOf', () => {
  it.each([
    { what: 'a read', ask: ['dynamodb', 'GetItem'], input: { TableName: 'desk' }, touched: 'desk' },
    {
      what: 'an ARN',
      ask: ['dynamodb', 'GetItem'],
      input: { TableName: 'arn:aws:dynamodb:x:1:table/desk' },
      touched: 'desk',
    },
    {
      what: 'an index',
      ask: ['dynamodb', 'Query'],
      input: { TableName: 'desk', IndexName: 'due' },
      touched: 'desk/index/due',
    },
    {
      what: 'a batch',
      ask: ['dynamodb', 'BatchGetItem'],
      input: { RequestItems: { desk: {} } },
      touched: 'desk',
    },
    {
      what: 'a message',
      ask: ['sqs', 'SendMessage'],
      input: { QueueUrl: 'http://127.0.0.1:1/0/due' },
      touched: 'due',
    },
    {
      what: 'an object',
      ask: ['s3', 'GetObject'],
      input: { Bucket: 'mail', Key: 'a/b' },
      touched: 'mail/a/b',
    },
    {
      what: 'an event',
      ask: ['events', 'PutEvents'],
      input: { Entries: [{ EventBusName: 'bus' }] },
      touched: 'bus',
    },
    {
      what: 'a mail',
      ask: ['ses', 'SendEmail'],
      input: { FromEmailAddress: 'Help <help@example.com>' },
      touched: 'example.com',
    },
    { what: 'a key', ask: ['kms', 'Decrypt'], input: { KeyId: 'one' }, touched: 'one' },
  ])('names what $what touched', ({ ask: [service = '', operation = ''], input, touched }) => {
    expect(found(service, operation, input)).toEqual([[operation, touched]]);
  });

  it('names a bus once for many events', () => {
    const Entries = [{ EventBusName: 'bus' }, { EventBusName: 'bus' }];
    expect(found('events', 'PutEvents', { Entries })).toEqual([['PutEvents', 'bus']]);
  });

  it('takes a transaction apart into the rights that AWS asks for', () => {
    const TransactItems = [
      { Put: { TableName: 'desk' } },
      { Update: { TableName: 'desk' } },
      { Delete: { TableName: 'desk' } },
      { ConditionCheck: { TableName: 'desk' } },
    ];
    expect(found('dynamodb', 'TransactWriteItems', { TransactItems })).toEqual([
      ['PutItem', 'desk'],
      ['UpdateItem', 'desk'],
      ['DeleteItem', 'desk'],
      ['ConditionCheckItem', 'desk'],
    ]);
  });
});
