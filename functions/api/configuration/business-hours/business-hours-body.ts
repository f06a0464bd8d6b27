import * as z from 'zod';
import { Calendar } from '#shared/domain/business-time/calendar.ts';
import { keptBody } from '#shared/lambda/kept-body.ts';

export const BusinessHoursBody = keptBody(Calendar).meta({ id: 'BusinessHours' });

export const BusinessHoursPath = z.strictObject({ businessHoursId: z.string().max(100) });
