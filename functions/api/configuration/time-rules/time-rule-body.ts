import * as z from 'zod';
import { TimeRuleInput } from '#shared/domain/rule/time-rule.ts';
import { keptBody } from '#shared/lambda/kept-body.ts';

export const TimeRuleBody = keptBody(TimeRuleInput).meta({ id: 'TimeRule' });

export const TimeRulePath = z.strictObject({ ruleId: z.string().max(100) });
