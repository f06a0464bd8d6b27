import type { Configuration } from '../account/configuration.ts';
import type { RuleAction } from '../action/rule-action.ts';
import { type InputFault, Refusal } from '../refusal.ts';
import { faultOfField } from '../ticket/custom-field.ts';
import type { ConditionGroups } from './condition.ts';
import { conditionsOf } from './rule-patterns.ts';

const prefix = 'customFields.';

/**
 * Refuses with `invalid` what names a custom field that the account does not have, or gives it what it does not take.
 * While no field is configured any name goes, as on tickets.
 */
export function requireKnownFields(
  rule: { readonly groups: ConditionGroups; readonly actions: readonly RuleAction[] },
  configuration: Configuration,
): void {
  const fieldByName = new Map(configuration.list('customField').map((field) => [field.name, field]));
  if (fieldByName.size === 0) return;
  const asked = conditionsOf(rule)
    .filter(({ condition: { field } }) => field.startsWith(prefix))
    .filter(({ condition: { field } }) => !fieldByName.has(field.slice(prefix.length)))
    .map(({ path }): InputFault => ({ path: `${path}.field`, message: 'is no field of this account' }));
  const set = rule.actions.flatMap((action, position): InputFault[] => {
    if (action.type !== 'setCustomField') return [];
    const message = faultOfField(action.name, action.value, fieldByName);
    return message === null ? [] : [{ path: `actions.${position}.value`, message }];
  });
  const errors = [...asked, ...set];
  if (errors.length > 0) throw new Refusal('invalid', 'The custom fields have faults.', { errors });
}
