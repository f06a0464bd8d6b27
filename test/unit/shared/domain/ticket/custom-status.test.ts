import { describe, expect, it } from 'vitest';
import { editTicket } from '#shared/domain/ticket/edit-ticket.ts';
import { aContext, anAccount } from '#test/support/builders.ts';
import { aCustomStatus } from '#test/support/custom-builders.ts';
import { aTicketThatIs } from './tickets-in-status.ts';

const account = anAccount({ customStatuses: [aCustomStatus({ status: 'open' })] });
const label = (situation: 'open' | 'new', customStatusId: string | null) =>
  editTicket(aTicketThatIs(situation), { customStatusId }, aContext(20, { account }));

describe('the custom status of a ticket', () => {
  it('is given and taken, and both are told', () => {
    const given = label('open', 'cst_parts')!;
    const taken = editTicket(given.after, { customStatusId: null }, aContext(21, { account }))!;

    expect([given.after.customStatusId, taken.after.customStatusId]).toEqual(['cst_parts', null]);
    expect(given.entries[0]).toMatchObject({
      kind: 'ticket.fieldChanged',
      before: { customStatusId: null },
      after: { field: 'customStatusId', customStatusId: 'cst_parts' },
    });
  });

  it('is no change when it is so already', () => {
    expect(label('open', null)).toBeNull();
  });

  it.each([
    ['new', 'cst_parts', 'status-not-allowed'],
    ['open', 'cst_gone', 'invalid'],
  ] as const)('is refused on a ticket that is %s as %s', (situation, id, code) => {
    expect(() => label(situation, id)).toThrow(expect.objectContaining({ code }));
  });
});
