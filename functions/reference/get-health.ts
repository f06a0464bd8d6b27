import * as z from 'zod';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';

export const getHealth = operation({
  method: 'GET',
  path: '/health',
  name: 'getHealth',
  summary: 'Ask whether the system answers',
  tag: 'reference',
  access: 'public',
  answers: {
    200: { description: 'It does.', body: z.strictObject({ status: z.literal('ok') }) },
  },
  perform: async () => answer(200, { status: 'ok' }),
});
