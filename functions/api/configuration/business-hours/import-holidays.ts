import * as z from 'zod';
import type { KeptCalendar } from '#shared/domain/account/account.ts';
import { editConfigured } from '#shared/domain/account/configured-thing.ts';
import { Calendar } from '#shared/domain/business-time/calendar.ts';
import {
  holidaysOfIcal,
  leftOutReasons,
  withHolidays,
} from '#shared/domain/business-time/holidays-of-ical.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { withPatch } from '#shared/lambda/patch.ts';
import type { ConfiguringDesk } from '../configuring-desk.ts';
import { BusinessHoursBody, BusinessHoursPath } from './business-hours-body.ts';

const longestFile = 2_000_000;

const ImportedBody = z
  .strictObject({
    added: z.int().meta({ description: 'Dates that were no holidays before' }),
    leftOut: z.array(z.strictObject({ name: z.string().nullable(), reason: z.enum(leftOutReasons) })),
    businessHours: BusinessHoursBody,
  })
  .meta({ id: 'ImportedHolidays' });

export const importHolidays = operation({
  method: 'POST',
  path: '/v1/business-hours/{businessHoursId}/holidays/import',
  name: 'importHolidays',
  summary: 'Add holidays from an iCalendar file',
  description:
    'Events of whole days, single or recurring yearly, from the beginning of last year on. Dates that are holidays already stay as they are. Importing again adds nothing.',
  permission: 'sla.manage',
  repeatable: 'kept',
  params: BusinessHoursPath,
  body: z.strictObject({
    calendar: z.string().max(longestFile).meta({ description: 'The file as it is: `BEGIN:VCALENDAR…`' }),
    years: z
      .int()
      .min(0)
      .max(50)
      .default(5)
      .meta({ description: 'Years after this one, of which holidays are added' }),
  }),
  answers: { 200: { description: 'As they are now, and what was not understood', body: ImportedBody } },
  perform: async (call, desk: ConfiguringDesk) => {
    const { calendar, years } = call.body;
    const year = new Date(desk.now()).getUTCFullYear();
    const range = { from: `${year - 1}-01-01`, to: `${year + years}-12-31` };
    const { holidays, leftOut } = holidaysOfIcal(calendar, range);
    let added = 0;
    const bodyOf = (businessHours: KeptCalendar) => ({
      added,
      leftOut: [...leftOut],
      businessHours,
    });
    const edited = await editConfigured(desk, 'calendar', {
      id: call.params.businessHoursId,
      request: call,
      edit: (before) => {
        const imported = withHolidays(before, holidays);
        added = imported.added;
        return withPatch(Calendar, before, { holidays: imported.calendar.holidays });
      },
      keep: (thing) => call.keep(200, bodyOf(thing)),
    });
    return answer(200, bodyOf(edited));
  },
});
