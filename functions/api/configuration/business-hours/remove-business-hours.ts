import { removeConfigured } from '#shared/domain/account/configured-thing.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { ConfiguringDesk } from '../configuring-desk.ts';
import { BusinessHoursPath } from './business-hours-body.ts';

export const removeBusinessHours = operation({
  method: 'DELETE',
  path: '/v1/business-hours/{businessHoursId}',
  name: 'removeBusinessHours',
  summary: 'Delete business hours that nothing refers to',
  permission: 'sla.manage',
  params: BusinessHoursPath,
  answers: { 204: { description: 'Deleted' } },
  perform: async (call, desk: ConfiguringDesk) => {
    await removeConfigured(desk, 'calendar', { id: call.params.businessHoursId, request: call });
    return answer(204);
  },
});
