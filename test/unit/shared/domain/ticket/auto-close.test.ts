import { describe, expect, it } from 'vitest';
import { passMoments } from '#shared/domain/ticket/pass-moments.ts';
import { receiveMessage } from '#shared/domain/ticket/receive-message.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { aContext, anAccount, atMinute, bySystem } from '#test/support/builders.ts';
import { anArrival, aTicketThatIs } from './tickets-in-status.ts';

describe('passMoments on a resolved ticket', () => {
  const days = (count: number) => count * 24 * 60;
  const closingAfter = (count: number) => anAccount({ settings: { autoCloseAfterDays: count } });
  const pass = (ticket: Ticket, minutes: number, account = closingAfter(5)) =>
    passMoments(ticket, [], aContext(minutes, { account, actor: bySystem }));
  const resolved = aTicketThatIs('resolved', closingAfter(5));

  it('closes it so many days after it was resolved, and says that nobody did', () => {
    expect(resolved.due).toEqual({ at: atMinute(10 + days(5)), sweep: 'wake' });
    expect(pass(resolved, 9 + days(5))).toBeNull();

    const closed = pass(resolved, 10 + days(5))!;

    expect(closed.after).toMatchObject({ status: 'closed', due: null });
    expect(closed.entries).toMatchObject([
      { kind: 'ticket.statusChanged', actor: bySystem, after: { status: 'closed' }, reason: 'auto-close' },
    ]);
    expect(pass(closed.after, days(100))).toBeNull();
  });

  it('waits longer where that was set meanwhile', () => {
    const later = pass(resolved, 10 + days(5), closingAfter(7))!;

    expect(later.after).toMatchObject({
      status: 'resolved',
      due: { at: atMinute(10 + days(7)), sweep: 'wake' },
    });
    expect(later.entries).toEqual([]);
    expect(pass(later.after, 10 + days(7), closingAfter(7))?.after.status).toBe('closed');
  });

  it('leaves it alone once it waits again', () => {
    const reopened = receiveMessage(resolved, anArrival(20), aContext(20)).after;

    expect(reopened.due).toBeNull();
    expect(pass(reopened, days(6))).toBeNull();
  });
});
