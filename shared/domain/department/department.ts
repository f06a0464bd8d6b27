import * as z from 'zod';
import type { Kept } from '../account/kept.ts';
import { Language } from '../account/language.ts';
import { MailAddress } from '../customer/mail-address.ts';
import { AgentId, CalendarId, DepartmentId } from '../ids.ts';
import { distributionMethods } from '../routing/routing-decision.ts';

const text = (most: number) => z.string().trim().max(most);
/** Chats and calls are always pushed; only tickets may wait to be pulled (behaviour.md section 3). */
const pushing = z.enum(['ringToAll', ...distributionMethods]);

const ringing = {
  ringSeconds: z.int().min(5).max(300).default(30),
  maxQueueLength: z.int().min(0).max(1000).default(20),
  wrapUpSeconds: z.int().min(0).max(3600).default(0),
  autoPause: z.boolean().default(false),
};

const Distribution = z.strictObject({
  ticket: z.strictObject({ method: z.enum(['none', ...distributionMethods]).default('none') }).prefault({}),
  chat: z
    .strictObject({
      method: pushing.default('ringToAll'),
      ...ringing,
      chatIdleMinutes: z.int().min(1).max(1440).default(10),
    })
    .prefault({}),
  call: z.strictObject({ method: pushing.default('random'), ...ringing }).prefault({}),
});

function refuseTwice(addresses: readonly string[], context: z.core.$RefinementCtx): void {
  for (const [position, address] of addresses.entries()) {
    if (addresses.indexOf(address) === position) continue;
    context.addIssue({ code: 'custom', path: [position], message: 'Is named before' });
  }
}

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
  supportAddresses: z.array(MailAddress).max(50).superRefine(refuseTwice).default([]),
  sender: z
    .strictObject({ name: text(100).nullable().default(null), address: MailAddress.nullable().default(null) })
    .default({ name: null, address: null }),
  language: Language.nullable().default(null),
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
