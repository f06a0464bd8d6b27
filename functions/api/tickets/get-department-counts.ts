import * as z from 'zod';
import { countDepartment } from '#shared/domain/counting/count-department.ts';
import type { DepartmentId } from '#shared/domain/ids.ts';
import { ticketStatuses } from '#shared/domain/ticket/status.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { TicketDesk } from './ticket-desk.ts';

const CountsBody = z
  .strictObject({
    ...(Object.fromEntries(ticketStatuses.map((status) => [status, z.int()])) as Record<
      (typeof ticketStatuses)[number],
      z.ZodInt
    >),
    atLeast: z.boolean().meta({ description: 'There may be more: counting ended at 1,000' }),
  })
  .meta({ id: 'DepartmentCounts' });

/** A path that names no department answers 404, so any text is read as an id. */
const DepartmentPath = z.strictObject({
  departmentId: z
    .string()
    .max(100)
    .transform((id) => id as DepartmentId),
});

export const getDepartmentCounts = operation({
  method: 'GET',
  path: '/v1/departments/{departmentId}/counts',
  name: 'getDepartmentCounts',
  summary: 'Count the tickets of a department by status',
  description: 'As far as they are in scope. Exact within seconds after any change.',
  permission: 'tickets.read',
  params: DepartmentPath,
  answers: { 200: { description: 'How many are in each status', body: CountsBody } },
  perform: async ({ params, principal }, desk: TicketDesk) =>
    answer(200, await countDepartment(desk, principal, params.departmentId)),
});
