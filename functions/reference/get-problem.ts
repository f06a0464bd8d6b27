import * as z from 'zod';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';

/** The `type` of a problem document is an address: here is what it says. */
export const getProblem = operation({
  method: 'GET',
  path: '/problems/{code}',
  name: 'getProblem',
  summary: 'Read about a problem',
  tag: 'reference',
  access: 'public',
  params: z.strictObject({ code: z.string().regex(/^[a-z-]{1,60}$/) }),
  answers: { 302: { description: 'To its line in the reference.', headers: { Location: 'Where' } } },
  perform: async ({ params }) => answer(302, null, { location: `/docs#problem-${params.code}` }),
});
