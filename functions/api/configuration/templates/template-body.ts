import * as z from 'zod';
import { TemplateInput } from '#shared/domain/template/template.ts';
import { keptBody } from '#shared/lambda/kept-body.ts';

export const TemplateBody = keptBody(TemplateInput).meta({ id: 'Template' });

export const TemplatePath = z.strictObject({ templateId: z.string().max(100) });
