import type { AccountStore } from '#shared/domain/account/account-store.ts';
import type { JobStore } from '#shared/domain/job/job-store.ts';
import type { SubscriptionDesk } from '#shared/domain/webhook/configure-subscription.ts';
import type { BreakerStore, DeliveryStore } from '#shared/domain/webhook/delivery-store.ts';
import type { ConfiguringDesk } from '../configuring-desk.ts';

/** What the routes of webhook subscriptions work with. */
export interface WebhooksDesk extends ConfiguringDesk, SubscriptionDesk {
  readonly deliveries: DeliveryStore;
  readonly breakers: BreakerStore;
  readonly accounts: AccountStore;
  readonly jobs: JobStore;
}
