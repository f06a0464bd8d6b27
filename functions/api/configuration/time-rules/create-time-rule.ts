import { createRule as create } from '#shared/domain/rule/configure-rule.ts';
import { TimeRuleInput } from '#shared/domain/rule/time-rule.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { RulesDesk } from '../rules-desk.ts';
import { TimeRuleBody } from './time-rule-body.ts';

export const createTimeRule = operation({
  method: 'POST',
  path: '/v1/time-rules',
  name: 'createTimeRule',
  summary: 'Create a time rule',
  description: 'Secrets of webhooks are written and never read back; one that is null stays what it was.',
  permission: 'rules.manage',
  repeatable: 'kept',
  body: TimeRuleInput,
  answers: { 201: { description: 'Created', body: TimeRuleBody } },
  perform: async (call, desk: RulesDesk) => {
    const made = await create(desk, 'timeRule', {
      request: call,
      input: call.body,
      keep: (thing) => call.keep(201, thing),
    });
    return answer(201, made);
  },
});
