import { type Instant, toInstant } from '../business-time/instant.ts';
import type { Desk } from '../desk.ts';
import {
  afterFailure,
  afterSuccess,
  type Breaker,
  closedBreaker,
  type GivenUpReason,
  isBeyondHope,
  passageOf,
  withGivenUp,
  withProbe,
} from './breaker.ts';
import {
  type Delivery,
  leaseAfter,
  newDelivery,
  type WebhookEvent,
  webhookIdOf,
  withAttempt,
  withEnd,
  withNext,
} from './delivery.ts';
import { afterBreaker, nextTryAt } from './delivery-plan.ts';
import type { BreakerStore, CallEndpoint, DeliveryStore, EndpointAnswer } from './delivery-store.ts';
import { type Endpoint, type EndpointName, type EndpointOwnerId, isOfAction } from './endpoint.ts';
import { failDelivery } from './fail-delivery.ts';
import { type EndpointDesk, findEndpoint } from './find-endpoint.ts';
import type { WebhookSubscription } from './webhook-subscription.ts';

export interface DeliveringDesk extends Desk, EndpointDesk {
  readonly deliveries: DeliveryStore;
  readonly breakers: BreakerStore;
  readonly callEndpoint: CallEndpoint;
  /** Of a subscription that is as it was then. */
  readonly disable: (
    subscription: Pick<WebhookSubscription, 'id' | 'endpointSince'>,
    reason: GivenUpReason,
  ) => Promise<void>;
  /** From 0 to below 1, uniformly. */
  readonly chance: () => number;
}

interface Occasion {
  readonly delivery: Delivery;
  readonly endpoint: Endpoint;
}

/** An event for a subscription. Told again, it finds its delivery there and leaves it to whoever added that. */
export async function deliverEvent(
  desk: DeliveringDesk,
  {
    subscriptionId,
    event,
    payload,
  }: { subscriptionId: WebhookSubscription['id']; event: WebhookEvent; payload: string },
): Promise<void> {
  const to = { subscriptionId };
  const at = toInstant(desk.now());
  const endpoint = await findEndpoint(desk, to, at);
  if (endpoint === undefined) return;
  const delivery = newDelivery(event, { to, payload, at });
  if ((await desk.deliveries.add(delivery)) === 'added') await attempt(desk, { delivery, endpoint });
}

/** A delivery whose moment has come. Told twice, or too early, it does nothing: only one takes the moment. */
export async function deliverAgain(
  desk: DeliveringDesk,
  { ownerId, deliveryId }: { ownerId: EndpointOwnerId; deliveryId: string },
): Promise<void> {
  const seen = await desk.deliveries.find(ownerId, deliveryId);
  const at = toInstant(desk.now());
  if (seen === undefined || seen.nextAt === null || seen.nextAt > at) return;
  const endpoint = await findEndpoint(desk, seen, at);
  if (endpoint === undefined) {
    const code = isOfAction(seen) ? 'secret-gone' : 'subscription-switched-off';
    return failDelivery(desk, seen, { code, reason: null });
  }
  const delivery = withNext(seen, leaseAfter(at), at);
  if ((await desk.deliveries.save(delivery)) === 'saved') await attempt(desk, { delivery, endpoint });
}

/** A call, unless its endpoint is left alone at the moment. */
async function attempt(desk: DeliveringDesk, occasion: Occasion): Promise<void> {
  const { delivery, endpoint } = occasion;
  const at = toInstant(desk.now());
  const breaker = await breakerOf(desk, endpoint);
  const passage = passageOf(breaker, at);
  if (passage.kind === 'never') {
    return failDelivery(desk, delivery, { code: 'endpoint-is-given-up', reason: null });
  }
  if (passage.kind === 'wait') return wait(desk, occasion, { until: passage.until, at });
  const wasProbe = passage.kind === 'probe';
  if (wasProbe && !(await desk.breakers.save(endpoint.name, withProbe(breaker, at)))) {
    return wait(desk, occasion, { until: at, at });
  }
  await call(desk, occasion, wasProbe);
}

async function breakerOf({ breakers }: DeliveringDesk, { name, since }: Endpoint): Promise<Breaker> {
  const [found] = await breakers.findMany([name]);
  if (found === undefined) return closedBreaker(since);
  return found.since === since ? found : { ...closedBreaker(since), version: found.version };
}

/** Waiting is no try; after a day it has failed all the same. */
async function wait(
  desk: DeliveringDesk,
  { delivery }: Occasion,
  { until, at }: { until: Instant; at: Instant },
): Promise<void> {
  const { giveUpAt } = delivery;
  if (at >= giveUpAt) {
    return failDelivery(desk, delivery, { code: 'endpoint-is-left-alone', reason: null });
  }
  const nextAt = afterBreaker(until, { giveUpAt, chance: desk.chance() });
  await desk.deliveries.save(withNext(delivery, nextAt, at));
}

async function call(desk: DeliveringDesk, { delivery, endpoint }: Occasion, wasProbe: boolean) {
  const { name, url, method, signedWith } = endpoint;
  const startMs = desk.now();
  const answer = await desk.callEndpoint({
    ownerId: name.ownerId,
    url,
    method,
    id: webhookIdOf(delivery),
    ticketId: delivery.ticketId,
    payload: delivery.payload,
    atMs: startMs,
    signedWith,
  });
  const { retryAfterSeconds: _asked, refusal: _refusal, ...told } = answer;
  const tried = withAttempt(delivery, { at: toInstant(startMs), ...told });
  const isWell = answer.reason === null;
  const breaker = await changeBreaker(desk, endpoint, (seen) => afterCall(seen, desk, { isWell, wasProbe }));
  await recordAnswer(desk, tried, answer);
  const isHopeless = isBeyondHope(breaker, toInstant(desk.now()));
  const reason = answer.refusal === 'gone' ? 'gone' : isHopeless ? 'failing' : null;
  if (reason !== null) await giveUpOn(desk, endpoint, reason);
}

async function recordAnswer(desk: DeliveringDesk, tried: Delivery, answer: EndpointAnswer): Promise<void> {
  const at = toInstant(desk.now());
  const { reason, refusal, retryAfterSeconds } = answer;
  if (reason === null) {
    await desk.deliveries.save(withEnd(tried, { state: 'delivered', reason }, at));
    return;
  }
  const planning = { at, giveUpAt: tried.giveUpAt, chance: desk.chance(), retryAfterSeconds };
  const nextAt = refusal === null ? nextTryAt(tried.tries, planning) : null;
  if (nextAt === null) await failDelivery(desk, tried, { code: refusal ?? 'tries-used-up', reason });
  else await desk.deliveries.save(withNext(tried, nextAt, at));
}

/** A subscription is switched off; an address of a rule is called no more until the rule changes, which itself goes on. */
async function giveUpOn(desk: DeliveringDesk, endpoint: Endpoint, reason: GivenUpReason): Promise<void> {
  const { name, since } = endpoint;
  if (isOfSubscription(name)) return desk.disable({ id: name.ownerId, endpointSince: since }, reason);
  const at = toInstant(desk.now());
  await changeBreaker(desk, endpoint, (seen) => (seen.givenUp ? null : withGivenUp(seen, { at, reason })));
}

const isOfSubscription = (
  name: EndpointName,
): name is EndpointName & { readonly ownerId: WebhookSubscription['id'] } => name.url === null;

/** Null: it is so already. */
function afterCall(
  breaker: Breaker,
  { now }: DeliveringDesk,
  { isWell, wasProbe }: { isWell: boolean; wasProbe: boolean },
): Breaker | null {
  if (isWell && breaker.failures === 0 && breaker.openUntil === null) return null;
  return isWell ? afterSuccess(breaker) : afterFailure(breaker, { at: toInstant(now()), wasProbe });
}

/** Others may save at the same moment; one that loses often is not counted, which does no harm. */
const countTries = 5;

async function changeBreaker(
  desk: DeliveringDesk,
  endpoint: Endpoint,
  change: (seen: Breaker) => Breaker | null,
): Promise<Breaker> {
  let breaker = await breakerOf(desk, endpoint);
  for (let left = countTries; left > 0; left--) {
    const after = change(breaker);
    if (after === null) return breaker;
    if (await desk.breakers.save(endpoint.name, after)) return after;
    breaker = await breakerOf(desk, endpoint);
  }
  return breaker;
}
