import type { MergedCustomer } from '../customer/merged-customer.ts';
import type { DepartmentId, TicketId } from '../ids.ts';
import { bookOf } from '../rule/rule-book.ts';
import { leftBy } from '../rule/rule-event.ts';
import { findTrigger, type TriggerName } from '../rule/triggers.ts';
import type { Entry } from '../ticket/entry.ts';
import type {
  Announcement,
  AnnouncingContext,
  PresenceNews,
  TicketNews,
  UnnamedEvent,
  Visited,
} from './announcement.ts';

/** Only what some rule listens to is told to them: most accounts have rules for few events. */
function toRules(event: UnnamedEvent, { account }: AnnouncingContext): Announcement[] {
  return bookOf(account.rules).hears(event.trigger) ? [{ to: 'rules', event }] : [];
}

const bringsMessage: ReadonlySet<Entry['kind']> = new Set([
  'message.received',
  'message.sent',
  'ticket.created',
]);

/** What the timeline says is an event; lines that stay inside are none. */
export function entryToRules(entry: Entry, context: AnnouncingContext): Announcement[] {
  const { id, kind, at, actor, ticketId, ticketVersion, facts, chain = [] } = entry;
  if (findTrigger(kind) === undefined) return [];
  const left = leftBy(entry);
  const event: UnnamedEvent = {
    id,
    about: null,
    trigger: kind as TriggerName,
    at,
    actor,
    ticketId,
    departmentId: facts.departmentId as DepartmentId,
    messageVersion: bringsMessage.has(kind) ? ticketVersion : null,
    chain,
    ...(left === undefined ? {} : { left }),
  };
  return toRules(event, context);
}

const byAgent = (id: string) => ({ kind: 'agent', id }) as const;

export function visitToRules(visited: Visited, context: AnnouncingContext): Announcement[] {
  const { kind, ticketId, departmentId, agentId, at } = visited;
  return toRules(
    withoutMessage({ trigger: kind, at, actor: byAgent(agentId), ticketId, departmentId }),
    context,
  );
}

export function presenceToRules({ agentId, at }: PresenceNews, context: AnnouncingContext): Announcement[] {
  const actor = byAgent(agentId);
  const what = { trigger: 'agent.presenceChanged', at, actor, ticketId: null, departmentId: null } as const;
  return toRules(withoutMessage(what), context);
}

export function mergeToRules({ agentId, at }: MergedCustomer, context: AnnouncingContext): Announcement[] {
  const actor = byAgent(agentId);
  const what = { trigger: 'customer.merged', at, actor, ticketId: null, departmentId: null } as const;
  return toRules(withoutMessage(what), context);
}

interface Bare {
  readonly trigger: TriggerName;
  readonly at: UnnamedEvent['at'];
  readonly actor: UnnamedEvent['actor'];
  readonly ticketId: TicketId | null;
  readonly departmentId: DepartmentId | null;
}

const withoutMessage = (bare: Bare): UnnamedEvent => ({
  ...bare,
  id: null,
  about: bare.actor.id,
  messageVersion: null,
  chain: [],
});

/** Each queue, chat or call and what became of it to the bus, and to the rules that listen. */
export function tellNews(news: readonly TicketNews[], context: AnnouncingContext): Announcement[] {
  return news.flatMap((one) => [{ to: 'news', news: one } as const, ...newsToRules(one, context)]);
}

function newsToRules(news: TicketNews, context: AnnouncingContext): Announcement[] {
  const { kind: trigger, ticketId, departmentId, at, actor, chain } = news;
  const event = { id: null, about: departmentId, messageVersion: null } as const;
  return toRules({ ...event, trigger, ticketId, departmentId, at, actor, chain }, context);
}
