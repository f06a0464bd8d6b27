import * as z from 'zod';
import { countToSolve as count } from '#shared/domain/counting/count-to-solve.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { TicketDesk } from './ticket-desk.ts';

const ToSolveBody = z
  .strictObject({
    count: z.int(),
    byDepartment: z.record(z.string(), z.int()).meta({ description: 'By the department’s id' }),
    atLeast: z.boolean().meta({ description: 'There may be more: counting ended at 1,000' }),
  })
  .meta({ id: 'ToSolveCount' });

export const countToSolve = operation({
  method: 'GET',
  path: '/v1/to-solve',
  name: 'countToSolve',
  summary: 'Count the tickets that wait for me',
  description:
    'Unassigned ones of the To-solve departments that I serve, and my own. Exact within seconds after any change.',
  permission: 'tickets.read',
  answers: { 200: { description: 'How many wait', body: ToSolveBody } },
  perform: async ({ principal }, desk: TicketDesk) => answer(200, await count(desk, principal)),
});
