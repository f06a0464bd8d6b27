import type { KeptAnswer } from '../account/kept-answer.ts';
import type { Listed } from '../ticket/ticket-store.ts';
import type { Breaker } from './breaker.ts';
import type { Delivery } from './delivery.ts';
import type { CallMethod, Endpoint, EndpointName } from './endpoint.ts';

export interface DeliveryPage {
  readonly limit: number;
  /** The id after which it goes on; undefined: from the newest. */
  readonly after: string | undefined;
}

/** Deliveries of webhooks, kept for a month. */
export interface DeliveryStore {
  /** Consistent. */
  find(ownerId: string, deliveryId: string): Promise<Delivery | undefined>;
  add(delivery: Delivery, keep?: KeptAnswer): Promise<'added' | 'exists' | 'kept-already'>;
  /** Over the version before it alone. */
  save(delivery: Delivery, keep?: KeptAnswer): Promise<'saved' | 'changed-meanwhile' | 'kept-already'>;
  /** By their events, the newest first. */
  list(ownerId: string, page: DeliveryPage): Promise<Listed<Delivery>>;
}

export interface BreakerStore {
  /** Consistent, one for each; undefined where nothing is known. */
  findMany(endpoints: readonly EndpointName[]): Promise<readonly (Breaker | undefined)[]>;
  /** Over the version before it alone; false when somebody else saved one. */
  save(endpoint: EndpointName, breaker: Breaker): Promise<boolean>;
}

/** One request to an endpoint. */
export interface EndpointCall {
  readonly ownerId: EndpointName['ownerId'];
  readonly url: string;
  readonly method: CallMethod;
  /** The same at every try: whoever gets it twice knows. */
  readonly id: string;
  /** About which ticket; its header says so, as those of mails do. */
  readonly ticketId: string | null;
  readonly payload: string;
  /** Of this try, in epoch milliseconds. */
  readonly atMs: number;
  readonly signedWith: Endpoint['signedWith'];
}

/** It said that it is gone; its name leads inside; there is nothing to sign with. */
export type EndpointRefusal = 'gone' | 'inner-address' | 'secret-gone';

export interface EndpointAnswer {
  readonly status: number | null;
  readonly durationMs: number;
  /** Null: all is well. */
  readonly reason: string | null;
  /** Why it is never tried again; null: it may be. */
  readonly refusal: EndpointRefusal | null;
  readonly excerpt: string | null;
  readonly retryAfterSeconds: number | null;
}

/** Never throws for what the other side says. Only public addresses are called, and no redirect is followed. */
export type CallEndpoint = (call: EndpointCall) => Promise<EndpointAnswer>;
