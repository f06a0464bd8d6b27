import { wallTimeSeenFrom } from './day-clock.ts';
import type { Entry, Message, RoutingItem, Ticket } from './desk-client.ts';
import type { Label } from './screen.ts';

/** What one change of a ticket left on its timeline, and what else is known of it. */
export interface Change {
  readonly ticket: Ticket;
  readonly entries: readonly Entry[];
  /** The message that came or left with it. */
  readonly message: Message | undefined;
  /** The explained decision, where routing made one. */
  readonly routing: RoutingItem | undefined;
  /** Names of departments, agents, levels and rules, by id. */
  readonly nameOf: (id: unknown) => string;
}

export interface Told {
  readonly label: Label;
  readonly text: string;
}

type Tell = (entry: Entry, change: Change) => Told | null;

/** The first kind that a change has tells it; what follows from it (status, load) goes without saying. */
const tellers: readonly (readonly [kind: string, tell: Tell])[] = [
  ['ticket.created', tellCreated],
  ['routing.decided', tellRouting],
  ['message.received', tellReceived],
  ['message.sent', (entry, { nameOf }) => ({ label: 'reply', text: `${nameOf(entry.actor.id)} answers` })],
  ['note.added', (entry, { nameOf }) => ({ label: 'note', text: `${nameOf(entry.actor.id)} leaves a note` })],
  ['rule.applied', tellRule],
  ['ticket.transferred', tellTransfer],
  ['ticket.assigned', tellAssigned],
  ['ticket.statusChanged', tellStatus],
  ['sla.breached', tellBreach],
  ['sla.warning', tellWarning],
];

/** One line about a change; null when it is of no interest to a person who watches. */
export function tellChange(change: Change): Told | null {
  for (const [kind, tell] of tellers) {
    const entry = change.entries.find((each) => each.kind === kind);
    if (entry !== undefined) return tell(entry, change);
  }
  return null;
}

const labelByChannel: Readonly<Record<string, Label>> = { email: 'mail', form: 'form', api: 'api' };

function tellCreated(entry: Entry, change: Change): Told {
  const { ticket, nameOf, message } = change;
  const { channel, departmentId, levelId, tags, status } = entry.after ?? {};
  const files = message?.attachments.map(({ name }) => name) ?? [];
  const attached = files.length > 0 ? ` (+ ${files.join(', ')})` : '';
  const place = [departmentId, levelId].filter((id) => typeof id === 'string').map(nameOf);
  const facts = [place.join(', '), ...[tags ?? []].flat()].join(' · ');
  const told = `${ticket.subject}${attached} → ${facts}`;
  return status === 'answered'
    ? { label: 'reply', text: `${nameOf(entry.actor.id)} writes first to ${customerOf(ticket)}: ${told}` }
    : { label: labelByChannel[String(channel)] ?? 'api', text: `${customerOf(ticket)}: ${told}` };
}

const reasonInWords: Readonly<Record<string, string>> = {
  offline: 'offline',
  'on-break': 'on a break',
  'channel-off': 'without tickets',
  'at-maximum-load': 'full',
  'not-allowed': 'reader',
};

function tellRouting(_entry: Entry, { routing, nameOf }: Change): Told | null {
  if (routing === undefined) return null;
  const leftOut = routing.considered
    .filter(({ eligible }) => !eligible)
    .map(
      ({ agentId, reasons }) => `${nameOf(agentId)} ${reasons.map((one) => reasonInWords[one]).join(', ')}`,
    );
  const why = [routing.rule, ...leftOut].join(' · ');
  return routing.outcome === 'assigned'
    ? { label: 'given', text: `to ${nameOf(routing.agentId)}: ${why}` }
    : { label: 'waits', text: why };
}

function tellReceived(_entry: Entry, { ticket, entries, message }: Change): Told {
  if (entries.some(({ kind, reason }) => kind === 'message.deliveryChanged' && reason === 'bounced'))
    return { label: 'bounce', text: `our answer to ${customerOf(ticket)} came back; nothing is reopened` };
  if (message?.automatic)
    return {
      label: 'auto',
      text: `${message.automatic} of ${customerOf(ticket)}, kept; nothing is reopened`,
    };
  const status = entries.find(({ kind }) => kind === 'ticket.statusChanged');
  const again = status === undefined ? '' : `: ${status.before?.['status']} → ${status.after?.['status']}`;
  return { label: 'message', text: `${customerOf(ticket)} writes again${again}` };
}

/** What a rule found done already is not worth a line. */
function tellRule(entry: Entry, { entries, nameOf }: Change): Told | null {
  const actions = entries.flatMap(({ kind, after }) => {
    if (kind === 'ticket.priorityChanged') return `priority ${after?.['priority']}`;
    if (kind === 'ticket.tagged') return `tags ${[after?.['tags']].flat().join(', ')}`;
    return kind === 'ticket.transferred' ? `to ${nameOf(after?.['departmentId'])}` : [];
  });
  if (actions.length === 0) return null;
  return { label: 'rule', text: `“${nameOf(entry.ruleId)}”: ${actions.join(' · ')}` };
}

function tellTransfer(entry: Entry, { nameOf }: Change): Told {
  return {
    label: 'transfer',
    text: `${nameOf(entry.actor.id)} hands over to ${nameOf(entry.after?.['departmentId'])}`,
  };
}

function tellAssigned(entry: Entry, { nameOf }: Change): Told | null {
  const assigneeId = entry.after?.['assigneeId'];
  if (entry.actor.kind !== 'agent' || typeof assigneeId !== 'string') return null;
  return assigneeId === entry.actor.id
    ? { label: 'taken', text: `${nameOf(assigneeId)} asked for the next to solve` }
    : { label: 'given', text: `to ${nameOf(assigneeId)} by ${nameOf(entry.actor.id)}` };
}

function tellStatus(entry: Entry, { nameOf }: Change): Told | null {
  const [before, after] = [entry.before?.['status'], entry.after?.['status']];
  if (before === 'postponed') return { label: 'wake', text: `the time has come: ${before} → ${after}` };
  if (after === 'postponed')
    return { label: 'postponed', text: `${nameOf(entry.actor.id)} will come back to it` };
  return after === 'resolved' ? { label: 'resolved', text: `by ${nameOf(entry.actor.id)}` } : null;
}

/** `firstAnswer` is “first answer”. */
export const inWords = (clock: unknown) =>
  String(clock).replace(/[A-Z]/, (letter) => ` ${letter.toLowerCase()}`);

function holderAt({ facts }: Entry, { nameOf }: Change): string {
  return facts.agentId === null ? 'nobody has it' : `${nameOf(facts.agentId)} has it`;
}

function tellBreach(entry: Entry, change: Change): Told {
  const { clock, dueAt } = entry.after ?? {};
  const due = wallTimeSeenFrom(entry.at, String(dueAt));
  return { label: 'breach', text: `${inWords(clock)} was due at ${due}; ${holderAt(entry, change)}` };
}

function tellWarning(entry: Entry, change: Change): Told {
  const { clock, dueAt } = entry.after ?? {};
  const due = wallTimeSeenFrom(entry.at, String(dueAt));
  return { label: 'warning', text: `${inWords(clock)} is due at ${due}; ${holderAt(entry, change)}` };
}

const customerOf = ({ customer }: Ticket) => customer.name ?? customer.email ?? 'somebody';
