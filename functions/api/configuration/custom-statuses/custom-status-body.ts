import * as z from 'zod';
import { CustomStatusInput } from '#shared/domain/ticket/custom-status.ts';
import { keptBody } from '#shared/lambda/kept-body.ts';

export const CustomStatusBody = keptBody(CustomStatusInput).meta({ id: 'CustomStatus' });

export const CustomStatusPath = z.strictObject({ customStatusId: z.string().max(100) });
