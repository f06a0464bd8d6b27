import { type Instant, toEpochMs, toInstant } from '../business-time/instant.ts';
import type { AgentId, TicketId } from '../ids.ts';
import type { NoticeEvent } from '../outbound/unsent.ts';

/** Of what an agent was told live: one order for all his connections. There is none for who has not come of late. */
export interface Feed {
  readonly agentId: AgentId;
  /** Of the newest notice; no notice comes before it any more. */
  readonly last: number;
  /** Until then notices are added: longer than his connection lasts, and he may still come back for what he missed. */
  readonly until: Instant;
}

/** A notice in its agent's feed. */
export interface LiveNotice {
  readonly agentId: AgentId;
  readonly position: number;
  /** Of the notice, however often it is told. */
  readonly noticeId: string;
  readonly at: Instant;
  /** Null: it is about none. */
  readonly ticketId: TicketId | null;
  readonly event: NoticeEvent;
}

/** The gateway ends a connection after two hours; a little more, because clocks differ. */
export const connectionSeconds = 2 * 3600 + 600;
/** How long somebody may be away and still miss nothing (api.md, WebSocket). */
export const keptSeconds = 2 * 3600 + 600;

const later = (atMs: number, seconds: number): Instant => toInstant(atMs + seconds * 1000);

/** After somebody came at this moment (epoch milliseconds). */
export const feedAt = (agentId: AgentId, before: Feed | undefined, atMs: number): Feed => ({
  agentId,
  last: before?.last ?? atMs,
  until: later(atMs, connectionSeconds + keptSeconds),
});

export const isOpen = ({ until }: Feed, atMs: number): boolean => toEpochMs(until) > atMs;

/** Rises with time also over a feed that was forgotten: an id from before never hides what is new. */
export const nextPosition = ({ last }: Feed, atMs: number): number => Math.max(last + 1, atMs);

const digits = 15;

/** What clients know a notice by, and come back with. */
export const noticeIdAt = (position: number): string => `ntc_${String(position).padStart(digits, '0')}`;

/** Where a feed goes on for who comes back with this id; what is no such id is before everything. */
export function positionOf(id: string): number {
  const [, number = '0'] = /^ntc_(\d{15})$/.exec(id) ?? [];
  return Number(number);
}
