import type { CustomRole } from '#shared/domain/access/custom-role.ts';
import type { Account, KeptCalendar, KeptLevel } from '#shared/domain/account/account.ts';
import type { AccountStore } from '#shared/domain/account/account-store.ts';
import type { Settings } from '#shared/domain/account/settings.ts';
import type { ClosedDepartment } from '#shared/domain/department/closed-department.ts';
import type { Department } from '#shared/domain/department/department.ts';
import { loadPatterns } from '#shared/domain/rule/pattern.ts';
import type { Rule } from '#shared/domain/rule/rule.ts';
import { hasPatterns } from '#shared/domain/rule/rule-patterns.ts';
import type { SlaRule } from '#shared/domain/rule/sla-rule.ts';
import type { TimeRule } from '#shared/domain/rule/time-rule.ts';
import type { Source } from '#shared/domain/source/source.ts';
import type { Template } from '#shared/domain/template/template.ts';
import type { CustomField } from '#shared/domain/ticket/custom-field.ts';
import type { CustomStatus } from '#shared/domain/ticket/custom-status.ts';
import type { WebhookSubscription } from '#shared/domain/webhook/webhook-subscription.ts';
import { type ConfigurationItems, openConfigurationItems } from './configuration-items.ts';
import type { Item, Table } from './table.ts';
import { thingOf } from './ticket-item.ts';

/** Made anew only when the configuration's version rose: a thousand rules cost no read per event. */
export function openAccountStore(table: Pick<Table, 'get' | 'queryAll'>): AccountStore {
  const loadItems = openConfigurationItems(table);
  let seen: { readonly of: ConfigurationItems; readonly account: Account } | undefined;
  const load = async (): Promise<Account> => {
    const of = await loadItems();
    if (seen?.of !== of) seen = { of, account: await toAccount(of) };
    return seen.account;
  };
  return { load, known: async () => seen?.account ?? load() };
}

async function toAccount({ version, items }: ConfigurationItems): Promise<Account> {
  const settings = thingsOf<Settings>(items, 'settings')[0];
  if (settings === undefined) throw new Error('the account has no settings');
  const slaRules = inOrder(thingsOf<SlaRule>(items, 'slaRule'));
  const timeRules = inOrder(thingsOf<TimeRule>(items, 'timeRule'));
  const rules = inOrder(thingsOf<Rule>(items, 'rule'));
  if (hasPatterns([...slaRules, ...timeRules, ...rules])) await loadPatterns();
  return {
    version,
    settings,
    departmentById: byId(thingsOf<Department>(items, 'department')),
    closedDepartmentById: byId(thingsOf<ClosedDepartment>(items, 'closedDepartment')),
    calendarById: byId(thingsOf<KeptCalendar>(items, 'calendar')),
    levelById: byId(thingsOf<KeptLevel>(items, 'level')),
    sourceById: byId(thingsOf<Source>(items, 'source')),
    templateById: byId(thingsOf<Template>(items, 'template')),
    roleById: byId(thingsOf<CustomRole>(items, 'role')),
    slaRules,
    timeRules,
    rules,
    customStatusById: byId(thingsOf<CustomStatus>(items, 'customStatus')),
    customFieldByName: new Map(
      thingsOf<CustomField>(items, 'customField').map((field) => [field.name, field]),
    ),
    webhookSubscriptionById: byId(thingsOf<WebhookSubscription>(items, 'webhookSubscription')),
  };
}

const thingsOf = <Thing>(items: readonly Item[], type: string): Thing[] =>
  items.filter((item) => item['type'] === type).map((item) => thingOf<Thing>(item));

const byId = <Thing extends { id: string }>(things: readonly Thing[]) =>
  new Map(things.map((thing) => [thing.id as string, thing]));

const inOrder = <Rule extends { active: boolean; order: number; id: string }>(rules: readonly Rule[]) =>
  rules
    .filter((rule) => rule.active)
    .sort((one, other) => one.order - other.order || (one.id < other.id ? -1 : 1));
