import * as z from 'zod';
import { SlaLevel } from '#shared/domain/sla/sla-level.ts';
import { keptBody } from '#shared/lambda/kept-body.ts';

export const SlaLevelBody = keptBody(SlaLevel).meta({ id: 'SlaLevel' });

export const SlaLevelPath = z.strictObject({ levelId: z.string().max(100) });
