import { describe, expect, it } from 'vitest';
import { compare } from '#test/support/iam/compare.ts';
import { parseStatement } from '#test/support/iam/statement.ts';

const place = { region: 'eu-local-1', account: '000000000000' };
const table = 'arn:aws:dynamodb:eu-local-1:000000000000:table/desk';
const queue = 'arn:aws:sqs:eu-local-1:000000000000:due';

const policies = {
  place,
  statementsByFunction: new Map([
    [
      'wake',
      [
        parseStatement({ Sid: 'Logs', Effect: 'Allow', Action: 'logs:PutLogEvents', Resource: '*' }),
        parseStatement({ Sid: 'LinksToAttachments', Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }),
        parseStatement({
          Sid: 'Indexes',
          Effect: 'Allow',
          Action: 'dynamodb:Query',
          Resource: `${table}/index/due`,
        }),
        parseStatement({ Sid: 'Queues', Effect: 'Allow', Action: 'sqs:SendMessage', Resource: queue }),
      ],
    ],
  ]),
};

const call = (service: string, operation: string, resource: string) => ({
  functionName: 'wake',
  service,
  operation,
  resourceNames: [resource],
});
const query = call('dynamodb', 'Query', 'desk/index/due');
const send = call('sqs', 'SendMessageBatch', 'due');

describe('compare', () => {
  it('is content when everything asked is granted and everything granted is asked', () => {
    expect(compare([query, send], policies)).toEqual({ denied: [], unused: [] });
  });

  it('reports what was granted in vain', () => {
    expect(compare([query], policies).unused).toEqual([
      { functionName: 'wake', action: 'sqs:SendMessage', resource: queue },
    ]);
  });

  it('reports once what would be denied', () => {
    const put = call('dynamodb', 'PutItem', 'desk');
    expect(compare([query, send, put, put], policies).denied).toEqual([
      { functionName: 'wake', action: 'dynamodb:PutItem', resource: table },
    ]);
  });

  it('denies everything to a function without a policy', () => {
    const [denied] = compare([{ ...query, functionName: 'nobody' }], policies).denied;
    expect(denied).toEqual({
      functionName: 'nobody',
      action: 'dynamodb:Query',
      resource: `${table}/index/due`,
    });
  });

  it('refuses a transaction that was not taken apart', () => {
    expect(() => compare([call('dynamodb', 'TransactWriteItems', 'desk')], policies)).toThrow(
      'record the calls inside',
    );
  });
});
