import * as z from 'zod';
import type { NoticeEvent } from '../outbound/unsent.ts';

const told = (usual: 'mail' | 'digest' | 'off') => z.enum(['mail', 'digest', 'off']).default(usual);

/** Of what an agent is told over his live connections, whatever he is mailed. */
const LivePreferences = z.strictObject({
  assigned: z.boolean().default(true),
  // A department that is written to all day would tell everybody all day.
  newTicket: z.boolean().default(false),
  customerMessage: z.boolean().default(true),
  escalated: z.boolean().default(true),
  slaWarning: z.boolean().default(true),
  slaBreached: z.boolean().default(true),
  rule: z.boolean().default(true),
});

/** Of what an agent is told, and how: by a mail each, by one mail of an hour, or not at all; and live. */
export const NoticePreferences = z.strictObject({
  assigned: told('off'),
  newTicket: told('off'),
  customerMessage: told('off'),
  escalated: told('mail'),
  slaWarning: told('mail'),
  slaBreached: told('mail'),
  rule: told('mail'),
  live: LivePreferences.prefault({}),
});
export type NoticePreferences = z.infer<typeof NoticePreferences>;

const preferenceByKind = {
  'ticket.assigned': 'assigned',
  'ticket.created': 'newTicket',
  'message.received': 'customerMessage',
  'ticket.escalated': 'escalated',
  'sla.warning': 'slaWarning',
  'sla.breached': 'slaBreached',
  rule: 'rule',
} as const satisfies Record<NoticeEvent['kind'], Exclude<keyof NoticePreferences, 'live'>>;

/** What preferences call that. */
export const preferenceOf = (kind: NoticeEvent['kind']) => preferenceByKind[kind];

/** Who was made before there were all of them has the usual ones for what is missing. */
type Kept = { readonly notices?: Partial<NoticePreferences> | undefined };

const usual = NoticePreferences.parse({});

export const preferencesOf = ({ notices }: Kept): NoticePreferences => ({ ...usual, ...notices });

/** How somebody with these preferences is mailed of that. */
export const wayOf = (agent: Kept, kind: NoticeEvent['kind']): 'mail' | 'digest' | 'off' =>
  preferencesOf(agent)[preferenceOf(kind)];

export const wantsLive = (agent: Kept, kind: NoticeEvent['kind']): boolean =>
  preferencesOf(agent).live[preferenceOf(kind)];
