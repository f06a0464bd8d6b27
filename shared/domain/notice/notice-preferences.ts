import * as z from 'zod';
import type { NoticeEvent } from '../outbound/unsent.ts';

const told = (usual: 'mail' | 'digest' | 'off') => z.enum(['mail', 'digest', 'off']).default(usual);

/** Of what an agent is told, and how: by a mail each, by one mail of an hour, or not at all. */
export const NoticePreferences = z.strictObject({
  assigned: told('off'),
  newTicket: told('off'),
  customerMessage: told('off'),
  escalated: told('mail'),
  slaWarning: told('mail'),
  slaBreached: told('mail'),
  rule: told('mail'),
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
} as const satisfies Record<NoticeEvent['kind'], keyof NoticePreferences>;

/** Who was made before there were preferences has the usual ones. */
export const preferencesOf = ({ notices }: { readonly notices?: NoticePreferences | undefined }) =>
  notices ?? NoticePreferences.parse({});

/** How somebody with these preferences is told of that. */
export function wayOf(
  agent: { readonly notices?: NoticePreferences | undefined },
  kind: NoticeEvent['kind'],
): NoticePreferences[keyof NoticePreferences] {
  return preferencesOf(agent)[preferenceByKind[kind]];
}
