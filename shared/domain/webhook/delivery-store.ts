import type { KeptAnswer } from '../account/kept-answer.ts';
import type { WebhookSubscriptionId } from '../ids.ts';
import type { Listed } from '../ticket/ticket-store.ts';
import type { Breaker } from './breaker.ts';
import type { Delivery } from './delivery.ts';

export interface DeliveryPage {
  readonly limit: number;
  /** The id after which it goes on; undefined: from the newest. */
  readonly after: string | undefined;
}

/** Deliveries of webhooks, kept for a month. */
export interface DeliveryStore {
  /** Consistent. */
  find(subscriptionId: string, deliveryId: string): Promise<Delivery | undefined>;
  add(delivery: Delivery): Promise<'added' | 'exists'>;
  /** Over the version before it alone. */
  save(delivery: Delivery, keep?: KeptAnswer): Promise<'saved' | 'changed-meanwhile' | 'kept-already'>;
  /** By their events, the newest first. */
  list(subscriptionId: string, page: DeliveryPage): Promise<Listed<Delivery>>;
}

export interface BreakerStore {
  /** Consistent; those that nothing is known of are left out. */
  findMany(ids: readonly WebhookSubscriptionId[]): Promise<ReadonlyMap<string, Breaker>>;
  /** Over the version before it alone; false when somebody else saved one. */
  save(subscriptionId: WebhookSubscriptionId, breaker: Breaker): Promise<boolean>;
}

/** One request to an endpoint. */
export interface EndpointCall {
  readonly subscriptionId: WebhookSubscriptionId;
  readonly url: string;
  /** The same at every try: whoever gets it twice knows. */
  readonly id: string;
  readonly payload: string;
  /** Of this try, in epoch milliseconds. */
  readonly atMs: number;
  /** Signed with the secret before too. */
  readonly withPrevious: boolean;
}

export interface EndpointAnswer {
  readonly status: number | null;
  readonly durationMs: number;
  /** Null: all is well. */
  readonly reason: string | null;
  readonly excerpt: string | null;
  readonly retryAfterSeconds: number | null;
}

/** Never throws for what the other side says. Only public addresses are called, and no redirect is followed. */
export type CallEndpoint = (call: EndpointCall) => Promise<EndpointAnswer>;
