import { describe, expect, it } from 'vitest';
import { announcements } from '#shared/domain/announcing/announcements.ts';
import type { MergedCustomer } from '#shared/domain/customer/merged-customer.ts';
import type { Rule } from '#shared/domain/rule/rule.ts';
import { anAccount, atMinute } from '#test/support/builders.ts';
import { aRule } from '#test/support/rules.ts';

const merged: MergedCustomer = {
  customerId: 'cus_one',
  sourceId: 'cus_two',
  customerVersion: 2,
  agentId: 'agt_ada',
  at: atMinute(0),
};
const after = { pk: 'cus_two', sk: 'MERGED', type: 'mergedCustomer', data: merged };
const announce = (rules: readonly Rule[]) =>
  announcements(
    { eventId: 'event-1', before: null, after },
    { account: anAccount({ rules }), at: atMinute(0) },
  );

describe('announcements of merged customers', () => {
  it('go to the bus', () => {
    expect(announce([])).toEqual([{ to: 'merges', merged }]);
  });

  it('set off the rules that listen to them', () => {
    const listening = aRule({ trigger: 'customer.merged', actions: [{ type: 'stop' }] });

    expect(announce([listening])).toEqual([
      { to: 'merges', merged },
      {
        to: 'rules',
        event: {
          id: null,
          about: 'agt_ada',
          trigger: 'customer.merged',
          at: atMinute(0),
          actor: { kind: 'agent', id: 'agt_ada' },
          ticketId: null,
          departmentId: null,
          messageVersion: null,
          chain: [],
        },
      },
    ]);
  });
});
