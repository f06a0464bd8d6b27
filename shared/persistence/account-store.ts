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
import * as keys from './keys.ts';
import type { Item, Table } from './table.ts';
import { thingOf } from './ticket-item.ts';

/** Reads the version alone, and everything only when it rose: a thousand rules cost no read per event. */
export function openAccountStore(table: Table): AccountStore {
  let seen: Account | undefined;
  const load = async (): Promise<Account> => {
    const version = await readVersion(table);
    if (seen === undefined || seen.version !== version) seen = await readAccount(table);
    return seen;
  };
  return { load, known: async () => seen ?? load() };
}

async function readVersion(table: Table): Promise<number> {
  const item = await table.get(keys.configurationVersion);
  if (item === undefined) throw new Error('the account is not open yet: run bootstrap');
  return versionOf(item);
}

const versionOf = (item: Item) => thingOf<{ version: number }>(item).version;

/** One query, so items may be of different moments; the version stands first, and a later one is read again next time. */
async function readAccount(table: Table): Promise<Account> {
  const items = await table.queryAll(keys.configuration);
  const version = items.find((item) => item['type'] === 'version');
  const settings = thingsOf<Settings>(items, 'settings')[0];
  if (version === undefined || settings === undefined) throw new Error('the account has no settings');
  const slaRules = inOrder(thingsOf<SlaRule>(items, 'slaRule'));
  const timeRules = inOrder(thingsOf<TimeRule>(items, 'timeRule'));
  const rules = inOrder(thingsOf<Rule>(items, 'rule'));
  if (hasPatterns([...slaRules, ...timeRules, ...rules])) await loadPatterns();
  return {
    version: versionOf(version),
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
