import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Customer } from '#shared/domain/customer/customer.ts';
import { type ErasureDesk, eraseTraces } from '#shared/domain/customer/erase-traces.ts';
import type { CustomerId } from '#shared/domain/ids.ts';
import { openTicket } from '#shared/domain/ticket/open-ticket.ts';
import { newDelivery } from '#shared/domain/webhook/delivery.ts';
import { openCustomerRegister } from '#shared/persistence/customer-register.ts';
import { openDeliveryStore } from '#shared/persistence/delivery-store.ts';
import { openErasureStore } from '#shared/persistence/erasure-store.ts';
import { aContext, aMessage, anAccount, anOpening } from '#test/support/builders.ts';
import { type StartedDesk, saveAll, startDesk } from '../tickets/start-desk.ts';
import { Scene } from '../tickets/store-subjects.ts';

let started: StartedDesk;
let erasing: ErasureDesk;
let customer: Customer;
let removed: string[];
beforeEach(async () => {
  started = await startDesk();
  removed = [];
  const objects = {
    remove: async ({ message }: { message: { id: string } }) => void removed.push(message.id),
  };
  erasing = { ...started.desk, erasures: openErasureStore(started.table), objects };
  customer = new Scene(started.desk, 1).customer('his');
});
afterEach(() => started.close());

const audit = {
  id: 'aud_1',
  at: '2026-03-02T09:00:00.000Z',
  agentId: 'agt_ada',
  keyId: 'key_ada',
  sourceIp: '::1',
  action: 'customer.erased',
  resourceId: 'cus_his1',
  before: null,
  after: null,
  retentionDays: 30,
} as const;

const register = () => openCustomerRegister(started.table, 4);
const erasedOf = (before: Customer): Customer => ({
  ...before,
  name: null,
  email: null,
  phone: null,
  addresses: [],
  version: before.version + 1,
  erasedAt: before.updatedAt,
});

async function ticketsOf(customerId: CustomerId, count: number, minute = 0): Promise<void> {
  const { id: _, ...shown } = customer;
  const changes = Array.from({ length: count }, (__, at) =>
    openTicket(
      anOpening({ customer: { ...shown, id: customerId }, content: aMessage({ body: `Secret ${at}` }) }),
      aContext(minute + at, { account: anAccount(), ids: started.desk.ids }),
    ),
  );
  await saveAll(started.desk, changes);
}

/** What a rule told another system of each. */
async function tellOf(ticketIds: readonly string[]): Promise<void> {
  const at = '2026-11-21T12:00:00.000Z';
  const url = 'https://hooks.example.com/';
  const to = { ruleId: 'rul_told', ruleKind: 'rule', position: 0, url, method: 'POST' } as const;
  const deliveries = openDeliveryStore(started.table, 4);
  for (const ticketId of ticketIds) {
    const event = { id: `ent_${ticketId}`, type: 'ticket.created', at, ticketId };
    await deliveries.add(newDelivery(event, { to, payload: 'Secret', at }));
  }
}

/** As the due moments do, until nothing is left. */
async function eraseAll(desk = erasing): Promise<number> {
  let gos = 0;
  while ((await desk.erasures.find(customer.id)) !== undefined) {
    await eraseTraces(desk, customer.id);
    started.clock.moveTo(started.clock.now() + 30_000);
    gos += 1;
    if (gos > 60) throw new Error('it does not come to an end');
  }
  return gos;
}

const traces = async () =>
  (await started.readAll()).filter((item) => /Secret|customer-1@|\+39021234/.test(JSON.stringify(item)));

describe('the traces of an erased customer', () => {
  beforeEach(async () => {
    await register().create(customer, undefined);
  });

  it('go from many tickets, of all ids that he has', async () => {
    const merged = { ...customer, mergedIds: ['cus_old' as const] };
    await register().change(customer, { ...merged, version: 2 });
    await ticketsOf(customer.id, 45);
    await ticketsOf('cus_old', 3, 60);
    await ticketsOf('cus_other', 1, 90);
    await tellOf([...(await started.readAll())].filter(({ type }) => type === 'ticket').map(({ pk }) => pk));
    const before = { ...merged, version: 2 };

    expect(await register().erase(before, erasedOf(before), { audit, keep: undefined })).toBe('saved');
    expect(
      await register().erase(before, erasedOf(before), { audit: { ...audit, id: 'aud_2' }, keep: undefined }),
    ).toBe('changed-meanwhile');
    await eraseAll();

    const left = await traces();
    expect(left.map(({ type }) => type).toSorted()).toEqual(['delivery', 'message', 'ticket']);
    expect(JSON.stringify(left)).toContain('cus_other');
    expect(new Set(removed).size).toBe(48);
  });

  it('go although it was broken off, and nothing changes when it is told again', async () => {
    await ticketsOf(customer.id, 30);
    await register().erase(customer, erasedOf(customer), { audit, keep: undefined });
    let calls = 0;
    const remove = async () => {
      calls += 1;
      if (calls % 7 === 0) throw new Error('no way there');
    };
    const broken = { ...erasing, objects: { remove } };
    for (let told = 0; told < 8; told++) await eraseTraces(broken, customer.id).catch(() => undefined);

    await Promise.all([eraseTraces(erasing, customer.id), eraseTraces(erasing, customer.id)]);
    await eraseAll();
    expect(await traces()).toEqual([]);
    const whole = await started.readAll();
    await eraseTraces(erasing, customer.id);

    expect(await started.readAll()).toEqual(whole);
  });

  it('go from what was still saved for him by who knew him a moment ago', async () => {
    await ticketsOf(customer.id, 1);
    await register().erase(customer, erasedOf(customer), { audit, keep: undefined });
    await eraseTraces(erasing, customer.id);
    await eraseTraces(erasing, customer.id);
    await ticketsOf(customer.id, 1, 5);
    expect(await traces()).not.toEqual([]);

    await eraseAll();

    expect(await traces()).toEqual([]);
  });
});
