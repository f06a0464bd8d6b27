import { beforeAll, describe, expect, it } from 'vitest';
import { functions } from '#infra/functions.ts';
import { synthesizeSample } from '#test/infra/samples/synthesized.ts';
import { arnsOf } from '#test/support/iam/arns-of.ts';
import type { FunctionPolicies } from '#test/support/iam/compare.ts';
import { decideAccess } from '#test/support/iam/decide-access.ts';
import { policiesOf } from '#test/support/iam/policies-of.ts';

let policies: FunctionPolicies;
beforeAll(async () => {
  policies = policiesOf(await synthesizeSample({ stage: 'local', settings: {} }));
});

function may(functionName: string, action: string, resourceName: string): boolean {
  const [service = '', operation = ''] = action.split(':');
  const call = { functionName, service, operation, resourceNames: [resourceName] };
  const [resource = ''] = arnsOf(call, policies.place);
  return decideAccess(policies.statementsByFunction.get(functionName) ?? [], { action, resource }).allowed;
}

const mail = 'smista-local-raw-mail-000000000000-eu-local-1/some/key';

/** By the logical id of the API, which is its id on one machine. */
const liveApi = 'LiveApi46A6DDC3';
const connection = (method: string) => `${liveApi}/live/${method}/@connections/some-id`;

describe('a function', () => {
  it.each([
    ['mail-arrived', 's3:GetObject', mail],
    ['mail-arrived', 'sqs:SendMessage', 'smista-local-inbound.fifo'],
    ['mail-arrived', 'sqs:ReceiveMessage', 'smista-local-mail-arrived'],
    ['ingest', 'dynamodb:PutItem', 'smista-local-desk'],
    ['sla-check', 'dynamodb:Query', 'smista-local-desk/index/due'],
    ['announce', 'events:PutEvents', 'smista-local-events'],
    ['announce', 'dynamodb:GetRecords', 'smista-local-desk/stream/local'],
    ['send', 'ses:SendEmail', 'desk.example.com'],
    ['notify', 'execute-api:ManageConnections', connection('POST')],
    ['notify', 'execute-api:ManageConnections', connection('DELETE')],
    ['live', 'dynamodb:DeleteItem', 'smista-local-desk'],
  ])('%s may %s on %s', (name, action, resource) => {
    expect(may(name, action, resource)).toBe(true);
  });

  it.each([
    ['mail-arrived', 'dynamodb:GetItem', 'smista-local-desk'],
    ['mail-arrived', 's3:DeleteObject', mail],
    ['mail-arrived', 'sqs:SendMessage', 'smista-local-outbound.fifo'],
    ['ingest', 'dynamodb:Scan', 'smista-local-desk'],
    ['ingest', 'dynamodb:DeleteTable', 'smista-local-desk'],
    ['sla-check', 'dynamodb:PutItem', 'smista-local-desk'],
    ['sla-check', 'dynamodb:Query', 'smista-local-desk'],
    ['sla-check', 'dynamodb:Query', 'smista-local-desk/index/day'],
    ['announce', 'dynamodb:PutItem', 'smista-local-desk'],
    ['api-tickets', 'ses:SendEmail', 'desk.example.com'],
    ['reference', 'dynamodb:GetItem', 'smista-local-desk'],
    ['notify', 'execute-api:ManageConnections', connection('GET')],
    ['live', 'execute-api:ManageConnections', connection('POST')],
    ['send', 'execute-api:ManageConnections', connection('POST')],
  ])('%s may not %s on %s', (name, action, resource) => {
    expect(may(name, action, resource)).toBe(false);
  });

  it.each(functions.map(({ name }) => name))('%s has only actions by their full names', (name) => {
    const actions = policies.statementsByFunction.get(name)?.flatMap((statement) => statement.actions) ?? [];
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
    expect(actions).not.toHaveLength(0);
  });

  it.each(functions.map(({ name }) => name))('%s never scans the table', (name) => {
    expect(may(name, 'dynamodb:Scan', 'smista-local-desk')).toBe(false);
  });

  it('sends mail only from the domains of the settings', async () => {
    const settings = { mailDomains: ['desk.example.com'] };
    const own = policiesOf(await synthesizeSample({ stage: 'local', settings }));
    const statements = own.statementsByFunction.get('send') ?? [];
    const asks = (domain: string) => ({
      action: 'ses:SendEmail',
      resource: `arn:aws:ses:eu-local-1:000000000000:identity/${domain}`,
    });
    expect(decideAccess(statements, asks('desk.example.com')).allowed).toBe(true);
    expect(decideAccess(statements, asks('example.org')).allowed).toBe(false);
  });
});
