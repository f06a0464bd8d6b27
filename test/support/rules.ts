import type { RuleId } from '#shared/domain/ids.ts';
import { type Rule, RuleInput } from '#shared/domain/rule/rule.ts';
import { begun } from './builders.ts';

/** Everything that comes in is urgent. */
export function aRule(said: Partial<RuleInput> & { id?: RuleId } = {}): Rule {
  const { id = 'rul_urgent', ...changes } = said;
  const input = RuleInput.parse({
    name: id,
    trigger: 'ticket.created',
    actions: [{ type: 'setPriority', priority: 'urgent' }],
    ...changes,
  });
  return { ...input, ...begun, id };
}
