import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler as audit } from '#functions/api/audit/function.ts';
import { handler as configuration } from '#functions/api/configuration/function.ts';
import { startApi, type TestApi } from '#test/support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ '/v1/audit': audit, '/v1': configuration });
});
afterAll(() => api.close());

const calendar = [
  'BEGIN:VCALENDAR',
  'BEGIN:VEVENT',
  'SUMMARY:Christmas',
  'DTSTART;VALUE=DATE:20201225',
  'RRULE:FREQ=YEARLY',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'SUMMARY:Party',
  'DTSTART:20261224T180000Z',
  'END:VEVENT',
  'END:VCALENDAR',
].join('\r\n');

describe('holidays', () => {
  it('are imported once from an iCalendar file, and move the clocks', async () => {
    const hours = { name: 'Office', timezone: 'UTC', weekly: { monday: [{ from: '09:00', to: '17:00' }] } };
    const { id } = await api.make('POST /v1/business-hours', hours);
    const line = `POST /v1/business-hours/${id}/holidays/import`;
    const asked = { body: { calendar, years: 1 }, headers: { 'idempotency-key': 'christmas' } };

    const told = await api.ask(line, asked);
    const repeated = await api.ask(line, asked);
    const again = await api.ask(line, { body: { calendar, years: 1 } });

    expect(told).toMatchObject({
      status: 200,
      body: {
        added: 3,
        leftOut: [{ name: 'Party', reason: 'not-a-whole-day' }],
        businessHours: { id, version: 2, holidays: [{ date: '2025-12-25', name: 'Christmas' }, {}, {}] },
      },
    });
    expect(repeated.body).toEqual(told.body);
    expect(again.body).toMatchObject({ added: 0, businessHours: { version: 2 } });
    const { body: started } = await api.ask('GET /v1/audit?action=job.started');
    expect(started.items).toMatchObject([{ after: { kind: 'slaRecomputation', changed: id } }]);
  });

  it('are not imported from anything else, or into what is not there', async () => {
    const { id } = await api.make('POST /v1/business-hours', {
      name: 'Other',
      timezone: 'UTC',
      weekly: { monday: [{ from: '09:00', to: '17:00' }] },
    });

    const wrong = await api.ask(`POST /v1/business-hours/${id}/holidays/import`, { body: { calendar: 'X' } });
    const nowhere = await api.ask('POST /v1/business-hours/bh_none/holidays/import', { body: { calendar } });

    expect(wrong).toMatchObject({ status: 400, body: { errors: [{ path: 'calendar' }] } });
    expect(nowhere.status).toBe(404);
  });
});
