import type { Listed } from '../ticket/ticket-store.ts';
import type { Delivery, DeliveryState } from './delivery.ts';
import type { DeliveryPage, DeliveryStore } from './delivery-store.ts';

/** What is null matters not. */
export interface DeliveryFilter {
  readonly states: readonly DeliveryState[] | null;
  readonly events: readonly string[] | null;
}

/** A filter looks at so many deliveries a page. */
const mostRead = 500;

export function isAsked({ state, eventType }: Delivery, { states, events }: DeliveryFilter): boolean {
  return (states === null || states.includes(state)) && (events === null || events.includes(eventType));
}

/** One page, the newest event first; it may be short, or empty, while `next` is set. */
export async function listDeliveries(
  store: Pick<DeliveryStore, 'list'>,
  { ownerId, filter }: { ownerId: string; filter: DeliveryFilter },
  { limit, after }: DeliveryPage,
): Promise<Listed<Delivery>> {
  const asked: Delivery[] = [];
  let next = after;
  for (let read = 0; read < mostRead; ) {
    const part = await store.list(ownerId, { limit, after: next });
    asked.push(...part.items.filter((delivery) => isAsked(delivery, filter)));
    if (asked.length > limit) return toPage(asked.slice(0, limit), asked[limit - 1]?.id);
    if (part.next === undefined) return toPage(asked, undefined);
    next = part.next;
    read += part.items.length;
  }
  return toPage(asked, next);
}

const toPage = (items: Delivery[], next: string | undefined): Listed<Delivery> => ({ items, next });
