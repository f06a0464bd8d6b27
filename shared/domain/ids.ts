import * as z from 'zod';

/** Ids are opaque to clients; the prefix says of what. */
export type TicketId = `tkt_${string}`;
export type MessageId = `msg_${string}`;
export type EntryId = `ent_${string}`;
export type DepartmentId = `dep_${string}`;
export type AgentId = `agt_${string}`;
export type CustomerId = `cus_${string}`;
export type SourceId = `src_${string}`;
export type ApiKeyId = `key_${string}`;
export type LevelId = `sla_${string}`;
export type CalendarId = `bh_${string}`;
export type RuleId = `rul_${string}`;
export type CustomStatusId = `cst_${string}`;
export type CustomFieldId = `fld_${string}`;
export type RoleId = `rol_${string}`;
export type AttachmentId = `att_${string}`;
export type TagId = `tag_${string}`;
export type TemplateId = `tpl_${string}`;
export type CannedMessageId = `can_${string}`;
export type JobId = `job_${string}`;
export type RatingId = `rtg_${string}`;
export type WebhookSubscriptionId = `whs_${string}`;

export const DepartmentId = z.templateLiteral(['dep_', z.string().max(60)]);
export const AgentId = z.templateLiteral(['agt_', z.string().max(60)]);
export const CustomerId = z.templateLiteral(['cus_', z.string().max(60)]);
export const SourceId = z.templateLiteral(['src_', z.string().max(60)]);
export const LevelId = z.templateLiteral(['sla_', z.string().max(60)]);
export const RoleId = z.templateLiteral(['rol_', z.string().max(60)]);
export const TemplateId = z.templateLiteral(['tpl_', z.string().max(60)]);
export const CalendarId = z.templateLiteral(['bh_', z.string().max(60)]);

/** The department that always exists and cannot be deleted. */
export const defaultDepartmentId: DepartmentId = 'dep_default';

/** Makes ids: `ids.next('agt')` gives `agt_…`, rising with time; `code()` a ticket's human code. */
export interface Ids {
  next<Prefix extends string>(prefix: Prefix): `${Prefix}_${string}`;
  code(): string;
}
