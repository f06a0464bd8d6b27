import { describe, expect, it } from 'vitest';
import { domainEventTypes } from '#events/contracts/domain-event.ts';
import type { SavedChange, SavedItem } from '#shared/domain/announcing/announcement.ts';
import { announcements } from '#shared/domain/announcing/announcements.ts';
import { triggerNames } from '#shared/domain/rule/triggers.ts';
import type { EntryChange } from '#shared/domain/ticket/entry.ts';
import { anAccount, atMinute, byCustomer } from '#test/support/builders.ts';
import { aRule } from '#test/support/rules.ts';

const listening = triggerNames.map((trigger, order) =>
  aRule({ id: `rul_${order}`, trigger, actions: [{ type: 'stop' }] }),
);
const context = { account: anAccount(), at: atMinute(0) };

const announce = (before: SavedItem | null, after: SavedItem | null) =>
  announcements({ eventId: 'event-1', before, after } satisfies SavedChange, context);
const told: readonly string[] = domainEventTypes;
const isToldByEntry = (type: string): type is EntryKind =>
  !/^(?:agent|customer|queue|chat|call)\./.test(type);
const toldByEntries = domainEventTypes.filter(isToldByEntry);
type EntryKind = Extract<EntryChange['kind'], (typeof domainEventTypes)[number]>;
const inside = [
  'note.added',
  'sla.ended',
  'rule.applied',
  'routing.decided',
  'ticket.linked',
  'ticket.escalated',
  'ticket.purged',
] as const;

describe('announcements of an entry', () => {
  const saved = (kind: EntryChange['kind']): SavedItem => ({
    pk: 'tkt_one',
    sk: 'ENTRY#0000000001#000',
    type: 'entry',
    data: {
      kind,
      id: 'ent_1',
      ticketId: 'tkt_one',
      ticketVersion: 3,
      at: atMinute(0),
      actor: byCustomer,
      chain: ['rul_first'],
      facts: { departmentId: 'dep_sales' },
    },
  });

  it.each(toldByEntries)('%s goes to the bus', (kind) => {
    const entry = saved(kind);

    expect(announce(null, entry)).toEqual([{ to: 'bus', entry: entry.data }]);
  });

  it.each(toldByEntries)('%s sets off the rules that listen to it, and waits for none else', (kind) => {
    const heard = announcements(
      { eventId: 'event-1', before: null, after: saved(kind) },
      { ...context, account: anAccount({ rules: listening }) },
    );

    const brings = ['ticket.created', 'message.received', 'message.sent'].includes(kind);
    expect(heard.slice(1)).toEqual([
      {
        to: 'rules',
        event: {
          id: 'ent_1',
          about: null,
          trigger: kind,
          at: atMinute(0),
          actor: byCustomer,
          ticketId: 'tkt_one',
          departmentId: 'dep_sales',
          messageVersion: brings ? 3 : null,
          chain: ['rul_first'],
        },
      },
    ]);
  });

  it.each(inside)('%s stays inside', (kind) => {
    expect(told).not.toContain(kind);
    expect(announce(null, saved(kind))).toEqual([]);
  });
});
