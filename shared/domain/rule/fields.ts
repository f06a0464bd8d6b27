import type { Field } from './field.ts';
import { actorId } from './fields/actor-id.ts';
import { actorKind } from './fields/actor-kind.ts';
import { assigneeId } from './fields/assignee-id.ts';
import { assigneePresence } from './fields/assignee-presence.ts';
import { body } from './fields/body.ts';
import { channel } from './fields/channel.ts';
import { createdAt } from './fields/created-at.ts';
import { customFields } from './fields/custom-fields.ts';
import { customStatusId } from './fields/custom-status-id.ts';
import { customerCountry } from './fields/customer-country.ts';
import { customerDomain } from './fields/customer-domain.ts';
import { customerEmail } from './fields/customer-email.ts';
import { customerFields } from './fields/customer-fields.ts';
import { customerGroup } from './fields/customer-group.ts';
import { customerId } from './fields/customer-id.ts';
import { customerName } from './fields/customer-name.ts';
import { departmentId } from './fields/department-id.ts';
import { header } from './fields/header.ts';
import { insideBusinessHours } from './fields/inside-business-hours.ts';
import { lastMessage } from './fields/last-message.ts';
import { priority } from './fields/priority.ts';
import { recipients } from './fields/recipients.ts';
import { slaLevelId } from './fields/sla-level-id.ts';
import { sourceId } from './fields/source-id.ts';
import { status } from './fields/status.ts';
import { subject } from './fields/subject.ts';
import { tags } from './fields/tags.ts';
import { timeOfDay } from './fields/time-of-day.ts';
import { updatedAt } from './fields/updated-at.ts';
import { weekday } from './fields/weekday.ts';

/** Everything that conditions can ask for. */
export const fields: readonly Field[] = [
  channel,
  sourceId,
  status,
  customStatusId,
  priority,
  departmentId,
  assigneeId,
  assigneePresence,
  actorKind,
  actorId,
  customerId,
  customerName,
  customerEmail,
  customerDomain,
  customerGroup,
  customerCountry,
  customerFields,
  tags,
  subject,
  body,
  lastMessage,
  header,
  recipients,
  slaLevelId,
  createdAt,
  updatedAt,
  timeOfDay,
  weekday,
  insideBusinessHours,
  customFields,
];

const fieldByName = new Map(
  fields.filter(({ name }) => !name.endsWith('.')).map((field) => [field.name, field]),
);
const families = fields.filter(({ name }) => name.endsWith('.'));

/** The field of that name, and what of the name stands behind the dot. */
export function findField(name: string): { readonly field: Field; readonly rest: string } | undefined {
  const field = fieldByName.get(name);
  if (field !== undefined) return { field, rest: '' };
  const family = families.find((one) => name.startsWith(one.name));
  const rest = name.slice(family?.name.length);
  return family?.nameOf?.test(rest) === true ? { field: family, rest } : undefined;
}
