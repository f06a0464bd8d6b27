import type { DomainEvent } from '#events/contracts/domain-event.ts';
import type { Entry } from '#shared/domain/ticket/entry.ts';
import { digestOf, type Told } from './told.ts';

/** Of what no timeline tells: made of the change that does, so it is the same whenever that is told again. */
export const eventIdOf = (eventId: string, kind: string, about: string | null) =>
  `evt_${digestOf([eventId, kind, about ?? ''])}` as const;

export function toVisitEvent({ visited, eventId }: Told<'visits'>): DomainEvent {
  const { kind, ticketId, departmentId, agentId, at } = visited;
  return {
    id: eventIdOf(eventId, kind, agentId),
    type: kind,
    version: 1,
    at,
    actor: { kind: 'agent', id: agentId },
    ticketId,
    departmentId,
    data: { facts: { departmentId, agentId } },
  };
}

/** One change may tell of two queues. */
export function toNewsEvent({ news, eventId }: Told<'news'>): DomainEvent {
  const { kind, ticketId, departmentId, actor, at, facts } = news;
  return {
    id: eventIdOf(eventId, kind, departmentId),
    type: kind,
    version: 1,
    at,
    actor: { kind: actor.kind, id: actor.id },
    ticketId,
    departmentId,
    data: { facts: { ...facts } },
  };
}

export function toPresenceEvent({ presence, eventId }: Told<'presences'>): DomainEvent {
  const { agentId, before, after, at } = presence;
  const type = 'agent.presenceChanged';
  return {
    id: eventIdOf(eventId, type, agentId),
    type,
    version: 1,
    at,
    actor: { kind: 'agent', id: agentId },
    data: { before: { state: before }, after: { state: after }, facts: { agentId } },
  };
}

export function toMergeEvent({ merged, eventId }: Told<'merges'>): DomainEvent {
  const { customerId, sourceId, agentId, at } = merged;
  const type = 'customer.merged';
  return {
    id: eventIdOf(eventId, type, sourceId),
    type,
    version: 1,
    at,
    actor: { kind: 'agent', id: agentId },
    data: { facts: { customerId, sourceId } },
  };
}

export function toBusEvent(entry: Entry): DomainEvent {
  const { id, kind, at, actor, ticketId, facts, before, after, messageId, ruleId, reason } = entry;
  return {
    id,
    type: kind as DomainEvent['type'],
    version: 1,
    at,
    actor: { kind: actor.kind, id: actor.id },
    ticketId,
    departmentId: facts.departmentId,
    data: { before, after, messageId, ruleId, reason, facts: { ...facts } },
  };
}
