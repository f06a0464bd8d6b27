import type { Trigger } from './trigger.ts';
import { agentLeft } from './triggers/agent-left.ts';
import { agentOpened } from './triggers/agent-opened.ts';
import { agentPresenceChanged } from './triggers/agent-presence-changed.ts';
import { callEnded } from './triggers/call-ended.ts';
import { callMissed } from './triggers/call-missed.ts';
import { callStarted } from './triggers/call-started.ts';
import { chatEnded } from './triggers/chat-ended.ts';
import { chatMissed } from './triggers/chat-missed.ts';
import { chatStarted } from './triggers/chat-started.ts';
import { customerMerged } from './triggers/customer-merged.ts';
import { messageDeliveryChanged } from './triggers/message-delivery-changed.ts';
import { messageReceived } from './triggers/message-received.ts';
import { messageSent } from './triggers/message-sent.ts';
import { queueChanged } from './triggers/queue-changed.ts';
import { ratingReceived } from './triggers/rating-received.ts';
import { ruleFailed } from './triggers/rule-failed.ts';
import { slaBreached } from './triggers/sla-breached.ts';
import { slaWarning } from './triggers/sla-warning.ts';
import { ticketAssigned } from './triggers/ticket-assigned.ts';
import { ticketCreated } from './triggers/ticket-created.ts';
import { ticketDeleted } from './triggers/ticket-deleted.ts';
import { ticketFieldChanged } from './triggers/ticket-field-changed.ts';
import { ticketMerged } from './triggers/ticket-merged.ts';
import { ticketPriorityChanged } from './triggers/ticket-priority-changed.ts';
import { ticketSplit } from './triggers/ticket-split.ts';
import { ticketStatusChanged } from './triggers/ticket-status-changed.ts';
import { ticketTagged } from './triggers/ticket-tagged.ts';
import { ticketTransferred } from './triggers/ticket-transferred.ts';

/** Everything that can set a rule off: the domain's events, and what is told to rules alone. */
const listed = [
  ticketCreated,
  ticketAssigned,
  ticketTransferred,
  ticketStatusChanged,
  ticketTagged,
  ticketPriorityChanged,
  ticketFieldChanged,
  ticketMerged,
  ticketSplit,
  ticketDeleted,
  messageReceived,
  messageSent,
  messageDeliveryChanged,
  customerMerged,
  slaWarning,
  slaBreached,
  ratingReceived,
  chatStarted,
  chatEnded,
  chatMissed,
  callStarted,
  callEnded,
  callMissed,
  agentOpened,
  agentLeft,
  agentPresenceChanged,
  queueChanged,
  ruleFailed,
] as const;

export const triggers: readonly Trigger[] = listed;
export type TriggerName = (typeof listed)[number]['name'];
export const triggerNames = listed.map(({ name }) => name);

const triggerByName = new Map<string, Trigger>(listed.map((trigger) => [trigger.name, trigger]));

export function findTrigger(name: string): Trigger | undefined {
  return triggerByName.get(name);
}
