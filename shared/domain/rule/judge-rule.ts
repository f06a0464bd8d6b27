import { requirePermission } from '../access/authorise.ts';
import { requireMayHandOn } from '../access/hand-on.ts';
import type { Permission } from '../access/permission.ts';
import type { Principal } from '../access/principal.ts';
import type { Account } from '../account/account.ts';
import { isAlike } from '../account/audit-entry.ts';
import type { Condition, ConditionGroups } from './condition.ts';
import type { TimeRule, TimeRuleAction } from './time-rule.ts';

interface Asked {
  /** What one needs to do it oneself. */
  readonly permission: Permission;
  /** Whether somebody may see tickets by it that he did not see before: who gets them, or who is limited to a tag. */
  readonly opens: boolean;
}

/** A new kind of action says here what it asks of the author of a rule. */
const askedByAction: Readonly<Record<TimeRuleAction['type'], Asked>> = {
  setPriority: { permission: 'tickets.changeStatus', opens: false },
  addTags: { permission: 'tickets.changeStatus', opens: true },
  removeTags: { permission: 'tickets.changeStatus', opens: false },
  transfer: { permission: 'tickets.transfer', opens: true },
};

type Order = Pick<TimeRule, 'groups' | 'actions'>;
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
  for (const { type } of actions) {
    const { permission, opens } = askedByAction[type];
    if (opens) requireMayHandOn(principal, { permission, departmentIds }, account);
    else requirePermission(principal, permission);
  }
}

/** Whether it does something else than before, or to others; a name, a place in the order and an end are no matter. */
export function ordersMore(before: TimeRule, after: TimeRule): boolean {
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
