import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler as audit } from '#functions/api/audit/function.ts';
import { handler as configuration } from '#functions/api/configuration/function.ts';
import { handler as organisation } from '#functions/api/organisation/function.ts';
import { handler as tickets } from '#functions/api/tickets/function.ts';
import { toEpochMs, toInstant } from '#shared/domain/business-time/instant.ts';
import type { Entry } from '#shared/domain/ticket/entry.ts';
import { startApi, type TestApi, type Told } from '#test/support/api.ts';
import { atOnce } from '#test/support/at-once.ts';
import { readJob, runJob, runNextSlice } from '#test/support/job-runner.ts';

let api: TestApi;
let levelId: string;
let departmentId: string;
beforeAll(async () => {
  api = await startApi({
    '/v1/tickets': tickets,
    '/v1/jobs': tickets,
    '/v1/audit': audit,
    '/v1/departments': organisation,
    '/v1': configuration,
  });
  const targetMinutes = { firstAnswer: 60, firstResolve: 600 };
  levelId = (await api.make('POST /v1/sla-levels', { name: 'Gold', targetMinutes })).id;
  await api.make('POST /v1/sla-rules', { name: 'All', levelId });
  departmentId = (await api.make('POST /v1/departments', { name: 'Sales' })).id;
});
afterAll(() => api.close());

type Made = Told['body'];

let made = 0;
async function open(of = departmentId): Promise<Made> {
  made += 1;
  const customer = { email: `c${made}@example.com` };
  return api.make('POST /v1/tickets', { subject: 'S', body: 'B', departmentId: of, customer });
}
const change = (path: string, body: object) => api.make(`PATCH ${path}`, body);
const dueOf = async ({ id }: Made, kind = 'firstAnswer') => {
  const { body } = await api.ask(`GET /v1/tickets/${id}/sla`);
  return body.clocks.find((clock: Made) => clock.kind === kind)?.dueAt;
};
const afterOpening = ({ createdAt }: Made, minutes: number) =>
  toInstant(toEpochMs(createdAt) + minutes * 60_000);
const entriesOf = async ({ id }: Made): Promise<Entry[]> => {
  const { body } = await api.ask(`GET /v1/tickets/${id}/timeline?limit=100`);
  return body.items.filter(({ kind }: Entry) => kind === 'sla.recomputed');
};
/** The job that the latest change of the configuration began. */
async function latestJob(): Promise<string> {
  const { body } = await api.ask('GET /v1/audit?action=job.started&limit=1');
  return body.items[0]?.resourceId;
}
const tick = () => api.clock.moveTo(api.clock.now() + 1_000);

describe('changed terms', () => {
  it('move the clocks of every open ticket once, whatever is told twice', async () => {
    const many = await atOnce(8, Array.from({ length: 60 }), () => open());
    const [first, second, postponed] = many;
    await api.make(`POST /v1/tickets/${first.id}/messages`, { type: 'reply', body: 'R' });
    await api.make(`POST /v1/tickets/${second.id}/status`, { status: 'resolved' });
    const until = toInstant(api.clock.now() + 86_400_000);
    await api.make(`POST /v1/tickets/${postponed.id}/status`, { status: 'postponed', until });
    tick();
    await change(`/v1/sla-levels/${levelId}`, { targetMinutes: { firstAnswer: 90, firstResolve: 900 } });
    const jobId = await latestJob();

    const job = await readJob(api, jobId);
    await runNextSlice(job);
    await runNextSlice(job);
    const ended = await runJob(api, jobId);

    expect(ended).toMatchObject({ kind: 'slaRecomputation', state: 'done', failed: 0 });
    expect(await dueOf(many[50])).toBe(afterOpening(many[50], 90));
    expect(await dueOf(first, 'firstResolve')).toBe(afterOpening(first, 900));
    expect(await dueOf(postponed)).toBeNull();
    const counts = await atOnce(8, many, async (one) => (await entriesOf(one)).length);
    expect(counts).toEqual(many.map((one) => (one === first ? 1 : one === second ? 0 : 2)));
  });

  it('reach a ticket that changed its status, or was opened by what held before, while the job ran', async () => {
    const before = await open();
    tick();
    await change(`/v1/sla-levels/${levelId}`, { targetMinutes: { firstAnswer: 30 } });
    const jobId = await latestJob();
    await runNextSlice(await readJob(api, jobId));
    // As an instance would that decided before the change and saved after it.
    await change(`/v1/sla-levels/${levelId}`, { targetMinutes: { firstAnswer: 90 } });
    const late = await open();
    await change(`/v1/sla-levels/${levelId}`, { targetMinutes: { firstAnswer: 30 } });

    await runJob(api, jobId);

    expect([await dueOf(before), await dueOf(late)]).toEqual([
      afterOpening(before, 30),
      afterOpening(late, 30),
    ]);
  });

  it.each([
    [
      'holidays of a calendar',
      (calendarId: string) =>
        change(`/v1/business-hours/${calendarId}`, { holidays: [{ date: '2026-11-21' }] }),
    ],
    [
      'hours of a calendar',
      (calendarId: string) => change(`/v1/business-hours/${calendarId}`, { weekly: { saturday: [] } }),
    ],
  ])('are %s', async (_, closeToday) => {
    const whole = [{ from: '00:00', to: '24:00' }];
    const calendar = await api.make('POST /v1/business-hours', {
      name: 'Weekend',
      timezone: 'UTC',
      weekly: { saturday: whole, sunday: whole },
    });
    const { id: own } = await api.make('POST /v1/departments', {
      name: `Own ${made}`,
      businessHoursId: calendar.id,
    });
    const [here, elsewhere] = [await open(own), await open()];
    const elsewhereDue = await dueOf(elsewhere);
    tick();

    await closeToday(calendar.id);
    await runJob(api, await latestJob());

    expect(await dueOf(here)).toBe('2026-11-22T00:30:00.000Z');
    expect(await dueOf(elsewhere)).toBe(elsewhereDue);
  });

  it('are none when something else of a department changes', async () => {
    const before = await latestJob();

    await change(`/v1/departments/${departmentId}`, { description: 'Sells' });

    expect(await latestJob()).toBe(before);
  });

  it("are a department's and the account's calendar", async () => {
    const { id: businessHoursId } = await api.make('POST /v1/business-hours', {
      name: 'Sundays',
      timezone: 'UTC',
      weekly: { sunday: [{ from: '10:00', to: '12:00' }] },
    });
    const { id: other } = await api.make('POST /v1/departments', { name: 'Other' });
    const [here, there] = [await open(), await open(other)];
    tick();

    await change(`/v1/departments/${departmentId}`, { businessHoursId });
    await runJob(api, await latestJob());
    expect([await dueOf(here), await dueOf(there)]).toEqual([
      '2026-11-22T10:30:00.000Z',
      afterOpening(there, 30),
    ]);

    await change('/v1/settings', { businessHoursId });
    await runJob(api, await latestJob());
    expect(await dueOf(there)).toBe('2026-11-22T10:30:00.000Z');
  });
});
