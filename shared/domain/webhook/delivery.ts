import { type Instant, toEpochMs, toInstant } from '../business-time/instant.ts';
import { type Addressee, isOfAction, ownerOf } from './endpoint.ts';

export type DeliveryId = `dlv_${string}`;

export const deliveryStates = ['waiting', 'delivered', 'failed'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** One call of an endpoint, and what it answered. */
export interface DeliveryAttempt {
  readonly at: Instant;
  readonly durationMs: number;
  /** Of the answer; null: there was none. */
  readonly status: number | null;
  /** Why it was no success; null: it was one. */
  readonly reason: string | null;
  /** How the answer's body begins. */
  readonly excerpt: string | null;
}

interface DeliveryFacts {
  /** Made of event and addressee alone, so an event that comes twice is the same delivery. It is the `webhook-id`. */
  readonly id: DeliveryId;
  readonly version: number;
  readonly eventId: string;
  readonly eventType: string;
  readonly ticketId: string | null;
  /** The body of each call, to the letter. */
  readonly payload: string;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly state: DeliveryState;
  /** When somebody looks after it; null: it has ended. */
  readonly nextAt: Instant | null;
  readonly giveUpAt: Instant;
  readonly endedAt: Instant | null;
  /** Calls since it began, or was replayed last. */
  readonly tries: number;
  /** The last calls, the oldest first. */
  readonly attempts: readonly DeliveryAttempt[];
  /** Why it failed; null: it did not. */
  readonly reason: string | null;
  readonly replays: number;
  /** The request or job that replayed it last. */
  readonly replayedBy: string | null;
}

/** An event on its way to an endpoint: told at least once, or given up after a day. */
export type Delivery = DeliveryFacts & Addressee;

const dayMs = 86_400_000;

/** Longer than the sweep looks ahead: what goes well costs no reminder. Much longer than a call. */
const lookedAfterMs = 200_000;

/** When another looks after a delivery of whose call nobody heard the end. */
export const leaseAfter = (at: Instant): Instant => toInstant(toEpochMs(at) + lookedAfterMs);

export interface WebhookEvent {
  readonly id: string;
  readonly type: string;
  readonly at: Instant;
  readonly ticketId: string | null;
}

const withoutPrefix = (id: string) => id.slice(id.indexOf('_') + 1);
const msDigits = 15;

/** Where deliveries of that instant stand in the list of an owner's deliveries, which is in order of events. */
export const deliveriesSince = (atMs: number): DeliveryId =>
  `dlv_${String(Math.max(0, atMs)).padStart(msDigits, '0')}`;

/** A receiver signs the id with a full stop after it, so it holds none. */
const plain = (id: string) => id.replaceAll(/[^A-Za-z0-9_-]/g, '-');

export function deliveryIdOf(event: WebhookEvent, to: Addressee): DeliveryId {
  const place = isOfAction(to) ? `-${to.position}` : '';
  const names = `${withoutPrefix(event.id)}-${withoutPrefix(ownerOf(to))}${place}`;
  return `${deliveriesSince(toEpochMs(event.at))}-${plain(names)}`;
}

/** The same at every try: whoever gets it twice knows. */
export const webhookIdOf = (delivery: Delivery): string =>
  (isOfAction(delivery) ? delivery.knownAs : undefined) ?? delivery.id;

interface Adding {
  readonly to: Addressee;
  readonly payload: string;
  readonly at: Instant;
}

/** The first call belongs to whoever adds it; that of a rule's, which others add, to whoever takes its moment. */
export function newDelivery(event: WebhookEvent, { to, payload, at }: Adding): Delivery {
  return {
    ...to,
    id: deliveryIdOf(event, to),
    version: 1,
    eventId: event.id,
    eventType: event.type,
    ticketId: event.ticketId,
    payload,
    createdAt: at,
    updatedAt: at,
    state: 'waiting',
    nextAt: isOfAction(to) ? at : leaseAfter(at),
    giveUpAt: toInstant(toEpochMs(at) + dayMs),
    endedAt: null,
    tries: 0,
    attempts: [],
    reason: null,
    replays: 0,
    replayedBy: null,
  };
}

const nextVersion = (delivery: Delivery, at: Instant): Delivery => ({
  ...delivery,
  version: delivery.version + 1,
  updatedAt: at,
});

/** Looked at again then; its calls stay as many as they were. */
export function withNext(delivery: Delivery, nextAt: Instant, at: Instant): Delivery {
  return { ...nextVersion(delivery, at), nextAt };
}

export function withEnd(
  delivery: Delivery,
  { state, reason }: { state: 'delivered' | 'failed'; reason: string | null },
  at: Instant,
): Delivery {
  return { ...nextVersion(delivery, at), state, reason, nextAt: null, endedAt: at };
}

const mostAttempts = 20;

export function withAttempt(delivery: Delivery, attempt: DeliveryAttempt): Delivery {
  const attempts = [...delivery.attempts, attempt].slice(-mostAttempts);
  return { ...delivery, attempts, tries: delivery.tries + 1 };
}

/** Told once more, at once and for another day; under the same id, so that whoever has it already knows. */
export function replayed(delivery: Delivery, by: string, at: Instant): Delivery {
  return {
    ...nextVersion(delivery, at),
    state: 'waiting',
    nextAt: at,
    giveUpAt: toInstant(toEpochMs(at) + dayMs),
    endedAt: null,
    tries: 0,
    reason: null,
    replays: delivery.replays + 1,
    replayedBy: by,
  };
}
