import type { CustomRole } from '../access/custom-role.ts';
import type { ClosedDepartment } from '../department/closed-department.ts';
import type { Department } from '../department/department.ts';
import type { Rule } from '../rule/rule.ts';
import type { SlaRule } from '../rule/sla-rule.ts';
import type { TimeRule } from '../rule/time-rule.ts';
import type { Source } from '../source/source.ts';
import type { Template } from '../template/template.ts';
import type { CannedMessage } from '../ticket/canned-message.ts';
import type { CustomField } from '../ticket/custom-field.ts';
import type { CustomStatus } from '../ticket/custom-status.ts';
import type { Tag } from '../ticket/tag.ts';
import type { WebhookSubscription } from '../webhook/webhook-subscription.ts';
import type { KeptCalendar, KeptLevel } from './account.ts';
import type { Settings } from './settings.ts';

/** Everything that is configured, by kind. */
export interface ConfiguredThings {
  readonly settings: Settings;
  readonly department: Department;
  readonly calendar: KeptCalendar;
  readonly level: KeptLevel;
  readonly source: Source;
  readonly slaRule: SlaRule;
  readonly rule: Rule;
  readonly timeRule: TimeRule;
  readonly customStatus: CustomStatus;
  readonly customField: CustomField;
  readonly tag: Tag;
  readonly template: Template;
  readonly cannedMessage: CannedMessage;
  readonly role: CustomRole;
  readonly closedDepartment: ClosedDepartment;
  readonly webhookSubscription: WebhookSubscription;
}

export type ConfiguredKind = keyof ConfiguredThings;

export type AnyConfigured = {
  [Kind in ConfiguredKind]: { readonly kind: Kind; readonly thing: ConfiguredThings[Kind] };
}[ConfiguredKind];

/** How people call each kind, and the prefix of its ids. */
export const configuredNouns = {
  settings: { word: 'settings', prefix: 'settings' },
  department: { word: 'department', prefix: 'dep' },
  calendar: { word: 'business hours', prefix: 'bh' },
  level: { word: 'SLA level', prefix: 'sla' },
  source: { word: 'source', prefix: 'src' },
  slaRule: { word: 'SLA rule', prefix: 'rul' },
  rule: { word: 'rule', prefix: 'rul' },
  timeRule: { word: 'time rule', prefix: 'rul' },
  customStatus: { word: 'custom status', prefix: 'cst' },
  customField: { word: 'custom field', prefix: 'fld' },
  tag: { word: 'tag', prefix: 'tag' },
  template: { word: 'template', prefix: 'tpl' },
  cannedMessage: { word: 'canned message', prefix: 'can' },
  role: { word: 'role', prefix: 'rol' },
  closedDepartment: { word: 'closed department', prefix: 'dep' },
  webhookSubscription: { word: 'webhook subscription', prefix: 'whs' },
} as const satisfies Record<ConfiguredKind, { word: string; prefix: string }>;

/** Everything that is configured as of one version, inactive rules too: what a change of it is decided on. */
export class Configuration {
  readonly version: number;
  readonly all: readonly AnyConfigured[];

  constructor(version: number, all: readonly AnyConfigured[]) {
    this.version = version;
    this.all = all;
  }

  list<Kind extends ConfiguredKind>(kind: Kind): ConfiguredThings[Kind][] {
    return this.all.filter((one) => one.kind === kind).map(({ thing }) => thing as ConfiguredThings[Kind]);
  }

  find<Kind extends ConfiguredKind>(kind: Kind, id: string): ConfiguredThings[Kind] | undefined {
    return this.list(kind).find((thing) => thing.id === id);
  }

  get departmentById(): ReadonlyMap<string, Department> {
    return new Map(this.list('department').map((department) => [department.id, department]));
  }

  get settings(): Settings {
    const [settings] = this.list('settings');
    if (settings === undefined) throw new Error('the account has no settings');
    return settings;
  }
}
