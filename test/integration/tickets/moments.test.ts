import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AgentId } from '#shared/domain/ids.ts';
import { RuleActions } from '#shared/domain/rule/rule.ts';
import { runTimeRules } from '#shared/domain/rule/run-time-rules.ts';
import { changeStatus } from '#shared/domain/ticket/change-status.ts';
import { meetMoments } from '#shared/domain/ticket/meet-moments.ts';
import { openTicket } from '#shared/domain/ticket/open-ticket.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { openDueStore } from '#shared/persistence/due-store.ts';
import * as keys from '#shared/persistence/keys.ts';
import { openRuleStore } from '#shared/persistence/rule-store.ts';
import {
  aContext,
  aDepartment,
  aLevel,
  aMember,
  anAccount,
  anOpening,
  anSlaRule,
  aPresence,
  aTimeRule,
  atMinute,
  startMs,
} from '#test/support/builders.ts';
import { type StartedDesk, saveAll, startDesk } from './start-desk.ts';

const account = anAccount({
  departments: [aDepartment(), aDepartment('dep_calm'), aDepartment('dep_left')],
  levels: [aLevel({ firstAnswer: 100, firstAssign: 100, firstResolve: 100 })],
  slaRules: [
    anSlaRule('sla_gold', {
      groups: [{ conditions: [{ field: 'departmentId', operator: 'is', value: 'dep_default' }] }],
    }),
  ],
  timeRules: [
    aTimeRule({
      trigger: { kind: 'sinceCustomerMessage', minutes: 200 },
      actions: [{ type: 'addTags', tags: ['stale'] }],
    }),
    aTimeRule({
      id: 'rul_second',
      order: 2,
      trigger: { kind: 'sinceCustomerMessage', minutes: 200 },
      actions: [{ type: 'setPriority', priority: 'urgent' }],
    }),
    aTimeRule({
      id: 'rul_hand',
      groups: [{ conditions: [{ field: 'departmentId', operator: 'is', value: 'dep_left' }] }],
      actions: RuleActions.parse([{ type: 'transfer', departmentId: 'dep_calm', agentId: 'agt_0' }]),
    }),
  ],
});
const crowd = Array.from({ length: 30 }, (_, position) => `agt_${position}` as AgentId);
let started: StartedDesk;

beforeAll(async () => {
  started = await startDesk({
    account,
    members: [
      ...crowd.map((agentId) => aMember(agentId)),
      aMember('agt_0', { departmentId: 'dep_calm', role: 'reader' }),
    ],
    presences: crowd.map((agentId) => aPresence(agentId)),
    conflictShare: 0.1,
  });
});
afterAll(() => started.close());
beforeEach(() => started.clock.moveTo(startMs));

const moveTo = (minutes: number) => started.clock.moveTo(startMs + minutes * 60_000);

async function arriveMany(count: number, opening = anOpening()): Promise<Ticket[]> {
  const { desk } = started;
  const context = aContext(0, { account, ids: desk.ids });
  const changes = Array.from({ length: count }, () => openTicket(opening, context));
  await saveAll(desk, changes);
  return changes.map((change) => change.after);
}

async function arrive(opening = anOpening()): Promise<Ticket> {
  const [ticket] = await arriveMany(1, opening);
  return ticket!;
}

const noContents = { put: async () => undefined, get: async () => '' };
const meetFiveTimes = async (ticket: Ticket) => {
  const desks = Array.from({ length: 5 }, () => started.another());
  await Promise.all(desks.map((desk) => meetMoments(desk, ticket.id)));
};
const fireFiveTimes = async (ticket: Ticket) => {
  const rules = openRuleStore(started.table, noContents, 4);
  const desks = Array.from({ length: 5 }, () => started.another());
  const readHeaders = async () => ({ headers: new Map(), recipients: [] });
  await Promise.all(desks.map((desk) => runTimeRules({ ...desk, rules, readHeaders }, ticket.id)));
};
const kindsOf = async (ticket: Ticket) => {
  const { items } = await started.desk.tickets.listEntries(ticket.id, { limit: 100, after: undefined });
  return items.map((entry) => entry.kind).slice(2);
};
const noticesOf = async (ticket: Ticket) => {
  const lanes = await Promise.all(crowd.map((agentId) => started.table.queryAll(keys.unsentOf(agentId))));
  return lanes.flat().filter((item) => (item['data'] as { ticketId: string }).ticketId === ticket.id);
};
async function dueNow(upTo: string): Promise<string[]> {
  const found: string[] = [];
  for (const sweep of ['sla', 'wake'] as const) {
    for await (const things of openDueStore(started.table, 4).list(sweep, upTo)) {
      found.push(...things.filter(({ sk }) => sk === 'TICKET').map(({ pk }) => pk));
    }
  }
  return found;
}

describe('meetMoments', () => {
  it('told five times at once marks each warning and breach once, and tells each person once', async () => {
    const ticket = await arrive();

    moveTo(80);
    await meetFiveTimes(ticket);
    moveTo(100);
    await meetFiveTimes(ticket);

    const times = (kind: string) => Array.from({ length: 3 }, () => kind);
    expect(await kindsOf(ticket)).toEqual([...times('sla.warning'), ...times('sla.breached')]);
    expect(await noticesOf(ticket)).toHaveLength(20 * 6);
    expect((await started.desk.tickets.find(ticket.id))?.due).toEqual({ at: atMinute(200), sweep: 'wake' });
  });

  it('catches up with everything after days of standstill', async () => {
    const ticket = await arrive();

    moveTo(5000);
    await meetFiveTimes(ticket);
    await fireFiveTimes(ticket);

    const now = await started.desk.tickets.find(ticket.id);
    expect(now).toMatchObject({
      tags: ['stale'],
      priority: 'urgent',
      due: null,
      firedRuleIds: ['rul_stale', 'rul_second'],
    });
    const kinds = await kindsOf(ticket);
    expect(kinds.filter((kind) => kind === 'rule.applied')).toHaveLength(2);
    expect(kinds.filter((kind) => kind === 'sla.breached')).toHaveLength(3);
    expect(await dueNow(atMinute(6000))).not.toContain(ticket.id);
  });

  it('does nothing a moment too early, and nothing for a ticket that is gone', async () => {
    const ticket = await arrive();

    moveTo(79);
    await meetFiveTimes(ticket);
    await meetMoments(started.desk, 'tkt_gone');

    expect(await started.desk.tickets.find(ticket.id)).toEqual(ticket);
  });

  it('wakes a postponed ticket once', async () => {
    const ticket = await arrive(anOpening({ departmentId: 'dep_calm' }));
    const until = { status: 'postponed', until: atMinute(60) } as const;
    const parked = changeStatus(ticket, until, aContext(10, { account, ids: started.desk.ids }));
    await started.desk.tickets.save(parked);
    expect(await dueNow(atMinute(60))).toContain(ticket.id);

    moveTo(60);
    await meetFiveTimes(ticket);

    expect(await kindsOf(ticket)).toEqual(['ticket.statusChanged', 'ticket.statusChanged']);
    expect(await started.desk.tickets.find(ticket.id)).toMatchObject({ status: 'new', postponed: null });
    expect(await dueNow(atMinute(60))).not.toContain(ticket.id);
  });
});

describe('a rule that hands a ticket to who only reads there by now', () => {
  it('gives it to the department, and says once why the agent has it not', async () => {
    const ticket = await arrive(anOpening({ departmentId: 'dep_left' }));

    moveTo(30);
    await fireFiveTimes(ticket);

    const now = await started.desk.tickets.find(ticket.id);
    expect(now).toMatchObject({ departmentId: 'dep_calm', assigneeId: null });
    expect(await kindsOf(ticket)).toEqual(['rule.applied', 'rule.failed', 'ticket.transferred']);
  });
});

describe('the due store', () => {
  it('gives what is due up to an instant, page by page, also when many fall on the same one', async () => {
    const before = await dueNow(atMinute(80));
    const tickets = await arriveMany(250);

    const found = await dueNow(atMinute(80));

    expect(found.length).toBe(before.length + 250);
    expect(new Set(found).isSupersetOf(new Set(tickets.map((ticket) => ticket.id)))).toBe(true);
    const earlier = new Set(await dueNow(atMinute(79)));
    expect(tickets.filter((ticket) => earlier.has(ticket.id))).toEqual([]);
  });
});
