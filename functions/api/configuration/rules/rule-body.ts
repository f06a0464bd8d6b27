import * as z from 'zod';
import { RuleInput } from '#shared/domain/rule/rule.ts';
import { keptBody } from '#shared/lambda/kept-body.ts';

export const RuleBody = keptBody(RuleInput).meta({ id: 'Rule' });

export const RulePath = z.strictObject({ ruleId: z.string().max(100) });
