import * as z from 'zod';
import { SlaRuleInput } from '#shared/domain/rule/sla-rule.ts';
import { keptBody } from '#shared/lambda/kept-body.ts';

export const SlaRuleBody = keptBody(SlaRuleInput).meta({ id: 'SlaRule' });

export const SlaRulePath = z.strictObject({ ruleId: z.string().max(100) });
