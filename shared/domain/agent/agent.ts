import * as z from 'zod';
import type { Kept } from '../account/kept.ts';
import { TimeZone } from '../account/time-zone.ts';
import type { Instant } from '../business-time/instant.ts';
import { MailAddress } from '../customer/mail-address.ts';
import { type AgentId, RoleId } from '../ids.ts';
import { NoticePreferences } from '../notice/notice-preferences.ts';

const longestAddress = 2_000;

/** Shown by browsers and never fetched by us; a name or password in it would be shown to everybody. */
const Picture = z
  .url({ protocol: /^https$/, error: 'is not an address that begins with https://' })
  .max(longestAddress)
  .refine((address) => !/^https:\/\/[^/?#]*@/i.test(address), 'names a user or a password');

/** What is said of an agent; with `roleId` he carries a custom role, which starts from `agent`. */
export const AgentInput = z.strictObject({
  name: z.string().trim().min(1).max(100),
  email: MailAddress,
  gender: z.string().trim().max(40).nullable().default(null),
  picture: Picture.nullable().default(null),
  role: z.enum(['owner', 'admin', 'agent']).default('agent'),
  roleId: RoleId.nullable().default(null),
  scope: z
    .strictObject({
      level: z.enum(['all', 'department', 'assigned']).default('department'),
      tags: z.array(z.string().trim().min(1).max(100)).max(50).default([]),
    })
    .prefault({}),
  onlyToSolve: z.boolean().default(false),
  timezone: TimeZone.default('UTC'),
  language: z.string().min(2).max(35).default('en'),
  personalDevice: z
    .strictObject({
      phone: z.string().regex(/^\+[1-9]\d{6,14}$/, 'is not a phone number in E.164'),
      use: z.enum(['never', 'offline', 'always']).default('never'),
    })
    .nullable()
    .default(null),
  notices: NoticePreferences.prefault({}),
});
export type AgentInput = z.infer<typeof AgentInput>;

/** A deleted agent stays for the history that refers to him, and can be restored; he acts no more. */
export type Agent = Kept<AgentId, AgentInput> & { readonly deletedAt: Instant | null };
