import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { ConfiguringDesk } from '../configuring-desk.ts';
import { CatalogueBody, catalogue } from './catalogue.ts';

export const getRuleCatalogue = operation({
  method: 'GET',
  path: '/v1/rules/catalogue',
  name: 'getRuleCatalogue',
  summary: 'Read what rules can be made of',
  description: 'Triggers, fields with their operators, and actions with the JSON schema of each.',
  permission: 'rules.manage',
  answers: { 200: { description: 'The catalogue', body: CatalogueBody } },
  perform: async (_call, _desk: ConfiguringDesk) => answer(200, catalogue()),
});
