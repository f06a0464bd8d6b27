import { toEpochMs } from '#shared/domain/business-time/instant.ts';
import type { Rule } from '#shared/domain/rule/rule.ts';
import { type DeliveringDesk, deliverAgain, deliverEvent } from '#shared/domain/webhook/deliver-event.ts';
import { deliveryIdOf, type WebhookEvent } from '#shared/domain/webhook/delivery.ts';
import type { EndpointAnswer, EndpointCall } from '#shared/domain/webhook/delivery-store.ts';
import { ownerOf } from '#shared/domain/webhook/endpoint.ts';
import type { WebhookSubscription } from '#shared/domain/webhook/webhook-subscription.ts';
import { atMinute, begun, startMs } from '#test/support/builders.ts';
import { MemoryBreakers } from '#test/support/memory-deliveries.ts';
import { aMemoryDesk } from '#test/support/memory-desk.ts';

export const well: EndpointAnswer = {
  status: 204,
  durationMs: 5,
  reason: null,
  refusal: null,
  excerpt: '',
  retryAfterSeconds: null,
};
export const down: EndpointAnswer = { ...well, status: 500, reason: 'answered 500', excerpt: 'oops' };
/** An event of the start. */
export const event: WebhookEvent = {
  id: 'ent_1',
  type: 'ticket.created',
  at: atMinute(0),
  ticketId: 'tkt_1',
};

export const subscriptionOf = (changes: Partial<WebhookSubscription> = {}): WebhookSubscription => ({
  ...begun,
  id: 'whs_1',
  name: 'Shop',
  url: 'https://shop.example.com/hooks',
  active: true,
  events: null,
  disabled: null,
  endpointSince: atMinute(0),
  secretSetAt: atMinute(0),
  previousSecretUntil: null,
  ...changes,
});

/** An endpoint that answers so, in turn, and the last over and over. */
export function aWorld(...answers: EndpointAnswer[]) {
  const base = aMemoryDesk();
  const world = {
    tickets: base.tickets,
    nowMs: startMs,
    calls: [] as EndpointCall[],
    disabled: [] as string[],
    answers,
    deliveries: base.tickets.deliveries,
    breakers: new MemoryBreakers(),
    rules: [] as Rule[],
    subscription: subscriptionOf() as WebhookSubscription | null,
    tell: (at = event) => deliverEvent(desk, { subscriptionId: 'whs_1', event: at, payload: '{}' }),
    delivery: (of = event) => {
      const found = world.deliveries.byId.get(deliveryIdOf(of, { subscriptionId: 'whs_1' }));
      if (found === undefined) throw new Error('no delivery');
      return found;
    },
    /** Does what becomes due, moment after moment, until then. */
    pass: async (untilMinute: number) => {
      for (;;) {
        const [next] = [...world.deliveries.byId.values()]
          .filter(({ nextAt }) => nextAt !== null && nextAt <= atMinute(untilMinute))
          .sort((one, other) => ((one.nextAt ?? '') < (other.nextAt ?? '') ? -1 : 1));
        if (next?.nextAt == null) break;
        world.nowMs = Math.max(world.nowMs, toEpochMs(next.nextAt));
        await deliverAgain(desk, { ownerId: ownerOf(next), deliveryId: next.id });
      }
      world.nowMs = toEpochMs(atMinute(untilMinute));
    },
  };
  const load = async () => {
    const known = world.subscription === null ? [] : [[world.subscription.id, world.subscription] as const];
    return { ...base.account, webhookSubscriptionById: new Map(known) };
  };
  const find = async (_kind: string, id: string) => world.rules.find((rule) => rule.id === id);
  const desk: DeliveringDesk = {
    ...base,
    accounts: { load, known: load },
    configuration: { find: find as DeliveringDesk['configuration']['find'] },
    deliveries: world.deliveries,
    breakers: world.breakers,
    callEndpoint: async (call) => {
      world.calls.push(call);
      return (world.answers.length > 1 ? world.answers.shift() : world.answers[0]) ?? well;
    },
    disable: async (_, reason) => {
      world.disabled.push(reason);
      world.subscription = subscriptionOf({ active: false });
    },
    chance: () => 0.5,
    now: () => world.nowMs,
  };
  return { world, desk };
}

/** An event of that minute. */
export const other = (number: number) => ({ ...event, id: `ent_${number}`, at: atMinute(number) });
