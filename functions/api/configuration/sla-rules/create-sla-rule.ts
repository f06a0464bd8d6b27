import { createConfigured } from '#shared/domain/account/configured-thing.ts';
import { SlaRuleInput } from '#shared/domain/rule/sla-rule.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { ConfiguringDesk } from '../configuring-desk.ts';
import { SlaRuleBody } from './sla-rule-body.ts';

export const createSlaRule = operation({
  method: 'POST',
  path: '/v1/sla-rules',
  name: 'createSlaRule',
  summary: 'Create an SLA rule',
  permission: 'sla.manage',
  repeatable: 'kept',
  body: SlaRuleInput,
  answers: { 201: { description: 'Created', body: SlaRuleBody } },
  perform: async (call, desk: ConfiguringDesk) => {
    const made = await createConfigured(desk, 'slaRule', {
      request: call,
      input: call.body,
      keep: (thing) => call.keep(201, thing),
    });
    return answer(201, made);
  },
});
