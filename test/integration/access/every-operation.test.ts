import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allOperations } from '#functions/reference/all-operations.ts';
import { configurationRows } from './table/configuration-rows.ts';
import { organisationRows } from './table/organisation-rows.ts';
import { expectedOf, type Row } from './table/row.ts';
import { ruleDeliveryRows } from './table/rule-delivery-rows.ts';
import { type Caller, callers, hireStaff, type Staff } from './table/staff.ts';
import { ticketRows } from './table/ticket-rows.ts';
import { webhookRows } from './table/webhook-rows.ts';

const rows: Readonly<Record<string, Row>> = {
  ...ticketRows,
  ...organisationRows,
  ...configurationRows,
  ...webhookRows,
  ...ruleDeliveryRows,
};

/** Nobody signs in to these: customers, providers, readers of the reference. */
const publicNames = [
  'submitForm',
  'getOwnTicket',
  'writeToOwnTicket',
  'getOwnAttachment',
  'rateOwnTicket',
  'readRatingPage',
  'sendRatingForm',
  'receiveRawMail',
  'getHealth',
  'getDocument',
  'readReference',
  'getAsset',
  'getProblem',
];

let staff: Staff;
beforeAll(async () => {
  staff = await hireStaff();
});
afterAll(() => staff.close());

type Asked = Awaited<ReturnType<Row['ask']>>;

/** @returns whether the next caller finds something else than this one: who is refused, or only reads, changes nothing. */
async function expectAnswer(row: Row, caller: Caller, [line, body]: Asked): Promise<boolean> {
  const key = staff.keyOf[caller];
  const told = await staff.ask(line, body === undefined ? { key } : { key, body });

  const { statuses, permission } = expectedOf(row, caller);
  const seen = `${caller}: ${told.status} ${JSON.stringify(told.body)}`;
  expect(statuses, seen).toContain(told.status);
  if (permission !== undefined) expect(told.body, seen).toMatchObject({ code: 'forbidden', permission });
  return told.status < 300 && !line.startsWith('GET ');
}

describe('the table of who may do what', () => {
  it('has a row for every operation', () => {
    const forAgents = allOperations.filter(({ permission }) => permission !== null).map(({ name }) => name);
    const open = allOperations.filter(({ permission }) => permission === null).map(({ name }) => name);

    expect(Object.keys(rows).toSorted()).toEqual(forAgents.toSorted());
    expect(publicNames.toSorted()).toEqual(open.toSorted());
  });

  it.each(Object.entries(rows))('holds for %s', async (_name, row) => {
    let asked: Asked | undefined;
    for (const caller of callers) {
      asked ??= await row.ask(staff);
      const isChanged = await expectAnswer(row, caller, asked);
      if (isChanged) asked = undefined;
    }
  });
});
