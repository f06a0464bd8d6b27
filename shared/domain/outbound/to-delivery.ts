import { type Instant, toEpochMs, toInstant } from '../business-time/instant.ts';
import { type Delivery, newDelivery } from '../webhook/delivery.ts';
import type { Unsent } from './unsent.ts';

type Call = Extract<Unsent['what'], { kind: 'webhook' }>;

/** As rules have written it: type, timestamp, data. */
interface Payload {
  readonly type: string;
  readonly timestamp: Instant;
  readonly data: { readonly eventId: string };
}

const dayMs = 86_400_000;

/** What a rule told before that was a delivery (decision 039): under the id by which it is known, and until its day is over. */
export function toDelivery({ lane, order, ticketId, attempts }: Unsent, what: Call, at: Instant): Delivery {
  const { ruleId, url, method, payload } = what;
  const { type, timestamp, data } = JSON.parse(payload) as Payload;
  const ruleKind = type === 'time.passed' ? 'timeRule' : 'rule';
  // An event may have set off several calls of a rule: each had a lane of its own.
  const event = { id: `${data.eventId}-${lane}`, type, at: timestamp, ticketId };
  const to = { ruleId, ruleKind, position: 0, url, method, knownAs: lane } as const;
  const createdAt = order.slice(0, order.indexOf('#'));
  return {
    ...newDelivery(event, { to, payload, at }),
    eventId: data.eventId,
    createdAt,
    giveUpAt: toInstant(toEpochMs(createdAt) + dayMs),
    tries: attempts,
  };
}
