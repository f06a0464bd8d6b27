import * as z from 'zod';
import { toInstant } from '#shared/domain/business-time/instant.ts';
import { forecastBreaches } from '#shared/domain/sla/forecast.ts';
import { slaTargetKinds } from '#shared/domain/sla/target-kind.ts';
import { answer } from '#shared/lambda/answer.ts';
import { commaSeparated, paging } from '#shared/lambda/list-query.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { SlaDesk } from './sla-desk.ts';

const mostHours = 744;

const ForecastQuery = z.strictObject({
  hours: z
    .string()
    .regex(/^\d{1,3}$/, 'Expected a whole number')
    .transform(Number)
    .pipe(z.int().min(1).max(mostHours))
    .default(4)
    .meta({ description: `From now on, 1 to ${mostHours}` }),
  departmentId: commaSeparated(z.string().min(1).max(100)).optional(),
  limit: paging.limit.meta({ description: 'At most so many clocks of each department, 1 to 100' }),
});

const ForecastBody = z
  .strictObject({
    items: z.array(
      z.strictObject({
        departmentId: z.string(),
        count: z.int().meta({ description: 'Of all its clocks that will breach' }),
        atLeast: z.boolean().meta({ description: 'The count ended before it was whole' }),
        clocks: z.array(
          z.strictObject({ ticketId: z.string(), kind: z.enum(slaTargetKinds), dueAt: z.iso.datetime() }),
        ),
      }),
    ),
  })
  .meta({ id: 'SlaForecast' });

const hourMs = 3_600_000;

export const getForecast = operation({
  method: 'GET',
  path: '/v1/sla/forecast',
  name: 'getForecast',
  summary: 'Foresee which running clocks will breach in the next hours, by department',
  description:
    'Of the tickets in scope, the department of the earliest breach first. A department tells its first clocks and counts all of them, looking at no more than its first 1,000 tickets: beyond that, `atLeast` is true.',
  permission: 'tickets.read',
  query: ForecastQuery,
  answers: { 200: { description: 'As it is foreseen now', body: ForecastBody } },
  perform: async ({ principal, query }, desk: SlaDesk) => {
    const items = await forecastBreaches(desk, principal, {
      upTo: toInstant(desk.now() + query.hours * hourMs),
      departmentIds: query.departmentId ?? null,
      limit: query.limit,
    });
    return answer(200, { items: items.map((item) => ({ ...item, clocks: [...item.clocks] })) });
  },
});
