import type { Kept } from '../account/kept.ts';
import type { Instant } from '../business-time/instant.ts';
import type { WebhookSubscriptionId } from '../ids.ts';
import type { GivenUpReason } from './breaker.ts';

/** What is said of a subscription: where to, and of which events; null: of all. */
export interface WebhookSubscriptionInput {
  readonly name: string;
  readonly url: string;
  readonly active: boolean;
  readonly events: readonly string[] | null;
}

interface BesideInput {
  /** When and why it was switched off by itself. */
  readonly disabled: { readonly at: Instant; readonly reason: GivenUpReason } | null;
  /** When its address became what it is, or it was switched on: what went wrong before then counts no more. */
  readonly endpointSince: Instant;
  readonly secretSetAt: Instant;
  /** Until then calls are signed with the secret before too; null: with one alone. */
  readonly previousSecretUntil: Instant | null;
}

/** Another system that is told of events by requests (api.md, Domain events). Its secrets are kept apart, sealed. */
export type WebhookSubscription = Kept<WebhookSubscriptionId, WebhookSubscriptionInput & BesideInput>;

/** Whether it is told of events of that type. */
export function wantsEvent({ active, events }: WebhookSubscription, type: string): boolean {
  return active && (events === null || events.includes(type));
}
