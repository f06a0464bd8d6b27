import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { referencePage } from './page/reference-page.ts';
import type { ReferenceDesk } from './reference-desk.ts';

/** The page loads what this function serves and nothing else. */
const policy =
  "default-src 'none'; style-src 'self'; script-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export const readReference = operation({
  method: 'GET',
  path: '/docs',
  name: 'readReference',
  summary: 'Read this reference',
  tag: 'reference',
  access: 'public',
  answers: { 200: { description: 'The page.', type: 'text/html; charset=utf-8' } },
  perform: async (_call, { document }: ReferenceDesk) =>
    answer(200, referencePage(await document()), { 'content-security-policy': policy }),
});
