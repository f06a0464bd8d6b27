import * as z from 'zod';
import { CustomFieldInput } from '#shared/domain/ticket/custom-field.ts';
import { keptBody } from '#shared/lambda/kept-body.ts';

export const CustomFieldBody = keptBody(CustomFieldInput).meta({ id: 'CustomField' });

export const CustomFieldPath = z.strictObject({ customFieldId: z.string().max(100) });
