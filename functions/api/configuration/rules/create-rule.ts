import { createRule as create } from '#shared/domain/rule/configure-rule.ts';
import { RuleInput } from '#shared/domain/rule/rule.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { RulesDesk } from '../rules-desk.ts';
import { RuleBody } from './rule-body.ts';

export const createRule = operation({
  method: 'POST',
  path: '/v1/rules',
  name: 'createRule',
  summary: 'Create a rule',
  description: 'Secrets of webhooks are written and never read back; one that is null stays what it was.',
  permission: 'rules.manage',
  repeatable: 'kept',
  body: RuleInput,
  answers: { 201: { description: 'Created', body: RuleBody } },
  perform: async (call, desk: RulesDesk) => {
    const made = await create(desk, 'rule', {
      request: call,
      input: call.body,
      keep: (thing) => call.keep(201, thing),
    });
    return answer(201, made);
  },
});
