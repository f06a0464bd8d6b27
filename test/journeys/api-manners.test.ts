import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Journey, startJourney } from '#test/support/journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.close());

const ticketOf = (subject: string, more = {}) => ({
  subject,
  body: 'Help',
  customer: { email: 'dana@customer.example' },
  ...more,
});

describe('an Idempotency-Key', () => {
  it('gives the same answer again, even to many at once, for a day', async () => {
    const { owner } = journey;
    const create = (body: unknown, key: string) =>
      owner.ask('POST /v1/tickets', { body, headers: { 'idempotency-key': key } });

    const answers = await Promise.all(
      Array.from({ length: 10 }, () => create(ticketOf('Only one'), 'same-key')),
    );

    // Whoever came while the first was under way may be told to come again.
    const made = answers.filter(({ status }) => status === 201);
    expect(made.length).toBeGreaterThanOrEqual(1);
    expect(answers.filter(({ status }) => status !== 201 && status !== 409)).toEqual([]);
    expect(new Set(made.map(({ body }) => body.id)).size).toBe(1);
    const ticket = await journey.ticketAbout('Only one');
    const reordered = { customer: { email: 'dana@customer.example' }, body: 'Help', subject: 'Only one' };
    expect((await create(reordered, 'same-key')).body).toEqual(made[0]?.body);
    expect(await create(ticketOf('Another'), 'same-key')).toMatchObject({
      status: 422,
      body: { code: 'idempotency-key-reused' },
    });

    await journey.advanceMinutes(24 * 60 + 5);
    expect((await create(ticketOf('Next day'), 'same-key')).body.id).not.toBe(ticket.id);
  });

  it('never shows a secret twice', async () => {
    const { owner } = journey;
    const { id: agentId } = await owner.get('/v1/me');
    const create = () =>
      owner.ask('POST /v1/api-keys', {
        body: { name: 'shop', agentId },
        headers: { 'idempotency-key': 'key-once' },
      });

    const [first, second] = [await create(), await create()];

    expect(first).toMatchObject({ status: 201, body: { key: expect.stringMatching(/^smk_/) } });
    expect(second).toMatchObject({ status: 409, body: { code: 'already-done', id: first.body.id } });
    expect(JSON.stringify(second.body)).not.toContain(first.body.key);
  });
});

describe('an ETag', () => {
  it('lets a change through only on the version that was seen', async () => {
    const { owner } = journey;
    const ticket = await owner.make('POST /v1/tickets', ticketOf('Versions'));
    const seen = await owner.ask(`GET /v1/tickets/${ticket.id}`);
    const eTag = seen.headers.get('etag') ?? '';
    expect(eTag).toContain(String(seen.body.version));
    const patch = (priority: string) =>
      owner.ask(`PATCH /v1/tickets/${ticket.id}`, { body: { priority }, headers: { 'if-match': eTag } });

    const [first, second] = [await patch('high'), await patch('urgent')];

    expect(first).toMatchObject({ status: 200, body: { priority: 'high', version: seen.body.version + 1 } });
    expect(second).toMatchObject({ status: 412, body: { code: 'version-is-stale' } });
    expect(await owner.get(`/v1/tickets/${ticket.id}`)).toMatchObject({ priority: 'high' });
  });

  it('guards configuration too', async () => {
    const { owner } = journey;
    const made = await owner.ask('POST /v1/departments', { body: { name: 'Guarded' } });
    const headers = { 'if-match': made.headers.get('etag') ?? '' };
    const path = `/v1/departments/${made.body.id}`;

    expect((await owner.ask(`PATCH ${path}`, { body: { description: 'one' }, headers })).status).toBe(200);
    expect((await owner.ask(`PATCH ${path}`, { body: { description: 'two' }, headers })).status).toBe(412);
    expect(await owner.get(path)).toMatchObject({ description: 'one' });
  });
});

describe('a list', () => {
  it.each(['-createdAt', 'createdAt'])(
    'sorted by %s shows each ticket once while others come in',
    async (sort) => {
      const { owner } = journey;
      const { id: departmentId } = await owner.make('POST /v1/departments', { name: `List ${sort}` });
      const open = (subject: string) => owner.make('POST /v1/tickets', ticketOf(subject, { departmentId }));
      for (let n = 0; n < 12; n++) await open(`before ${n}`);
      await journey.settle();

      const seen: string[] = [];
      let cursor: string | null = '';
      for (let page = 0; cursor !== null; page++) {
        const query = `departmentId=${departmentId}&sort=${sort}&limit=5${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
        const answer = await owner.get(`/v1/tickets?${query}`);
        seen.push(...answer.items.map(({ subject }: { subject: string }) => subject));
        cursor = answer.nextCursor;
        if (page < 3) await open(`meanwhile ${page}`);
      }

      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.filter((subject) => subject.startsWith('before'))).toHaveLength(12);
    },
  );

  it('refuses a cursor that was changed, or that belongs to another question', async () => {
    const { owner } = journey;
    const { nextCursor } = await owner.get('/v1/tickets?limit=2');
    const turned = nextCursor.slice(0, -2) + (nextCursor.endsWith('A') ? 'BB' : 'AA');

    for (const query of [
      `limit=2&cursor=${turned}`,
      'cursor=x',
      `limit=2&status=new&cursor=${encodeURIComponent(nextCursor)}`,
    ]) {
      expect(await owner.ask(`GET /v1/tickets?${query}`)).toMatchObject({
        status: 400,
        body: { code: 'invalid-cursor' },
      });
    }
  });

  it('filters by what a ticket says', async () => {
    const { owner } = journey;
    const { id: departmentId } = await owner.make('POST /v1/departments', { name: 'Filters' });
    const make = (subject: string, more = {}) =>
      owner.make('POST /v1/tickets', ticketOf(subject, { departmentId, ...more }));
    const high = await make('Filter one', { priority: 'high', tags: ['Été'] });
    const low = await make('Filter two', { priority: 'low' });
    await owner.make(`POST /v1/tickets/${low.id}/status`, { status: 'resolved' });
    const found = async (query: string) =>
      (await owner.list(`/v1/tickets?departmentId=${departmentId}&${query}`)).map(({ id }) => id);

    expect(await found('status=new,open')).toEqual([high.id]);
    expect(await found('status=resolved')).toEqual([low.id]);
    expect(await found('priority=high,urgent')).toEqual([high.id]);
    expect(await found('tag=ete')).toEqual([high.id]);
    expect(await found('assigneeId=none')).toEqual([low.id, high.id]);
    expect(await found('channel=email')).toEqual([]);
    expect(await found(`customerId=${high.customer.id}`)).toEqual([low.id, high.id]);
  });
});
