import { describe, expect, it } from 'vitest';
import type { Account, KeptCalendar } from '#shared/domain/account/account.ts';
import type { Actual, Facts } from '#shared/domain/rule/field.ts';
import { fields, findField } from '#shared/domain/rule/fields.ts';
import type { Learned } from '#shared/domain/rule/learned.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { aCustomer, aDepartment, aLevel, anAccount, aTicket, begun } from '#test/support/builders.ts';
import { someFacts } from '#test/support/rule-facts.ts';

const on = (changes: Partial<Ticket>): Partial<Facts> => ({ ticket: aTicket(changes) });
const learned = (known: Partial<Learned>): Partial<Facts> => ({ learned: known });
const office: KeptCalendar = {
  ...begun,
  id: 'bh_office',
  name: 'Office',
  timezone: 'Europe/Rome',
  weekly: { monday: [{ from: '09:00', to: '17:00' }] },
  holidays: [],
};
const officeHours = anAccount({
  departments: [aDepartment('dep_default', { businessHoursId: 'bh_office' })],
});
const withOffice: Account = { ...officeHours, calendarById: new Map([['bh_office', office]]) };
const rome = anAccount({ settings: { timezone: 'Europe/Rome' } });
const monday = (time: string) => ({ at: `2026-03-02T${time}.000Z` });

type Row = readonly [asked: string, facts: Partial<Facts>, actual: Actual, timezone?: string];

/** Every field, with something and with nothing in it. */
const rows: readonly Row[] = [
  ['channel', on({ channel: 'form' }), 'form'],
  ['channel', { ticket: null }, null],
  ['sourceId', on({ sourceId: 'src_shop' }), 'src_shop'],
  ['sourceId', on({ sourceId: null }), null],
  ['status', on({ status: 'spam' }), 'spam'],
  ['status', { ticket: null }, null],
  ['customStatusId', on({ customStatusId: 'cst_parts' }), 'cst_parts'],
  ['customStatusId', on({}), null],
  ['priority', on({ priority: 'high' }), 'high'],
  ['priority', { ticket: null }, null],
  ['departmentId', on({ departmentId: 'dep_sales' }), 'dep_sales'],
  ['departmentId', { ticket: null, departmentId: 'dep_queue' }, 'dep_queue'],
  ['assigneeId', on({ assigneeId: 'agt_ada' }), 'agt_ada'],
  ['assigneeId', on({ assigneeId: null }), null],
  ['assignee.presence', learned({ presence: 'break' }), 'break'],
  ['assignee.presence', learned({ presence: null }), null],
  ['actor.kind', { actor: { kind: 'agent', id: 'agt_ada' } }, 'agent'],
  ['actor.id', { actor: { kind: 'agent', id: 'agt_ada' } }, 'agt_ada'],
  ['actor.id', { actor: { kind: 'system', id: null } }, null],
  ['customer.id', on({}), aCustomer.id],
  ['customer.name', on({ customer: { ...aCustomer, name: 'Ada' } }), 'Ada'],
  ['customer.name', on({ customer: { ...aCustomer, name: null } }), null],
  ['customer.email', on({}), aCustomer.email],
  ['customer.email', on({ customer: { ...aCustomer, email: null } }), null],
  ['customer.domain', on({ customer: { ...aCustomer, email: '"odd@one"@example.com' } }), 'example.com'],
  ['customer.domain', on({ customer: { ...aCustomer, email: null } }), null],
  ['customer.group', learned({ customer: { group: 'vip' } }), 'vip'],
  ['customer.group', learned({ customer: {} }), null],
  ['customer.country', learned({ customer: { country: 'IT' } }), 'IT'],
  ['customer.country', learned({ customer: null }), null],
  ['customer.fields.plan', learned({ customer: { fields: { plan: 'gold' } } }), 'gold'],
  ['customer.fields.plan', learned({ customer: { fields: {} } }), null],
  ['tags', on({ tags: ['VIP', 'billing'] }), ['VIP', 'billing']],
  ['tags', { ticket: null }, []],
  ['subject', on({ subject: 'Città' }), 'Città'],
  ['subject', { ticket: null }, null],
  ['body', learned({ body: 'Where is it?' }), 'Where is it?'],
  ['body', learned({ body: null }), null],
  ['lastMessage', learned({ lastMessage: 'Here' }), 'Here'],
  ['lastMessage', learned({ lastMessage: null }), null],
  ['header.X-Priority', learned({ headers: new Map([['x-priority', ['1']]]) }), ['1']],
  ['header.X-Priority', learned({ headers: new Map() }), []],
  [
    'recipients',
    learned({ recipients: ['a@example.com', 'b@example.com'] }),
    ['a@example.com', 'b@example.com'],
  ],
  ['recipients', { ticket: null, learned: {} }, []],
  ['sla.levelId', on({ levelId: 'sla_gold' }), 'sla_gold'],
  ['sla.levelId', on({ levelId: null }), null],
  ['createdAt', on({ createdAt: '2026-03-02T09:00:00.000Z' }), '2026-03-02T09:00:00.000Z'],
  ['createdAt', { ticket: null }, null],
  ['updatedAt', on({ updatedAt: '2026-03-02T10:00:00.000Z' }), '2026-03-02T10:00:00.000Z'],
  ['updatedAt', { ticket: null }, null],
  ['timeOfDay', monday('23:30:05'), '23:30:05'],
  ['timeOfDay', { ...monday('23:30:05'), account: rome }, '00:30:05'],
  ['timeOfDay', monday('23:30:05'), '18:30:05', 'America/New_York'],
  ['weekday', monday('23:30:00'), 'monday'],
  ['weekday', { ...monday('23:30:00'), account: rome }, 'tuesday'],
  ['weekday', monday('03:00:00'), 'sunday', 'America/New_York'],
  ['insideBusinessHours', { ...monday('08:00:00'), account: withOffice }, true],
  ['insideBusinessHours', { ...monday('07:59:59'), account: withOffice }, false],
  ['insideBusinessHours', { ...monday('16:00:00'), account: withOffice }, false],
  [
    'insideBusinessHours',
    { ...on({ levelId: 'sla_gold' }), account: anAccount({ levels: [aLevel({})] }) },
    true,
  ],
  ['customFields.colour', on({ customFields: { colour: 'red' } }), 'red'],
  ['customFields.size', on({ customFields: { size: 42 } }), 42],
  ['customFields.colour', on({ customFields: {} }), null],
  ['customFields.toString', on({ customFields: {} }), null],
  ['customFields.__proto__', on({ customFields: {} }), null],
  ['customFields.constructor', on({ customFields: { constructor: 'by hand' } }), 'by hand'],
  ['customer.fields.constructor', learned({ customer: { fields: { active: true } } }), null],
  ['customer.fields.active', learned({ customer: { fields: { active: true } } }), true],
];

describe('fields', () => {
  const cases = rows.map(([asked, facts, actual, timezone = null]) => ({ asked, facts, actual, timezone }));

  it.each(cases)('$asked of $facts is $actual', ({ asked, facts, actual, timezone }) => {
    const { field, rest } = findField(asked)!;

    expect(field.valueOf(someFacts(facts), { name: rest, timezone })).toEqual(actual);
  });

  it('are all in the table', () => {
    const inTable = new Set(rows.map(([asked]) => findField(asked)?.field.name));

    expect(fields.map(({ name }) => name).filter((name) => !inTable.has(name))).toEqual([]);
  });

  it.each(['colour', 'customFields.', 'customFields', 'header.', 'header.a b', 'customer.fields.', ''])(
    'do not know %j',
    (name) => {
      expect(findField(name)).toBeUndefined();
    },
  );
});
