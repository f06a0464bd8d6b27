import type { CustomRole } from '../access/custom-role.ts';
import { alwaysOpen, type BusinessTime, openBusinessTime } from '../business-time/business-time.ts';
import type { Calendar } from '../business-time/calendar.ts';
import type { ClosedDepartment } from '../department/closed-department.ts';
import type { Department } from '../department/department.ts';
import { type CalendarId, type DepartmentId, defaultDepartmentId, type LevelId } from '../ids.ts';
import type { Rule } from '../rule/rule.ts';
import type { SlaRule } from '../rule/sla-rule.ts';
import type { TimeRule } from '../rule/time-rule.ts';
import type { SlaLevel } from '../sla/sla-level.ts';
import type { Source } from '../source/source.ts';
import type { Template } from '../template/template.ts';
import type { CustomField } from '../ticket/custom-field.ts';
import type { CustomStatus } from '../ticket/custom-status.ts';
import type { WebhookSubscription } from '../webhook/webhook-subscription.ts';
import type { Kept } from './kept.ts';
import type { Settings } from './settings.ts';

export type KeptCalendar = Kept<CalendarId, Calendar>;
export type KeptLevel = Kept<LevelId, SlaLevel>;

/** Everything that is configured, as of one version: read together, so that decisions never mix two states. */
export interface Account {
  readonly version: number;
  readonly settings: Settings;
  readonly departmentById: ReadonlyMap<string, Department>;
  /** Deleted ones that still have tickets. */
  readonly closedDepartmentById: ReadonlyMap<string, ClosedDepartment>;
  readonly calendarById: ReadonlyMap<string, KeptCalendar>;
  readonly levelById: ReadonlyMap<string, KeptLevel>;
  readonly sourceById: ReadonlyMap<string, Source>;
  readonly templateById: ReadonlyMap<string, Template>;
  readonly roleById: ReadonlyMap<string, CustomRole>;
  /** By order, active ones only. */
  readonly slaRules: readonly SlaRule[];
  readonly timeRules: readonly TimeRule[];
  readonly rules: readonly Rule[];
  readonly customStatusById: ReadonlyMap<string, CustomStatus>;
  readonly customFieldByName: ReadonlyMap<string, CustomField>;
  readonly webhookSubscriptionById: ReadonlyMap<string, WebhookSubscription>;
}

/** The department of that id; when it is gone its substitute, while there is one, else the default one. */
export function departmentOrDefault(account: Account, id: DepartmentId): Department {
  const { departmentById, closedDepartmentById } = account;
  const substituteId = closedDepartmentById.get(id)?.substituteId ?? defaultDepartmentId;
  const department = departmentById.get(id) ?? departmentById.get(substituteId);
  if (department === undefined) throw new Error('the default department is missing');
  return department;
}

export function levelOf(account: Account, id: LevelId | null): KeptLevel | null {
  return id === null ? null : (account.levelById.get(id) ?? null);
}

/** The level's business hours, else the department's, else the account's, else always open (behaviour.md section 6). */
export function businessTimeFor(
  account: Account,
  level: KeptLevel | null,
  departmentId: DepartmentId,
): BusinessTime {
  const id =
    level?.businessHoursId ??
    departmentOrDefault(account, departmentId).businessHoursId ??
    account.settings.businessHoursId;
  const calendar = id === null ? undefined : account.calendarById.get(id);
  return calendar === undefined ? alwaysOpen : openBusinessTime(calendar);
}
