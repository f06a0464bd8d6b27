import { refuseUnknown } from '#shared/domain/account/configured-thing.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { ConfiguringDesk } from '../configuring-desk.ts';
import { BusinessHoursBody, BusinessHoursPath } from './business-hours-body.ts';

export const getBusinessHours = operation({
  method: 'GET',
  path: '/v1/business-hours/{businessHoursId}',
  name: 'getBusinessHours',
  summary: 'Read business hours',
  permission: 'anyone',
  params: BusinessHoursPath,
  answers: { 200: { description: 'As it is now', body: BusinessHoursBody } },
  perform: async ({ params }, desk: ConfiguringDesk) => {
    const found = await desk.configuration.find('calendar', params.businessHoursId);
    return answer(200, found ?? refuseUnknown('calendar'));
  },
});
