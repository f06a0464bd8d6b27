import { describe, expect, it } from 'vitest';
import { Refusal } from '#shared/domain/refusal.ts';
import { changeStatus } from '#shared/domain/ticket/change-status.ts';
import { type TicketStatus, ticketStatuses } from '#shared/domain/ticket/status.ts';
import { aContext, atMinute, byAgent } from '#test/support/builders.ts';
import { aTicketThatIs, type Situation, situations } from './tickets-in-status.ts';

/** The column "next" of the table of statuses, for the statuses that exist today. */
const accepted: Readonly<Record<Situation, readonly TicketStatus[]>> = {
  new: ['answered', 'postponed', 'resolved'],
  open: ['answered', 'postponed', 'resolved'],
  answered: ['open', 'postponed', 'resolved'],
  'postponed from new': ['new', 'open', 'resolved'],
  'postponed from answered': ['new', 'open', 'resolved'],
  resolved: ['open'],
};

const pairs = situations.flatMap((from) => ticketStatuses.map((to) => ({ from, to })));
const moveTo = (status: TicketStatus) => ({ status, until: status === 'postponed' ? atMinute(90) : null });
const codeOf = (act: () => unknown) => {
  try {
    act();
    return 'done';
  } catch (error) {
    return error instanceof Refusal ? error.code : error;
  }
};

describe('changeStatus', () => {
  it.each(pairs.filter(({ from, to }) => accepted[from].includes(to)))(
    'moves $from to $to',
    ({ from, to }) => {
      const ticket = { ...aTicketThatIs(from), assigneeId: 'agt_ada' as const };

      const { before, after: moved, entries } = changeStatus(ticket, moveTo(to), aContext(20));

      expect(moved).toMatchObject({
        status: to,
        statusChangedAt: atMinute(20),
        updatedAt: atMinute(20),
        version: ticket.version + 1,
        assigneeId: 'agt_ada',
      });
      expect(before).toBe(ticket);
      expect(moved.postponed === null).toBe(to !== 'postponed');
      expect(entries.find((entry) => entry.kind === 'ticket.statusChanged')).toMatchObject({
        before: { status: ticket.status },
        after: { status: to },
        actor: byAgent,
      });
    },
  );

  it.each(pairs.filter(({ from, to }) => !accepted[from].includes(to)))(
    'refuses $from to $to',
    ({ from, to }) => {
      const ticket = aTicketThatIs(from);

      expect(codeOf(() => changeStatus(ticket, moveTo(to), aContext(20)))).toBe('status-not-allowed');
    },
  );

  it.each([
    ['the past', atMinute(19)],
    ['this moment', atMinute(20)],
    ['no time at all', null],
  ])('refuses to postpone to %s', (_, until) => {
    const ticket = aTicketThatIs('open');

    const code = codeOf(() => changeStatus(ticket, { status: 'postponed', until }, aContext(20)));

    expect(code).toBe('postponed-into-the-past');
  });

  it.each([
    ['new', 'new'],
    ['open', 'open'],
    ['answered', 'open'],
  ] as const)('postpones a ticket that is %s, to wake as %s', (from, wakesTo) => {
    const postponed = changeStatus(aTicketThatIs(from), moveTo('postponed'), aContext(20)).after;

    expect(postponed.postponed).toEqual({ until: atMinute(90), wakesTo });
    expect(postponed.due).toEqual({ at: atMinute(90), sweep: 'wake' });
  });

  it('resolves as often as it is asked to', () => {
    const reopened = changeStatus(aTicketThatIs('resolved'), moveTo('open'), aContext(20)).after;

    const resolved = changeStatus(reopened, moveTo('resolved'), aContext(30)).after;

    expect(resolved).toMatchObject({ status: 'resolved', version: reopened.version + 1 });
  });
});
