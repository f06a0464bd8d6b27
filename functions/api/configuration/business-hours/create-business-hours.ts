import { createConfigured } from '#shared/domain/account/configured-thing.ts';
import { Calendar } from '#shared/domain/business-time/calendar.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { ConfiguringDesk } from '../configuring-desk.ts';
import { BusinessHoursBody } from './business-hours-body.ts';

export const createBusinessHours = operation({
  method: 'POST',
  path: '/v1/business-hours',
  name: 'createBusinessHours',
  summary: 'Create business hours',
  permission: 'sla.manage',
  repeatable: 'kept',
  body: Calendar,
  answers: { 201: { description: 'Created', body: BusinessHoursBody } },
  perform: async (call, desk: ConfiguringDesk) => {
    const made = await createConfigured(desk, 'calendar', {
      request: call,
      input: call.body,
      keep: (thing) => call.keep(201, thing),
    });
    return answer(201, made);
  },
});
