import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { ReferenceDesk } from './reference-desk.ts';

export const getDocument = operation({
  method: 'GET',
  path: '/openapi.json',
  name: 'getDocument',
  summary: 'Get the OpenAPI 3.1 document',
  tag: 'reference',
  access: 'public',
  answers: { 200: { description: 'Every operation of the system.', type: 'application/json' } },
  // It holds nothing secret, and tools in the browser read it from anywhere.
  cors: async () => ['*'],
  perform: async (_call, { document }: ReferenceDesk) => answer(200, JSON.stringify(await document())),
});
