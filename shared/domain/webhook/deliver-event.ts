import type { AccountStore } from '../account/account-store.ts';
import { type Instant, toInstant } from '../business-time/instant.ts';
import {
  afterFailure,
  afterSuccess,
  type Breaker,
  closedBreaker,
  isBeyondHope,
  passageOf,
  withProbe,
} from './breaker.ts';
import {
  type Delivery,
  leaseAfter,
  newDelivery,
  type WebhookEvent,
  withAttempt,
  withEnd,
  withNext,
} from './delivery.ts';
import { afterBreaker, nextTryAt } from './delivery-plan.ts';
import type { BreakerStore, CallEndpoint, DeliveryStore, EndpointAnswer } from './delivery-store.ts';
import type { DisabledReason, WebhookSubscription } from './webhook-subscription.ts';

export interface DeliveringDesk {
  readonly accounts: AccountStore;
  readonly deliveries: DeliveryStore;
  readonly breakers: BreakerStore;
  readonly callEndpoint: CallEndpoint;
  readonly disable: (subscription: WebhookSubscription, reason: DisabledReason) => Promise<void>;
  /** From 0 to below 1, uniformly. */
  readonly chance: () => number;
  readonly now: () => number;
}

interface Occasion {
  readonly delivery: Delivery;
  readonly subscription: WebhookSubscription;
}

/** An event for a subscription. Told again, it finds its delivery there and leaves it to whoever added that. */
export async function deliverEvent(
  desk: DeliveringDesk,
  { subscriptionId, event, payload }: { subscriptionId: string; event: WebhookEvent; payload: string },
): Promise<void> {
  const subscription = await findActive(desk, subscriptionId);
  if (subscription === undefined) return;
  const at = toInstant(desk.now());
  const delivery = newDelivery(event, { subscriptionId: subscription.id, payload, at });
  if ((await desk.deliveries.add(delivery)) === 'added') await attempt(desk, { delivery, subscription });
}

/** A delivery whose moment has come. Told twice, or too early, it does nothing: only one takes the moment. */
export async function deliverAgain(
  desk: DeliveringDesk,
  { subscriptionId, deliveryId }: { subscriptionId: string; deliveryId: string },
): Promise<void> {
  const seen = await desk.deliveries.find(subscriptionId, deliveryId);
  const at = toInstant(desk.now());
  if (seen === undefined || seen.nextAt === null || seen.nextAt > at) return;
  const subscription = await findActive(desk, subscriptionId);
  if (subscription === undefined) {
    await desk.deliveries.save(withEnd(seen, { state: 'failed', reason: 'subscription-switched-off' }, at));
    return;
  }
  const delivery = withNext(seen, leaseAfter(at), at);
  if ((await desk.deliveries.save(delivery)) === 'saved') await attempt(desk, { delivery, subscription });
}

async function findActive(
  { accounts }: DeliveringDesk,
  id: string,
): Promise<WebhookSubscription | undefined> {
  const subscription = (await accounts.load()).webhookSubscriptionById.get(id);
  return subscription?.active === true ? subscription : undefined;
}

/** A call, unless its endpoint is left alone at the moment. */
async function attempt(desk: DeliveringDesk, occasion: Occasion): Promise<void> {
  const { subscription } = occasion;
  const at = toInstant(desk.now());
  const breaker = await breakerOf(desk, subscription);
  const passage = passageOf(breaker, at);
  if (passage.kind === 'wait') return wait(desk, occasion, { until: passage.until, at });
  const wasProbe = passage.kind === 'probe';
  if (wasProbe && !(await desk.breakers.save(subscription.id, withProbe(breaker, at)))) {
    return wait(desk, occasion, { until: at, at });
  }
  await call(desk, occasion, wasProbe);
}

async function breakerOf(
  { breakers }: DeliveringDesk,
  { id, endpointSince }: WebhookSubscription,
): Promise<Breaker> {
  const found = (await breakers.findMany([id])).get(id);
  if (found === undefined) return closedBreaker(endpointSince);
  return found.since === endpointSince ? found : { ...closedBreaker(endpointSince), version: found.version };
}

/** Waiting is no try; after a day it has failed all the same. */
async function wait(
  { deliveries, chance }: DeliveringDesk,
  { delivery }: Occasion,
  { until, at }: { until: Instant; at: Instant },
): Promise<void> {
  const { giveUpAt } = delivery;
  const after =
    at >= giveUpAt
      ? withEnd(delivery, { state: 'failed', reason: 'endpoint-is-left-alone' }, at)
      : withNext(delivery, afterBreaker(until, { giveUpAt, chance: chance() }), at);
  await deliveries.save(after);
}

const gone = 410;

async function call(desk: DeliveringDesk, { delivery, subscription }: Occasion, wasProbe: boolean) {
  const { id, url, previousSecretUntil } = subscription;
  const startMs = desk.now();
  const answer = await desk.callEndpoint({
    subscriptionId: id,
    url,
    id: delivery.id,
    payload: delivery.payload,
    atMs: startMs,
    withPrevious: previousSecretUntil !== null && previousSecretUntil > toInstant(startMs),
  });
  const { retryAfterSeconds: _asked, ...told } = answer;
  const tried = withAttempt(delivery, { at: toInstant(startMs), ...told });
  const breaker = await recordOutcome(desk, subscription, { isWell: answer.reason === null, wasProbe });
  await desk.deliveries.save(afterAnswer(tried, answer, desk));
  if (answer.status === gone) await desk.disable(subscription, 'gone');
  else if (isBeyondHope(breaker, toInstant(desk.now()))) await desk.disable(subscription, 'failing');
}

function afterAnswer(tried: Delivery, answer: EndpointAnswer, { chance, now }: DeliveringDesk): Delivery {
  const at = toInstant(now());
  const { reason, status, retryAfterSeconds } = answer;
  if (reason === null) return withEnd(tried, { state: 'delivered', reason }, at);
  const planning = { at, giveUpAt: tried.giveUpAt, chance: chance(), retryAfterSeconds };
  const nextAt = status === gone ? null : nextTryAt(tried.tries, planning);
  return nextAt === null ? withEnd(tried, { state: 'failed', reason }, at) : withNext(tried, nextAt, at);
}

/** Others may save at the same moment; one that loses often is not counted, which does no harm. */
const countTries = 5;

async function recordOutcome(
  desk: DeliveringDesk,
  subscription: WebhookSubscription,
  { isWell, wasProbe }: { isWell: boolean; wasProbe: boolean },
): Promise<Breaker> {
  let breaker = await breakerOf(desk, subscription);
  for (let left = countTries; left > 0; left--) {
    if (isWell && breaker.failures === 0 && breaker.openUntil === null) return breaker;
    const at = toInstant(desk.now());
    const after = isWell ? afterSuccess(breaker) : afterFailure(breaker, { at, wasProbe });
    if (await desk.breakers.save(subscription.id, after)) return after;
    breaker = await breakerOf(desk, subscription);
  }
  return breaker;
}
