import { editConfigured } from '#shared/domain/account/configured-thing.ts';
import { Calendar } from '#shared/domain/business-time/calendar.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { patchOf, withPatch } from '#shared/lambda/patch.ts';
import type { ConfiguringDesk } from '../configuring-desk.ts';
import { BusinessHoursBody, BusinessHoursPath } from './business-hours-body.ts';

export const editBusinessHours = operation({
  method: 'PATCH',
  path: '/v1/business-hours/{businessHoursId}',
  name: 'editBusinessHours',
  summary: 'Change business hours',
  permission: 'sla.manage',
  params: BusinessHoursPath,
  body: patchOf(Calendar),
  answers: { 200: { description: 'As it is now', body: BusinessHoursBody } },
  perform: async (call, desk: ConfiguringDesk) => {
    const edited = await editConfigured(desk, 'calendar', {
      id: call.params.businessHoursId,
      request: call,
      edit: (before) => withPatch(Calendar, before, call.body),
    });
    return answer(200, edited);
  },
});
