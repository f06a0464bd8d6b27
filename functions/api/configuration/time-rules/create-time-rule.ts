import { createTimeRule as create } from '#shared/domain/rule/configure-time-rule.ts';
import { TimeRuleInput } from '#shared/domain/rule/time-rule.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { ConfiguringDesk } from '../configuring-desk.ts';
import { TimeRuleBody } from './time-rule-body.ts';

export const createTimeRule = operation({
  method: 'POST',
  path: '/v1/time-rules',
  name: 'createTimeRule',
  summary: 'Create a time rule',
  permission: 'rules.manage',
  repeatable: 'kept',
  body: TimeRuleInput,
  answers: { 201: { description: 'Created', body: TimeRuleBody } },
  perform: async (call, desk: ConfiguringDesk) => {
    const made = await create(desk, {
      request: call,
      input: call.body,
      keep: (thing) => call.keep(201, thing),
    });
    return answer(201, made);
  },
});
