import { describe, expect, it } from 'vitest';
import { Refusal } from '#shared/domain/refusal.ts';
import { changeStatus } from '#shared/domain/ticket/change-status.ts';
import { type TicketStatus, ticketStatuses } from '#shared/domain/ticket/status.ts';
import { aContext, anAccount, atMinute, byAgent } from '#test/support/builders.ts';
import { allSituations, aTicketThatIs, type Situation } from './tickets-in-status.ts';

/** The column "next" of the table of statuses. */
const accepted: Readonly<Record<Situation, readonly TicketStatus[]>> = {
  new: ['answered', 'postponed', 'resolved', 'spam', 'deleted'],
  open: ['answered', 'postponed', 'resolved', 'spam', 'deleted'],
  answered: ['open', 'postponed', 'resolved', 'spam', 'deleted'],
  'postponed from new': ['new', 'open', 'resolved', 'spam', 'deleted'],
  'postponed from answered': ['new', 'open', 'resolved', 'spam', 'deleted'],
  resolved: ['open', 'closed', 'spam', 'deleted'],
  closed: ['deleted'],
  'spam from open': ['open', 'deleted'],
  'spam from postponed': ['postponed', 'deleted'],
  'deleted from new': ['new'],
  'deleted from spam': ['spam'],
  // As the account's settings say unless told otherwise.
  chatting: ['resolved'],
  calling: ['resolved'],
};

const pairs = allSituations.flatMap((from) => ticketStatuses.map((to) => ({ from, to })));
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

  it.each(['open', 'answered', 'resolved'] as const)(
    'ends a chat as %s where the settings say so',
    (status) => {
      const account = anAccount({ settings: { afterChatStatus: status } });

      const ended = changeStatus(
        aTicketThatIs('chatting', account),
        { status, until: null },
        aContext(20, { account }),
      );

      expect(ended.after.status).toBe(status);
    },
  );

  it('says on the timeline that the customer is not told', () => {
    const move = { status: 'resolved', until: null, silent: true } as const;

    const [entry] = changeStatus(aTicketThatIs('open'), move, aContext(20)).entries;

    expect(entry).toMatchObject({ after: { status: 'resolved', silent: true } });
  });

  it('drops the custom status with the status that it stands for, and says so', () => {
    const labelled = { ...aTicketThatIs('open'), customStatusId: 'cst_parts' };

    const { after, entries } = changeStatus(labelled, moveTo('answered'), aContext(20));

    expect(after.customStatusId).toBeNull();
    expect(entries[0]).toMatchObject({
      before: { status: 'open', customStatusId: 'cst_parts' },
      after: { status: 'answered', customStatusId: null },
    });
  });

  it('resolves as often as it is asked to', () => {
    const reopened = changeStatus(aTicketThatIs('resolved'), moveTo('open'), aContext(20)).after;

    const resolved = changeStatus(reopened, moveTo('resolved'), aContext(30)).after;

    expect(resolved).toMatchObject({ status: 'resolved', version: reopened.version + 1 });
  });
});
