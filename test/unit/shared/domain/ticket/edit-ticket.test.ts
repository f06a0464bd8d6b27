import { describe, expect, it } from 'vitest';
import { type Edit, editTicket } from '#shared/domain/ticket/edit-ticket.ts';
import { aContext } from '#test/support/builders.ts';
import { aTicketThatIs } from './tickets-in-status.ts';

const ticket = {
  ...aTicketThatIs('open'),
  tags: ['vip', 'billing'],
  customFields: { plan: 'small', seats: 3 },
};

describe('editTicket', () => {
  it.each<[string, Edit, object]>([
    ['the subject', { subject: 'Other' }, { kind: 'ticket.fieldChanged', after: { field: 'subject' } }],
    [
      'the priority',
      { priority: 'urgent' },
      { kind: 'ticket.priorityChanged', before: { priority: 'normal' }, after: { priority: 'urgent' } },
    ],
    [
      'the tags, each once',
      { tags: ['vip', 'vip', 'new'] },
      { kind: 'ticket.tagged', before: { tags: ['vip', 'billing'] }, after: { tags: ['vip', 'new'] } },
    ],
    ['a field', { customFields: { plan: 'big' } }, { after: { field: 'customFields.plan' } }],
    ['a field away', { customFields: { seats: null } }, { after: { field: 'customFields.seats' } }],
  ])('changes %s and says so', (_, edit, entry) => {
    const change = editTicket(ticket, edit, aContext(20));

    expect(change?.entries).toHaveLength(1);
    expect(change?.entries[0]).toMatchObject(entry);
    expect(change?.after.version).toBe(ticket.version + 1);
  });

  it.each<[string, Edit]>([
    ['nothing', {}],
    ['the same subject', { subject: ticket.subject }],
    ['the same priority', { priority: 'normal' }],
    ['the same tags in another order', { tags: ['billing', 'vip', 'vip'] }],
    ['the same fields', { customFields: { plan: 'small', missing: null } }],
  ])('changes nothing by %s', (_, edit) => {
    expect(editTicket(ticket, edit, aContext(20))).toBeNull();
  });

  it('leaves the fields alone that were not named', () => {
    const change = editTicket(ticket, { customFields: { plan: null, colour: 'red' } }, aContext(20));

    expect(change?.after.customFields).toEqual({ seats: 3, colour: 'red' });
  });

  it('brings an urgent ticket forward', () => {
    const change = editTicket(ticket, { priority: 'urgent' }, aContext(20));

    expect(change!.after.importanceAt < ticket.importanceAt).toBe(true);
  });
});
