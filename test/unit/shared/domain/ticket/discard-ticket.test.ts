import { describe, expect, it } from 'vitest';
import { isOpenClock } from '#shared/domain/sla/clock.ts';
import { changeStatus } from '#shared/domain/ticket/change-status.ts';
import type { TicketStatus } from '#shared/domain/ticket/status.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { aContext, aLevel, anAccount, anSlaRule, atMinute } from '#test/support/builders.ts';
import { aTicketThatIs } from './tickets-in-status.ts';

const account = anAccount({
  levels: [aLevel({ firstAnswer: 60, nextAnswer: 60, firstAssign: 60, firstResolve: 600 })],
  slaRules: [anSlaRule('sla_gold')],
});
const moved = (ticket: Ticket, status: TicketStatus, minutes: number) =>
  changeStatus(ticket, { status, until: null }, aContext(minutes, { account })).after;
const openKinds = ({ clocks }: Ticket) => clocks.filter(isOpenClock).map(({ kind }) => kind);

describe('a ticket that is set aside', () => {
  it.each(['spam', 'deleted'] as const)('as %s has no clock, no wait and nothing to wake it', (status) => {
    const postponed = { ...aTicketThatIs('postponed from new', account), assigneeId: 'agt_ada' as const };

    const aside = moved(postponed, status, 20);

    expect(openKinds(aside)).toEqual([]);
    expect(aside).toMatchObject({ postponed: null, queuedAt: null, assigneeId: 'agt_ada' });
    expect(aside.former).toEqual([{ status: 'postponed', postponed: postponed.postponed }]);
  });

  it('starts its clocks anew when it was no spam', () => {
    const back = moved(moved(aTicketThatIs('new', account), 'spam', 20), 'new', 40);

    expect(openKinds(back)).toEqual(['firstAnswer', 'firstAssign', 'firstResolve']);
    expect(back.clocks.map(({ startedAt }) => startedAt)).toEqual([atMinute(40), atMinute(40), atMinute(40)]);
    expect(back.former).toEqual([]);
  });

  it('waits for nobody to be given it when somebody was meanwhile', () => {
    const spam = { ...moved(aTicketThatIs('new', account), 'spam', 20), assigneeId: 'agt_ada' as const };

    expect(openKinds(moved(spam, 'new', 40))).not.toContain('firstAssign');
  });

  it('goes back through spam to what it was before that', () => {
    const deleted = moved(moved(aTicketThatIs('answered', account), 'spam', 20), 'deleted', 30);

    const spam = moved(deleted, 'spam', 40);

    expect(openKinds(spam)).toEqual([]);
    expect(moved(spam, 'answered', 50).status).toBe('answered');
  });

  it.each([
    ['as long as it was', { minutes: 40, until: null, status: 'postponed', ends: atMinute(60) }],
    ['as long as is said now', { minutes: 40, until: atMinute(90), status: 'postponed', ends: atMinute(90) }],
    ['anew after its time', { minutes: 70, until: atMinute(90), status: 'postponed', ends: atMinute(90) }],
    ['no more after its time', { minutes: 70, until: null, status: 'new', ends: undefined }],
  ])('is postponed %s', (_, { minutes, until, status, ends }) => {
    const spam = moved(aTicketThatIs('postponed from new', account), 'spam', 20);

    const back = changeStatus(spam, { status: 'postponed', until }, aContext(minutes, { account })).after;

    expect({ status: back.status, ends: back.postponed?.until }).toEqual({ status, ends });
  });

  it('is not postponed into the past', () => {
    const spam = moved(aTicketThatIs('postponed from new', account), 'spam', 20);

    const intoThePast = { status: 'postponed', until: atMinute(40) } as const;

    expect(() => changeStatus(spam, intoThePast, aContext(40, { account }))).toThrow(
      expect.objectContaining({ code: 'postponed-into-the-past' }),
    );
  });

  it('tells of its deletion beside the new status', () => {
    const { entries } = changeStatus(
      aTicketThatIs('open', account),
      { status: 'deleted', until: null },
      aContext(20, { account }),
    );

    expect(entries.map(({ kind }) => kind)).toEqual(['ticket.statusChanged', 'ticket.deleted']);
  });
});
