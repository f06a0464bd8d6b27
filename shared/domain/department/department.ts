import * as z from 'zod';
import type { Kept } from '../account/kept.ts';
import { MailAddress } from '../customer/mail-address.ts';
import { AgentId, CalendarId, DepartmentId } from '../ids.ts';
import { distributionMethods } from '../routing/routing-decision.ts';

const text = (most: number) => z.string().trim().max(most);
const callMethods = ['ringToAll', ...distributionMethods] as const;

const ringing = {
  method: z.enum(['none', ...callMethods]),
  ringSeconds: z.int().min(5).max(300).default(30),
  maxQueueLength: z.int().min(0).max(1000).default(20),
  wrapUpSeconds: z.int().min(0).max(3600).default(0),
  autoPause: z.boolean().default(false),
};

const Distribution = z.strictObject({
  ticket: z.strictObject({ method: z.enum(['none', ...distributionMethods]) }).default({ method: 'none' }),
  chat: z
    .strictObject({ ...ringing, chatIdleMinutes: z.int().min(1).max(1440).default(10) })
    .prefault({ method: 'ringToAll' }),
  call: z.strictObject(ringing).prefault({ method: 'random' }),
});

const SpokenTexts = z.strictObject({
  chat: text(2000).nullable().default(null),
  call: text(2000).nullable().default(null),
});

const TemplateIds = z.strictObject({
  ticketCreated: z.string().nullable().default(null),
  answer: z.string().nullable().default(null),
  resolved: z.string().nullable().default(null),
  offline: z.string().nullable().default(null),
});

/** What an admin says of a department (behaviour.md section 4). */
export const DepartmentInput = z.strictObject({
  name: text(100).min(1),
  description: text(2000).nullable().default(null),
  toSolve: z.boolean().default(true),
  supportAddresses: z.array(MailAddress).max(50).default([]),
  sender: z
    .strictObject({ name: text(100).nullable().default(null), address: MailAddress.nullable().default(null) })
    .default({ name: null, address: null }),
  language: z.string().min(2).max(35).nullable().default(null),
  businessHoursId: CalendarId.nullable().default(null),
  signature: text(10_000).nullable().default(null),
  distribution: Distribution.prefault({}),
  greeting: SpokenTexts.prefault({}),
  offlineText: SpokenTexts.prefault({}),
  templateIds: TemplateIds.prefault({}),
  escalation: z
    .strictObject({
      departmentId: DepartmentId.nullable().default(null),
      agentId: AgentId.nullable().default(null),
    })
    .prefault({}),
});
export type DepartmentInput = z.infer<typeof DepartmentInput>;

export type Department = Kept<DepartmentId, DepartmentInput>;
