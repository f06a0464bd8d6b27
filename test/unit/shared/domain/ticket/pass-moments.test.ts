import { describe, expect, it } from 'vitest';
import { answerTicket } from '#shared/domain/ticket/answer-ticket.ts';
import { changeStatus } from '#shared/domain/ticket/change-status.ts';
import { passMoments } from '#shared/domain/ticket/pass-moments.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import type { TicketChange } from '#shared/domain/ticket/ticket-change.ts';
import {
  aContext,
  aLevel,
  anAccount,
  anSlaRule,
  aReply,
  aTicket,
  aTimeRule,
  atMinute,
  bySystem,
} from '#test/support/builders.ts';

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
  it('leaves a ticket alone whose rule is due: rules run by themselves', () => {
    const account = anAccount({ timeRules: [aTimeRule()] });

    expect(passMoments(aTicket({}, account), [], aContext(30, { account, actor: bySystem }))).toBeNull();
  });

  it('writes anew what is due for a rule that is gone', () => {
    const account = anAccount({ timeRules: [aTimeRule()] });
    const orphan = aTicket({}, account);

    expect(passMoments(orphan, [], aContext(30, { actor: bySystem }))?.after.due).toBeNull();
  });
});
