import type { Principal } from '../access/principal.ts';
import { KeptAlready } from '../account/kept-already.ts';
import type { KeptAnswer } from '../account/kept-answer.ts';
import { toInstant } from '../business-time/instant.ts';
import { Refusal } from '../refusal.ts';
import { type Delivery, replayed } from './delivery.ts';
import type { DeliveryStore } from './delivery-store.ts';

interface ReplayingDesk {
  readonly deliveries: DeliveryStore;
  readonly now: () => number;
}

interface Replaying {
  readonly principal: Principal;
  readonly ownerId: string;
  readonly deliveryId: string;
  readonly keep: (delivery: Delivery) => KeptAnswer | undefined;
}

/** Saves race with the tries themselves. */
const tries = 5;

/** Sends it once more, whatever came of it. Refuses with `not-found`. */
export async function replayDelivery(
  desk: ReplayingDesk,
  { principal, ownerId, deliveryId, keep }: Replaying,
): Promise<Delivery> {
  for (let attempt = 1; attempt <= tries; attempt++) {
    const before = await getDelivery(desk, { ownerId, deliveryId });
    const after = replayed(before, principal.agentId, toInstant(desk.now()));
    const outcome = await desk.deliveries.save(after, keep(after));
    if (outcome === 'saved') return after;
    if (outcome === 'kept-already') throw new KeptAlready();
  }
  throw new Refusal('edited-by-someone-else', 'It is being delivered at the moment; try again.');
}

export async function getDelivery(
  { deliveries }: Pick<ReplayingDesk, 'deliveries'>,
  { ownerId, deliveryId }: { ownerId: string; deliveryId: string },
): Promise<Delivery> {
  const found = await deliveries.find(ownerId, deliveryId);
  if (found === undefined) throw new Refusal('not-found', 'There is no such delivery.');
  return found;
}
