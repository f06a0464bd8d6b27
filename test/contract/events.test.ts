import { readdirSync, readFileSync } from 'node:fs';
import type {
  APIGatewayProxyEventV2,
  Context,
  DynamoDBRecord,
  DynamoDBStreamEvent,
  SQSEvent,
} from 'aws-lambda';
import { describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { DomainEvent } from '#events/contracts/domain-event.ts';
import { DueMoment } from '#events/contracts/due-moment.ts';
import { InboundMail } from '#events/contracts/inbound-mail.ts';
import { JobWake } from '#events/contracts/job-wake.ts';
import { LaneWake } from '#events/contracts/lane-wake.ts';
import { NoticeWork } from '#events/contracts/notice-work.ts';
import { ObjectNotice } from '#events/contracts/object-notice.ts';
import { RoutingWake } from '#events/contracts/routing-wake.ts';
import { RuleWork } from '#events/contracts/rule-work.ts';
import { WebhookWork } from '#events/contracts/webhook-work.ts';
import { announced as announcedFilters } from '#infra/stream-filters.ts';
import { announcements } from '#shared/domain/announcing/announcements.ts';
import { answer } from '#shared/lambda/answer.ts';
import { consume } from '#shared/lambda/consume.ts';
import { converse, type LiveEvent } from '#shared/lambda/converse.ts';
import { listen, type TableChange, toTableChange } from '#shared/lambda/listen.ts';
import { operation } from '#shared/lambda/operation.ts';
import { serve } from '#shared/lambda/serve.ts';
import { tick } from '#shared/lambda/tick.ts';
import { aDepartment, anAccount, atMinute } from '#test/support/builders.ts';

const contracts: Readonly<Record<string, z.ZodType>> = {
  'domain-event': DomainEvent,
  'due-moment': DueMoment,
  'inbound-mail': InboundMail,
  'job-wake': JobWake,
  'lane-wake': LaneWake,
  'notice-work': NoticeWork,
  'object-notice': ObjectNotice,
  'routing-wake': RoutingWake,
  'rule-work': RuleWork,
  'webhook-work': WebhookWork,
};

const folder = new URL('../../events/samples/', import.meta.url);
const namesIn = (path: string) => readdirSync(new URL(path, folder)).filter((name) => name.endsWith('.json'));
const samplesIn = (path: string) =>
  namesIn(path).map((name) => [name.replace('.json', ''), JSON.parse(textOf(`${path}/${name}`))] as const);
const textOf = (path: string) => readFileSync(new URL(path, folder), 'utf8');
const context = { awsRequestId: 'lambda-1', getRemainingTimeInMillis: () => 10_000 } as Context;

// Refusals are logged, and these are on purpose.
vi.spyOn(process.stderr, 'write').mockReturnValue(true);
vi.spyOn(process.stdout, 'write').mockReturnValue(true);

describe('the contracts', () => {
  it('all have samples', () => {
    const files = readdirSync(new URL('../../events/contracts/', import.meta.url));
    expect(Object.keys(contracts)).toEqual(files.map((name) => name.replace('.ts', '')).toSorted());
  });
});

describe.each(Object.entries(contracts))('%s', (name, contract) => {
  it.each(samplesIn(`${name}/good`))('takes %s', (_, sample) => {
    expect(contract.safeParse(sample)).toMatchObject({ success: true });
  });

  it.each(samplesIn(`${name}/bad`))('refuses %s', (_, sample) => {
    expect(contract.safeParse(sample)).toMatchObject({ success: false });
  });
});

describe.each(samplesIn('triggers/queue'))('a batch of the queue of %s', (name, event: SQSEvent) => {
  const seen: unknown[] = [];
  const handler = consume(
    contracts[name] ?? z.never(),
    async (message) => void seen.push(message),
    async () => undefined,
  );

  it('is read by its contract', async () => {
    expect(await handler(event)).toEqual({ batchItemFailures: [] });
    expect(seen).toHaveLength(event.Records.length);
  });

  it.each(samplesIn(`${name}/bad`))('is given back with %s', async (_, bad) => {
    const [record] = event.Records;
    const spoiled = { Records: [{ ...record, body: JSON.stringify(bad) }] } as SQSEvent;
    expect(await handler(spoiled)).toEqual({ batchItemFailures: [{ itemIdentifier: record?.messageId }] });
  });
});

describe('a batch of the table’s stream', () => {
  const announced = samplesIn('triggers/stream').filter(([name]) => !name.startsWith('expired'));

  it.each(announced)('tells %s', async (name, event: DynamoDBStreamEvent) => {
    const seen: TableChange[] = [];
    const handler = listen(
      async (change) => void seen.push(change),
      async () => undefined,
    );

    expect(await handler(event)).toEqual({ batchItemFailures: [] });

    const [type = '', kind = ''] = name.split('-');
    expect(seen).toMatchObject([{ kind: kind.toUpperCase(), after: { type }, expired: false }]);
    expect(announcedFilters.flatMap(({ types }) => types)).toContain(type);
    expect(announcedFilters.flatMap(({ changes }) => changes)).toContain(kind.toUpperCase());
  });

  it.each([
    ['entry-insert', ['bus']],
    ['ticket-insert', ['routing', 'news', 'due']],
    ['unsent-insert', ['outbound']],
    ['load-modify', ['routing']],
  ])('makes of %s word for %j', (name, targets) => {
    const departments = [aDepartment('dep_01m806neks0ypgzkmaqkq8v4c3', { method: 'roundRobin' })];
    const account = anAccount({ departments });
    const at = atMinute(60 * 24 * 365);
    expect(new Set(toldBy(name, { account, at }))).toEqual(new Set(targets));
  });

  it('says whose time is over', () => {
    const [record] = recordsOf('expired-remove');
    expect(toTableChange(record as DynamoDBRecord)).toMatchObject({
      kind: 'REMOVE',
      expired: true,
      after: null,
    });
  });
});

const recordsOf = (name: string): DynamoDBRecord[] =>
  JSON.parse(textOf(`triggers/stream/${name}.json`)).Records;

function toldBy(name: string, told: Parameters<typeof announcements>[1]): string[] {
  return recordsOf(name)
    .map(toTableChange)
    .flatMap((change) => announcements(change as unknown as Parameters<typeof announcements>[0], told))
    .map(({ to }) => to);
}

describe('a request', () => {
  const seen: unknown[] = [];
  const read = operation({
    method: 'GET',
    path: '/v1/tickets',
    name: 'read',
    summary: 'Read',
    access: 'public',
    query: z.strictObject({ limit: z.string(), status: z.string() }),
    answers: { 200: { description: 'Read' } },
    perform: async ({ query }) => {
      seen.push(query);
      return answer(200);
    },
  });
  const write = operation({
    method: 'POST',
    path: '/v1/sla-levels',
    name: 'write',
    summary: 'Write',
    access: 'public',
    body: z.looseObject({ name: z.string() }),
    answers: { 201: { description: 'Written' } },
    perform: async ({ body }) => {
      seen.push(body.name);
      return answer(201);
    },
  });
  const handler = serve([read, write], async () => ({ desk: undefined }));
  const send = (name: string) =>
    handler(JSON.parse(textOf(`triggers/http/${name}.json`)) as APIGatewayProxyEventV2, context);

  it('is read from the gateway’s event', async () => {
    expect(await send('get-with-query')).toMatchObject({ statusCode: 200 });
    expect(await send('post-with-body')).toMatchObject({ statusCode: 201 });
    expect(seen).toEqual([{ limit: '2', status: 'new,open' }, 'Gold']);
  });

  it.each([
    ['bad-json-cut-off', 400],
    ['bad-not-utf8', 400],
    ['bad-no-body', 400],
    ['bad-plain-text', 415],
  ])('is refused: %s', async (name, statusCode) => {
    expect(await send(name)).toMatchObject({ statusCode });
  });
});

describe('a live connection', () => {
  it.each(samplesIn('triggers/live'))('is heard of: %s', async (name, event: LiveEvent) => {
    const heard: unknown[] = [];
    const handler = converse(
      {
        opened: async ({ query }) => void heard.push(['connect', query('token'), query('after')]),
        said: async ({ text }) => JSON.parse(text),
        closed: async (connectionId) => void heard.push(['disconnect', connectionId]),
      },
      () => null,
    );

    const told = await handler(event);

    expect(told.statusCode).toBe(200);
    expect(heard).toEqual(
      {
        connect: [['connect', 'smlt_a', 'ntc_001795304767000']],
        disconnect: [['disconnect', 'Kq3JxcbzoAMCJhw=']],
      }[name] ?? [],
    );
    if (name === 'message') expect(told.body).toBe('{"type":"ping","id":"one"}');
  });
});

describe('a tick of a schedule', () => {
  it.each(samplesIn('triggers/schedule'))('starts its reaction: %s', async (_, event) => {
    let ticks = 0;
    const handler = tick(
      async () => {
        ticks += 1;
      },
      async () => undefined,
    );

    await handler(event, context);

    expect(ticks).toBe(1);
  });
});
