import * as z from 'zod';
import type { Principal } from '#shared/domain/access/principal.ts';
import { refuseUnknown } from '#shared/domain/account/configured-thing.ts';
import type { Rule } from '#shared/domain/rule/rule.ts';
import type { TimeRule } from '#shared/domain/rule/time-rule.ts';
import { requireSightOfCalls } from '#shared/domain/webhook/require-whole-sight.ts';
import type { WebhooksDesk } from '../webhook-subscriptions/webhooks-desk.ts';

export const RulePath = z.strictObject({ ruleId: z.string().max(100) });
export const RuleDeliveryPath = z.strictObject({ ...RulePath.shape, deliveryId: z.string().max(300) });

export type RuleKind = 'rule' | 'timeRule';

interface Asked {
  readonly principal: Principal;
  readonly params: z.output<typeof RulePath>;
}

/** For who may see all that it tells. Refuses with `not-found`. */
export async function getCallingRule(
  { configuration }: WebhooksDesk,
  kind: RuleKind,
  { principal, params }: Asked,
): Promise<Rule | TimeRule> {
  requireSightOfCalls(principal);
  return (await configuration.find(kind, params.ruleId)) ?? refuseUnknown(kind);
}
