import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { meetMoment } from '#functions/reactions/due/meet-moment.ts';
import { receiveRating } from '#shared/domain/rating/receive-rating.ts';
import { changeStatus } from '#shared/domain/ticket/change-status.ts';
import { changeTicket } from '#shared/domain/ticket/change-ticket.ts';
import { conversationOf } from '#shared/domain/ticket/conversation.ts';
import { editTicket } from '#shared/domain/ticket/edit-ticket.ts';
import { meetMoments } from '#shared/domain/ticket/meet-moments.ts';
import { type PurgeDesk, purgeIfDue } from '#shared/domain/ticket/purge-ticket.ts';
import type { TicketStatus } from '#shared/domain/ticket/status.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { visitTicket } from '#shared/domain/ticket/visit-ticket.ts';
import { newDelivery } from '#shared/domain/webhook/delivery.ts';
import { openMessageObjects } from '#shared/messaging/message-objects.ts';
import { openObjectStore } from '#shared/messaging/object-store.ts';
import { openDeliveryStore } from '#shared/persistence/delivery-store.ts';
import { openDepartureStore } from '#shared/persistence/departure-store.ts';
import { openDigestStore } from '#shared/persistence/digest-store.ts';
import { openErasureStore } from '#shared/persistence/erasure-store.ts';
import { openJobStore } from '#shared/persistence/job-store.ts';
import { openPurges } from '#shared/persistence/open-ticket-desk.ts';
import { type MailSystem, startMailSystem } from '#test/integration/inbound/mail-system.ts';
import { rawMail, rawMailWithFile } from '#test/integration/inbound/raw-mail.ts';
import { testStartMs } from '#test/support/table.ts';

const dayMs = 24 * 3_600_000;
/** Longer than the table takes. */
const longText = 'A sentence of a long letter. '.repeat(4_000);

let system: MailSystem;
let purging: PurgeDesk;
let ticket: Ticket;

beforeEach(async () => {
  system = await startMailSystem();
  const { name: tableName } = system;
  purging = {
    purges: openPurges({ tableName, dueShards: 4 }),
    objects: openMessageObjects(openObjectStore(), 'files'),
  };
  await system.deliver('one', rawMailWithFile(10));
  ({ ticket } = await system.only());
  await system.deliver(
    'two',
    rawMail({ messageId: '<two@customer.example>', subject: `Re: [${ticket.code}]`, body: longText }),
  );
  const edit = { tags: ['vip', 'Città'], customFields: { plan: 'secret' } };
  await change((seen, context) => editTicket(seen, edit, context));
  await visitTicket(system.desk, { ticket, agentId: 'agt_ada', state: 'viewing' });
  await openDeliveryStore(system.table, 4).add(told());
  const said = { rating: 'bad', comment: 'A secret of the customer' } as const;
  await receiveRating(system.desk, ticket.id, { said, keep: () => undefined });
});
afterEach(() => system.close());

/** What a rule told another system of it. */
function told() {
  const at = '2026-11-21T12:00:00.000Z';
  const event = { id: 'ent_told', type: 'ticket.created', at, ticketId: ticket.id };
  const url = 'https://hooks.example.com/';
  const to = { ruleId: 'rul_told', ruleKind: 'rule', position: 0, url, method: 'POST' } as const;
  return newDelivery(event, { to, payload: 'A secret of the ticket', at });
}
const findTold = () => openDeliveryStore(system.table, 4).find('rul_told', told().id);

type Decide = (
  ...seen: Parameters<typeof editTicket> extends [infer One, infer _, infer Context] ? [One, Context] : never
) => ReturnType<typeof editTicket>;

async function change(decide: Decide): Promise<void> {
  await changeTicket(system.desk, ticket.id, {
    actor: { kind: 'agent', id: 'agt_ada' },
    decide: ({ ticket: seen }, context) => {
      const decided = seen === undefined ? null : decide(seen, context);
      return decided === null ? null : { change: decided };
    },
  });
}

const moveTo = (status: TicketStatus) =>
  change((seen, context) => changeStatus(seen, { status, until: null }, context));
const afterDays = (days: number) => system.clock.moveTo(testStartMs + days * dayMs);
const meet = async (changes: Partial<PurgeDesk & typeof system.desk> = {}) => {
  const desk = { ...system.desk, ...purging, ...changes };
  await purgeIfDue(desk, await meetMoments(desk, ticket.id));
};
const partition = () => system.table.queryAll({ pk: ticket.id, from: '' });
const kindsLeft = async () => [...new Set((await partition()).map((item) => item['type']))];

async function isThere(bucket: string, key: string): Promise<boolean> {
  const asked = new S3Client({}).send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  return asked.then(
    () => true,
    () => false,
  );
}

/** Files, long texts and mails as they came, by bucket and key. */
async function objectsOfTicket(): Promise<[string, string][]> {
  const left = await purging.purges.listLeft(
    { ticketId: ticket.id, stretches: conversationOf(ticket), mergedIds: [] },
    100,
  );
  return left.flatMap(({ message, textKey }) => [
    ...message.attachments.map(({ id }): [string, string] => ['files', `files/${id}`]),
    ...(textKey === null ? [] : [['files', textKey] as [string, string]]),
    ...(message.raw === null ? [] : [[message.raw.bucket, message.raw.key] as [string, string]]),
  ]);
}

describe('the content of a deleted ticket', () => {
  it('stays until its time, and goes then but for the timeline', async () => {
    await moveTo('deleted');
    const objects = await objectsOfTicket();
    expect(objects).toHaveLength(4);

    afterDays(29.9);
    await meet();
    expect(await system.desk.tickets.find(ticket.id)).toMatchObject({ status: 'deleted' });
    expect(await findTold()).toMatchObject({ ticketId: ticket.id });
    afterDays(30.1);
    await meet();

    expect(await system.desk.tickets.find(ticket.id)).toBeUndefined();
    expect(await kindsLeft()).toEqual(['entry']);
    expect(await findTold()).toBeUndefined();
    expect(await Promise.all(objects.map((place) => isThere(...place)))).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect(await system.desk.tickets.findMail(['<one@customer.example>', '<two@customer.example>'])).toEqual(
      [],
    );
    expect(await system.tickets()).toEqual([]);
    const timeline = JSON.stringify(await partition());
    expect(timeline).toContain('ticket.purged');
    expect(timeline).not.toMatch(/secret|sentence|@customer/);
    const day = new Date(system.clock.now()).toISOString().slice(0, 10);
    const audited = await system.table.queryAll({ pk: `AUDIT#${day}`, from: '' });
    expect(audited.map(({ data }) => data)).toMatchObject([
      { action: 'ticket.purged', resourceId: ticket.id, agentId: null, sourceIp: 'internal' },
    ]);
    expect(JSON.stringify(audited)).not.toMatch(/secret|sentence|@customer|Subject/);
  });

  it('goes when its time comes by the setting as it is then', async () => {
    await moveTo('deleted');
    const before = await system.desk.accounts.load();
    const longer = { ...before, settings: { ...before.settings, deletedRetentionDays: 60 } };
    const accounts = { load: async () => longer, known: async () => longer };

    afterDays(31);
    await meet({ accounts });
    expect((await system.desk.tickets.find(ticket.id))?.due?.at).toMatch(/^2027-01-20/);
    afterDays(61);
    await meet({ accounts });

    expect(await system.desk.tickets.find(ticket.id)).toBeUndefined();
  });

  it('is gone for good once its purge began, and the rest goes when it is tried again', async () => {
    await moveTo('deleted');
    afterDays(31);
    const broken = { ...purging, objects: { remove: () => Promise.reject(new Error('no way there')) } };

    await expect(meet(broken)).rejects.toThrow('no way there');
    expect(await system.desk.tickets.find(ticket.id)).toBeUndefined();
    await moveTo('new');
    const left = (await partition()).find((item) => item['type'] === 'purge');
    expect(left?.['dueShard']).toMatch(/^wake#/);
    const due = {
      ...system.desk,
      ...purging,
      endBreak: async () => undefined,
      digests: openDigestStore(system.table, 4),
      departures: openDepartureStore(system.table),
      jobs: openJobStore(system.table, 4),
      erasures: openErasureStore(system.table),
    };
    const quiet = {
      ...due,
      toDue: async () => undefined,
      toOutbound: async () => undefined,
      toAutomation: async () => undefined,
      toJobs: async () => undefined,
      toWebhooks: async () => undefined,
    };
    const moment = { version: 1, pk: ticket.id, sk: 'PURGE', dueAt: String(left?.['dueAt']) } as const;
    const delivery = { queueMessageId: 'one' } as Parameters<typeof meetMoment>[2];
    await Promise.all([meetMoment(moment, quiet, delivery), meetMoment(moment, quiet, delivery)]);
    await meetMoment(moment, quiet, delivery);

    expect(await kindsLeft()).toEqual(['entry']);
  });

  it('is untouched when the ticket was restored', async () => {
    await moveTo('deleted');
    await moveTo('new');

    afterDays(31);
    await meet();

    expect(await system.desk.tickets.find(ticket.id)).toMatchObject({ status: 'new' });
    expect(await objectsOfTicket()).toHaveLength(4);
  });

  it('stays when the ticket changes at the moment of its purge', async () => {
    await moveTo('deleted');
    afterDays(31);
    const begun: boolean[] = [];
    const purges = {
      ...purging.purges,
      begin: async (...deciding: Parameters<PurgeDesk['purges']['begin']>) => {
        if (begun.length === 0) await moveTo('new');
        const isBegun = await purging.purges.begin(...deciding);
        begun.push(isBegun);
        return isBegun;
      },
    };

    await meet({ ...purging, purges });

    expect(begun).toEqual([false]);
    expect(await system.desk.tickets.find(ticket.id)).toMatchObject({ status: 'new' });
  });

  it('leaves a mail of another ticket under the same Message-ID alone', async () => {
    await system.deliver(
      'three',
      rawMail({ messageId: '<two@customer.example>', body: 'Other words', from: 'other@elsewhere.example' }),
    );
    const [other] = (await system.tickets()).filter(({ id }) => id !== ticket.id);
    expect(other).toBeDefined();
    const own = ticket;
    ticket = other!;
    await moveTo('deleted');
    afterDays(31);
    await meet();
    ticket = own;

    expect(await system.desk.tickets.findMail(['<two@customer.example>'])).toMatchObject([
      { ticketId: own.id },
    ]);
  });
});
