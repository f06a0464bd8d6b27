import { createConfigured } from '#shared/domain/account/configured-thing.ts';
import { SlaLevel } from '#shared/domain/sla/sla-level.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { ConfiguringDesk } from '../configuring-desk.ts';
import { SlaLevelBody } from './sla-level-body.ts';

export const createSlaLevel = operation({
  method: 'POST',
  path: '/v1/sla-levels',
  name: 'createSlaLevel',
  summary: 'Create an SLA level',
  permission: 'sla.manage',
  repeatable: 'kept',
  body: SlaLevel,
  answers: { 201: { description: 'Created', body: SlaLevelBody } },
  perform: async (call, desk: ConfiguringDesk) => {
    const made = await createConfigured(desk, 'level', {
      request: call,
      input: call.body,
      keep: (thing) => call.keep(201, thing),
    });
    return answer(201, made);
  },
});
