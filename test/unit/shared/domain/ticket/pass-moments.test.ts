import { describe, expect, it } from 'vitest';
import type { TimeRule } from '#shared/domain/rule/time-rule.ts';
import { answerTicket } from '#shared/domain/ticket/answer-ticket.ts';
import { assignTicket } from '#shared/domain/ticket/assign-ticket.ts';
import { changeStatus } from '#shared/domain/ticket/change-status.ts';
import { editTicket } from '#shared/domain/ticket/edit-ticket.ts';
import { passMoments } from '#shared/domain/ticket/pass-moments.ts';
import { receiveMessage } from '#shared/domain/ticket/receive-message.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import type { TicketChange } from '#shared/domain/ticket/ticket-change.ts';
import {
  aContext,
  aDepartment,
  aLevel,
  anAccount,
  anSlaRule,
  aReply,
  aTicket,
  aTimeRule,
  atMinute,
  bySystem,
} from '#test/support/builders.ts';
import { anArrival } from './tickets-in-status.ts';

const kinds = (change: TicketChange | null) => change?.entries.map((entry) => entry.kind) ?? null;

describe('passMoments with SLA clocks', () => {
  const account = anAccount({
    levels: [aLevel({ firstAnswer: 100, firstResolve: 300 })],
    slaRules: [anSlaRule('sla_gold')],
  });
  const arrived = aTicket({}, account);
  const pass = (ticket: Ticket, minutes: number, told: Parameters<typeof passMoments>[1] = []) =>
    passMoments(ticket, told, aContext(minutes, { account, actor: bySystem }));

  it('has nothing to do a moment too early', () => {
    expect(pass(arrived, 79)).toBeNull();
  });

  it('warns at four fifths, breaches at the end, each once, and names the next moment', () => {
    const warned = pass(arrived, 80)!;
    expect(kinds(warned)).toEqual(['sla.warning']);
    expect(warned.after.due).toEqual({ at: atMinute(100), sweep: 'sla' });
    expect(pass(warned.after, 99)).toBeNull();

    const breached = pass(warned.after, 100)!;
    expect(kinds(breached)).toEqual(['sla.breached']);
    expect(breached.entries[0]).toMatchObject({ actor: bySystem, after: { clock: 'firstAnswer' } });
    expect(breached.after.due).toEqual({ at: atMinute(240), sweep: 'sla' });
    expect(pass(breached.after, 200)).toBeNull();
  });

  it('tells each of those who are to hear of it, in his own lane', () => {
    const { unsent } = pass(arrived, 80, ['agt_ada', 'agt_bob'])!;

    expect(unsent.map(({ lane }) => lane)).toEqual(['agt_ada', 'agt_bob']);
    expect(unsent[0]?.what).toEqual({
      kind: 'notice',
      agentId: 'agt_ada',
      event: { kind: 'sla.warning', clock: 'firstAnswer', dueAt: atMinute(100) },
    });
  });

  it('tells a breach that came together with its warning by one notice', () => {
    const late = pass(arrived, 150, ['agt_ada'])!;

    expect(kinds(late)).toEqual(['sla.warning', 'sla.breached']);
    expect(late.unsent.map(({ what }) => what.kind === 'notice' && what.event.kind)).toEqual([
      'sla.breached',
    ]);
  });

  it('writes a moment that led to nothing anew', () => {
    const stale = { ...arrived, due: { at: atMinute(5), sweep: 'sla' as const } };

    const change = pass(stale, 10)!;

    expect(change.entries).toEqual([]);
    expect(change.after.due).toEqual({ at: atMinute(80), sweep: 'sla' });
    expect(pass(change.after, 10)).toBeNull();
  });
});

describe('passMoments with a postponement', () => {
  const account = anAccount();
  const pass = (ticket: Ticket, minutes: number) =>
    passMoments(ticket, [], aContext(minutes, { account, actor: bySystem }));
  const postponed = { status: 'postponed', until: atMinute(60) } as const;

  it.each([
    ['new', aTicket()],
    ['open', answerTicket(aTicket(), aReply(), aContext(5)).after],
  ])('wakes to %s', (status, ticket) => {
    const parked = changeStatus(ticket, postponed, aContext(10)).after;

    expect(pass(parked, 59)).toBeNull();
    const woken = pass(parked, 60)!;

    expect(woken.after).toMatchObject({ status, postponed: null, due: null });
    expect(woken.entries[0]).toMatchObject({ kind: 'ticket.statusChanged', actor: bySystem });
    expect(pass(woken.after, 60)).toBeNull();
  });

  it('leaves to the next pass what fell due since a postponement ended', () => {
    const withLevel = anAccount({ levels: [aLevel({ firstAnswer: 20 })], slaRules: [anSlaRule('sla_gold')] });
    const at = (minutes: number) => aContext(minutes, { account: withLevel, actor: bySystem });
    const parked = changeStatus(aTicket({}, withLevel), postponed, at(10)).after;

    const woken = passMoments(parked, ['agt_ada'], at(90))!;
    const breached = passMoments(woken.after, ['agt_ada'], at(90))!;

    expect(kinds(woken)).toEqual(['ticket.statusChanged']);
    expect(woken.after.due).toEqual({ at: atMinute(66), sweep: 'sla' });
    expect(kinds(breached)).toEqual(['sla.warning', 'sla.breached']);
    expect(breached.unsent).toHaveLength(1);
    expect(passMoments(breached.after, ['agt_ada'], at(90))).toBeNull();
  });
});

describe('passMoments with time rules', () => {
  const normalOnly = [
    { conditions: [{ field: 'priority' as const, operator: 'is' as const, value: 'normal' }] },
  ];
  const withRules = (...timeRules: TimeRule[]) =>
    anAccount({ timeRules, departments: [aDepartment(), aDepartment('dep_sales')] });
  const account = withRules(aTimeRule());
  const pass = (ticket: Ticket, minutes: number, of = account) =>
    passMoments(ticket, [], aContext(minutes, { account: of, actor: bySystem }));

  it('fires once, and says which rule it was', () => {
    const arrived = aTicket({}, account);
    expect(arrived.due).toEqual({ at: atMinute(30), sweep: 'wake' });
    expect(pass(arrived, 29)).toBeNull();

    const fired = pass(arrived, 30)!;

    expect(fired.after).toMatchObject({ priority: 'urgent', firedRuleIds: ['rul_stale'], due: null });
    expect(kinds(fired)).toEqual(['rule.applied', 'ticket.priorityChanged']);
    const byRule = { kind: 'rule', id: 'rul_stale' };
    expect(fired.entries.map((entry) => entry.actor)).toEqual([byRule, byRule]);
    expect(pass(fired.after, 300)).toBeNull();
  });

  it.each([
    [
      'an answer and a new message',
      (ticket: Ticket) => answerTicket(ticket, aReply(), aContext(40, { account })),
    ],
    [
      'resolving and a new message',
      (ticket: Ticket) =>
        changeStatus(ticket, { status: 'resolved', until: null }, aContext(40, { account })),
    ],
  ])('fires again after %s', (_, leave) => {
    const fired = pass(aTicket({}, account), 30)!.after;

    const waiting = receiveMessage(leave(fired).after, anArrival(50), aContext(50, { account })).after;

    expect(waiting.due?.at).toBe(atMinute(80));
    expect(kinds(pass(waiting, 80))).toContain('rule.applied');
  });

  it('does not fire for whom an agent answered', () => {
    const answered = answerTicket(aTicket({}, account), aReply(), aContext(10, { account })).after;

    expect(answered.due).toBeNull();
    expect(pass(answered, 300)).toBeNull();
  });

  it('fires anew once somebody took the ticket out of its conditions and back', () => {
    const picky = withRules(
      aTimeRule({ groups: normalOnly, actions: [{ type: 'addTags', tags: ['stale'] }] }),
    );
    const fired = pass(aTicket({}, picky), 30, picky)!.after;

    const high = editTicket(fired, { priority: 'high' }, aContext(40, { account: picky }))!.after;
    const back = editTicket(high, { priority: 'normal', tags: [] }, aContext(50, { account: picky }))!.after;

    expect(kinds(pass(back, 51, picky))).toContain('rule.applied');
  });

  it('ends when two rules undo each other', () => {
    const high = [{ conditions: [{ field: 'priority' as const, operator: 'is' as const, value: 'high' }] }];
    const duel = withRules(
      aTimeRule({ groups: normalOnly, actions: [{ type: 'setPriority', priority: 'high' }] }),
      aTimeRule({ id: 'rul_undo', groups: high, actions: [{ type: 'setPriority', priority: 'normal' }] }),
    );
    let ticket = aTicket({}, duel);
    let rounds = 0;
    for (let change = pass(ticket, 30, duel); change !== null; change = pass(ticket, 30, duel)) {
      ticket = change.after;
      rounds += 1;
      expect(rounds).toBeLessThan(5);
    }

    expect(ticket).toMatchObject({ priority: 'normal', firedRuleIds: ['rul_stale', 'rul_undo'] });
  });

  const many = Array.from({ length: 40 }, (_, position) => `tag-${position}`);
  it.each<[string, TimeRule['actions'], Partial<Ticket>]>([
    ['tags', [{ type: 'addTags', tags: ['stale', 'vip'] }], { tags: ['vip', 'stale'] }],
    [
      'no more tags than a ticket can have',
      [{ type: 'addTags', tags: many }],
      { tags: ['vip', ...many.slice(0, 29)] },
    ],
    ['tags away', [{ type: 'removeTags', tags: ['vip'] }], { tags: [] }],
    [
      'a transfer',
      [{ type: 'transfer', departmentId: 'dep_sales', agentId: null }],
      { departmentId: 'dep_sales', assigneeId: null, status: 'new' },
    ],
    [
      'a transfer to an agent',
      [{ type: 'transfer', departmentId: 'dep_sales', agentId: 'agt_bob' }],
      { departmentId: 'dep_sales', assigneeId: 'agt_bob' },
    ],
  ])('does %s', (_, actions, expected) => {
    const acting = withRules(aTimeRule({ actions }));
    const given = assignTicket(
      aTicket({ tags: ['vip'] }, acting),
      'agt_ada',
      aContext(1, { account: acting }),
    )!.after;

    expect(pass(given, 30, acting)?.after).toMatchObject(expected);
  });

  it('runs several rules in their order, one a pass, each on what the one before left', () => {
    const rules = withRules(
      aTimeRule({ id: 'rul_a', actions: [{ type: 'addTags', tags: ['first'] }] }),
      aTimeRule({ id: 'rul_b', actions: [{ type: 'addTags', tags: ['second'] }] }),
    );

    const first = pass(aTicket({}, rules), 30, rules)!.after;
    const second = pass(first, 30, rules)!.after;

    expect(first).toMatchObject({ tags: ['first'], due: { at: atMinute(30), sweep: 'wake' } });
    expect(second).toMatchObject({ tags: ['first', 'second'], due: null });
  });
});
