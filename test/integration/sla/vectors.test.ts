import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler as configuration } from '#functions/api/configuration/function.ts';
import { handler as organisation } from '#functions/api/organisation/function.ts';
import { handler as tickets } from '#functions/api/tickets/function.ts';
import { startApi, type TestApi } from '#test/support/api.ts';
import { vectors } from '#test/unit/shared/domain/business-time/vectors.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ '/v1/tickets': tickets, '/v1/departments': organisation, '/v1': configuration });
});
afterAll(() => api.close());

/** A target has a minute at least, and no ticket arrived before there was the account. */
const promised = vectors.filter(({ minutes, at }) => minutes > 0 && at > '2026');

describe('a first answer that is promised in business hours', () => {
  it.each(promised)('is due: $what', async ({ calendar, at, minutes, due }) => {
    const { name, timezone, weekly, holidays } = calendar;
    const hours = await api.make('POST /v1/business-hours', { name, timezone, weekly, holidays });
    const department = { name: due, businessHoursId: hours.id };
    const { id: departmentId } = await api.make('POST /v1/departments', department);
    const targetMinutes = { firstAnswer: minutes };
    const level = await api.make('POST /v1/sla-levels', { name: due, targetMinutes });
    const groups = [{ conditions: [{ field: 'departmentId', operator: 'is', value: departmentId }] }];
    await api.make('POST /v1/sla-rules', { name: due, levelId: level.id, groups });
    api.clock.moveTo(Date.parse(at));
    const customer = { email: 'carl@customer.example' };

    const ticket = await api.make('POST /v1/tickets', { subject: 'S', body: 'B', customer, departmentId });

    expect(ticket.sla).toEqual({ levelId: level.id, nextDueAt: `${due}:00.000Z`, breached: false });
  });
});
