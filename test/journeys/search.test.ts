import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client, Json } from '#test/support/client.ts';
import { type Journey, startJourney } from '#test/support/journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.close());

const customer = { name: 'Zoë Quintard', email: 'zoe@walnut.example', phone: '+390655512345' };

const search = async (client: Client, q: string, more = ''): Promise<string[]> => {
  await journey.settle();
  const found: Json[] = await client.list(`/v1/tickets?q=${encodeURIComponent(q)}${more}`);
  return found.map(({ id }) => id);
};

describe('search', () => {
  it('finds a ticket by what it says now, in scope, until it is gone', async () => {
    const { owner } = journey;
    const shop = await journey.openDepartment('Shop');
    const lawyers = await journey.openDepartment('Lawyers');
    const { client } = await journey.hire('Ada', { departments: { [shop.id]: {} } });
    const make = (departmentId: string, subject: string) =>
      owner.make('POST /v1/tickets', { subject, body: 'Help.', customer, departmentId, tags: ['Café'] });
    const mine = await make(shop.id, 'Wardrobe arrived broken');
    const theirs = await make(lawyers.id, 'Wardrobe: a lawsuit');

    for (const q of ['zoe', 'ZOË quint', 'zoe@walnut.example', '+39 06 555', 'cafe', 'wardrobe', mine.code]) {
      expect(await search(client, q), q).toEqual([mine.id]);
    }
    expect(await search(owner, 'wardrobe')).toEqual([theirs.id, mine.id]);
    expect(await search(owner, 'wardrobe', '&limit=1&sort=createdAt')).toEqual([mine.id, theirs.id]);
    expect(await search(owner, 'wardrobe', `&departmentId=${lawyers.id}`)).toEqual([theirs.id]);
    expect(await search(client, theirs.code)).toEqual([]);
    expect(await search(client, 'lawsuit')).toEqual([]);

    await client.make(`PATCH /v1/tickets/${mine.id}`, { subject: 'Sideboard arrived broken', tags: [] });
    expect(await search(client, 'wardrobe')).toEqual([]);
    expect(await search(client, 'cafe')).toEqual([]);
    expect(await search(client, 'sideb')).toEqual([mine.id]);

    await owner.make(`POST /v1/tickets/${mine.id}/transfer`, { departmentId: lawyers.id });
    expect(await search(client, 'sideboard')).toEqual([]);

    await owner.make(`DELETE /v1/tickets/${mine.id}`);
    expect(await search(owner, 'sideboard')).toEqual([]);
    expect(await search(owner, 'sideboard', '&status=deleted')).toEqual([mine.id]);
    await journey.advanceMinutes(31 * 24 * 60);
    expect(await search(owner, 'sideboard', '&status=deleted')).toEqual([]);
    expect(await search(owner, 'wardrobe')).toEqual([theirs.id]);
  });

  it.each([
    ['q=%3F%21', 'q'],
    ['q=', 'q'],
    [`q=${'x'.repeat(201)}`, 'q'],
    ['q=chairs&sort=-updatedAt', 'sort'],
  ])('refuses %s', async (query, path) => {
    expect(await journey.owner.ask(`GET /v1/tickets?${query}`)).toMatchObject({
      status: 400,
      body: { code: 'invalid', errors: [{ path }] },
    });
  });

  it('says what bulk actions are done to, as far as who asks for them sees it', async () => {
    const { owner } = journey;
    const mine = await journey.openDepartment('Carpets');
    const theirs = await journey.openDepartment('Curtains');
    const { id: roleId } = await owner.make('POST /v1/roles', { name: 'Bulk', granted: ['tickets.bulk'] });
    const { client } = await journey.hire('Ulla', { roleId, departments: { [mine.id]: {} } });
    const open = async (departmentId: string, subject: string): Promise<string> =>
      (await owner.make('POST /v1/tickets', { subject, body: 'Help.', customer, departmentId })).id;
    const found = [await open(mine.id, 'Turquoise carpet'), await open(mine.id, 'Torn: turquoise')];
    const others = [await open(mine.id, 'Red carpet'), await open(theirs.id, 'Turquoise curtain')];
    const priorities = (ids: readonly string[]) =>
      Promise.all(ids.map(async (id) => (await owner.get(`/v1/tickets/${id}`)).priority));
    await journey.settle();

    const actions = [{ type: 'setPriority', priority: 'urgent' }];
    const filter = { q: 'TURQUOIS', status: 'new' };
    const job = await client.make('POST /v1/tickets/bulk', { filter, actions });
    await journey.settle();

    expect(await client.get(`/v1/jobs/${job.id}`)).toMatchObject({
      state: 'done',
      total: 2,
      done: 2,
      failed: 0,
    });
    expect(await priorities(found)).toEqual(['urgent', 'urgent']);
    expect(await priorities(others)).toEqual(['normal', 'normal']);
  });

  it('finds what a ticket was merged into by the code that its customer knows', async () => {
    const { owner } = journey;
    const { id: departmentId } = await journey.openDepartment('Parcels');
    const open = (subject: string) =>
      owner.make('POST /v1/tickets', { subject, body: 'Help.', customer, departmentId });
    const [first, second, third] = [await open('Parcel one'), await open('Parcel two'), await open('Parcel')];
    await owner.make(`POST /v1/tickets/${second.id}/merge`, { sourceIds: [first.id] });
    await owner.make(`POST /v1/tickets/${third.id}/merge`, { sourceIds: [second.id] });
    const elsewhere = await journey.hire('Eve', { departments: { dep_default: {} } });

    for (const { code } of [first, second, third]) {
      expect(await search(owner, code)).toEqual([third.id]);
      expect(await search(owner, `parcel ${code.toLowerCase()}`)).toEqual([third.id]);
      expect(await search(elsewhere.client, code)).toEqual([]);
    }
    expect(await search(owner, first.code, '&status=deleted')).toEqual([first.id]);
  });

  it('takes no cursor of another search', async () => {
    const { nextCursor } = await journey.owner.get('/v1/tickets?limit=1&q=zoe');
    const other = await journey.owner.ask(`GET /v1/tickets?limit=1&q=qu&cursor=${nextCursor}`);
    expect(other).toMatchObject({ status: 400, body: { code: 'invalid-cursor' } });
  });
});
