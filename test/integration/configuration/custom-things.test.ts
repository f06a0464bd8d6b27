import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler as configuration } from '#functions/api/configuration/function.ts';
import { handler as tickets } from '#functions/api/tickets/function.ts';
import { toCounted } from '#shared/domain/counting/ticket-counts.ts';
import { openCounterStore } from '#shared/persistence/counter-store.ts';
import { ticketById } from '#shared/persistence/keys.ts';
import type { Item } from '#shared/persistence/table.ts';
import { toTicket } from '#shared/persistence/ticket-item.ts';
import { startApi, type TestApi, type Told } from '#test/support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ '/v1/tickets': tickets, '/v1': configuration });
});
afterAll(() => api.close());

const aTicket = (said: object = {}) =>
  api.make('POST /v1/tickets', {
    subject: 'One',
    body: 'Hello',
    customer: { email: 'carl@customer.example' },
    ...said,
  });
const faults = ({ status, body }: Told) => [status, body.errors?.map(({ path }: { path: string }) => path)];

describe('custom statuses', () => {
  const parts = { label: 'Waiting for parts', colour: '#aa3300', status: 'new' };

  it('label tickets of their status, by which lists find them', async () => {
    const label = await api.make('POST /v1/custom-statuses', parts);
    const [ticket] = [await aTicket(), await aTicket()];

    const given = await api.ask(`PATCH /v1/tickets/${ticket.id}`, { body: { customStatusId: label.id } });

    expect(given.body).toMatchObject({ status: 'new', customStatusId: label.id });
    const { body } = await api.ask(`GET /v1/tickets?customStatusId=${label.id},cst_other`);
    expect(body.items).toMatchObject([{ id: ticket.id }]);
    const resolved = await api.make(`POST /v1/tickets/${ticket.id}/status`, { status: 'resolved' });
    expect(resolved.customStatusId).toBeNull();
  });

  it('are refused where they are unknown, or stand for another status', async () => {
    const label = await api.make('POST /v1/custom-statuses', { ...parts, status: 'answered' });
    const { id } = await aTicket();
    const give = (customStatusId: string) => api.ask(`PATCH /v1/tickets/${id}`, { body: { customStatusId } });

    expect(faults(await give('cst_gone'))).toEqual([400, ['customStatusId']]);
    expect((await give(label.id)).body).toMatchObject({ status: 422, code: 'status-not-allowed' });
  });

  it('stay while tickets have them', async () => {
    const label = await api.make('POST /v1/custom-statuses', parts);
    const ticket = await aTicket();
    const counters = openCounterStore(api.table, () => api.clock.now());
    const setLabel = async (customStatusId: string | null) => {
      await api.ask(`PATCH /v1/tickets/${ticket.id}`, { body: { customStatusId } });
      const item = await api.table.get(ticketById(ticket.id));
      await counters.count([toCounted(toTicket(item as Item))]);
    };
    const remove = () => api.ask(`DELETE /v1/custom-statuses/${label.id}`);

    await setLabel(label.id);
    expect((await remove()).body).toMatchObject({
      status: 409,
      code: 'in-use',
      detail: 'Tickets have this status: 1.',
    });
    await setLabel(null);
    expect((await remove()).status).toBe(204);
  });

  it('keep the status that they stand for', async () => {
    const { id } = await api.make('POST /v1/custom-statuses', parts);

    const edited = await api.ask(`PATCH /v1/custom-statuses/${id}`, {
      body: { label: 'Parts', colour: '#00ff00' },
    });
    const refused = await api.ask(`PATCH /v1/custom-statuses/${id}`, { body: { status: 'open' } });

    expect(edited.body).toMatchObject({ label: 'Parts', colour: '#00ff00', status: 'new', version: 2 });
    expect(faults(refused)).toEqual([400, ['status']]);
  });

  it.each([
    [{ ...parts, colour: 'red' }, 'colour'],
    [{ ...parts, status: 'parked' }, 'status'],
    [{ ...parts, label: '' }, 'label'],
  ])('cannot be %j', async (body, path) => {
    expect(faults(await api.ask('POST /v1/custom-statuses', { body }))).toEqual([400, [path]]);
  });
});

describe('custom fields', () => {
  it('take any name until there is one, and only theirs then', async () => {
    const before = await aTicket({ customFields: { anything: 'goes' } });
    const plan = { name: 'plan', label: 'Plan', type: 'choice', choices: ['free', 'paid'] };
    const field = await api.make('POST /v1/custom-fields', plan);
    await api.make('POST /v1/custom-fields', { name: 'size', label: 'Size', type: 'number' });
    const edit = (customFields: object) =>
      api.ask(`PATCH /v1/tickets/${before.id}`, { body: { customFields } });

    expect(faults(await edit({ plan: 'gold', size: 'big', other: 1 }))).toEqual([
      400,
      ['customFields.plan', 'customFields.size', 'customFields.other'],
    ]);
    const wrong = await api.ask('POST /v1/tickets', {
      body: { subject: 'x', body: 'x', customer: {}, customFields: { plan: 1 } },
    });
    expect(faults(wrong)).toEqual([400, ['customFields.plan']]);
    expect((await edit({ plan: 'paid', size: 2.5, anything: null })).body.customFields).toEqual({
      plan: 'paid',
      size: 2.5,
    });
    await api.ask(`PATCH /v1/custom-fields/${field.id}`, { body: { choices: ['free', 'paid', 'gold'] } });
    expect((await edit({ plan: 'gold' })).status).toBe(200);
  });

  it('have names of their own', async () => {
    const again = await api.ask('POST /v1/custom-fields', {
      body: { name: 'plan', label: 'x', type: 'text' },
    });

    expect(again.body).toMatchObject({ status: 409, code: 'in-use' });
  });

  it('keep name and type', async () => {
    const { id } = await api.make('POST /v1/custom-fields', { name: 'day', label: 'Day', type: 'date' });

    expect(faults(await api.ask(`PATCH /v1/custom-fields/${id}`, { body: { type: 'text' } }))).toEqual([
      400,
      ['type'],
    ]);
    const choices = await api.ask(`PATCH /v1/custom-fields/${id}`, { body: { choices: ['one'] } });
    expect(faults(choices)).toEqual([400, ['choices']]);
    expect((await api.ask(`DELETE /v1/custom-fields/${id}`)).status).toBe(204);
  });
});
