import { requirePermission } from '../access/authorise.ts';
import { requireMayHandOn } from '../access/hand-on.ts';
import type { Principal } from '../access/principal.ts';
import type { Account } from '../account/account.ts';
import { isAlike } from '../account/audit-entry.ts';
import { opensTickets, permissionsFor, type RuleAction } from '../action/rule-action.ts';
import type { Condition, ConditionGroups } from './condition.ts';

interface Order {
  readonly groups: ConditionGroups;
  readonly actions: readonly RuleAction[];
}
type Departments = Pick<Account, 'departmentById'>;

/**
 * Refuses with `forbidden`: nobody does by a rule what he may not do himself. What opens tickets to somebody he must be
 * allowed with every ticket that the rule can meet.
 */
export function requireMayOrder(
  principal: Principal,
  { groups, actions }: Order,
  account: Departments,
): void {
  const met = departmentsMet(groups) ?? account.departmentById.keys();
  const departmentIds = [...met];
  for (const action of actions) {
    for (const permission of permissionsFor(action)) {
      if (opensTickets(action)) requireMayHandOn(principal, { permission, departmentIds }, account);
      else requirePermission(principal, permission);
    }
  }
}

interface Ordering extends Order {
  readonly trigger: unknown;
  readonly active: boolean;
}

/** Whether it does something else than before, or to others; a name, a place in the order and an end are no matter. */
export function ordersMore(before: Ordering, after: Ordering): boolean {
  const isSame = (['actions', 'groups', 'trigger'] as const).every((part) =>
    isAlike(before[part], after[part]),
  );
  return !isSame || (after.active && !before.active);
}

/** The departments to which each group of its conditions confines a rule; null: all of them. */
function departmentsMet(groups: ConditionGroups): Set<string> | null {
  const named = groups.map(({ conditions }) => conditions.map(departmentsNamed).find((ids) => ids !== null));
  if (named.length === 0 || named.includes(undefined)) return null;
  return new Set(named.flatMap((ids) => ids ?? []));
}

const confining: readonly Condition['operator'][] = ['is', 'oneOf', 'anyOf'];

function departmentsNamed({ field, operator, value }: Condition): string[] | null {
  if (field !== 'departmentId' || !confining.includes(operator)) return null;
  return [value ?? []].flat().map(String);
}
