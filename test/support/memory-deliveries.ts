import type { WebhookSubscriptionId } from '#shared/domain/ids.ts';
import type { Breaker } from '#shared/domain/webhook/breaker.ts';
import type { Delivery } from '#shared/domain/webhook/delivery.ts';
import type { BreakerStore, DeliveryPage, DeliveryStore } from '#shared/domain/webhook/delivery-store.ts';

/** Deliveries as the table keeps them; a test may end the process before a save. */
export class MemoryDeliveries implements DeliveryStore {
  readonly byId = new Map<string, Delivery>();
  savesLeft = Number.POSITIVE_INFINITY;

  async find(_subscriptionId: string, deliveryId: string): Promise<Delivery | undefined> {
    return this.byId.get(deliveryId);
  }

  async add(delivery: Delivery): Promise<'added' | 'exists'> {
    if (this.byId.has(delivery.id)) return 'exists';
    this.byId.set(delivery.id, delivery);
    return 'added';
  }

  async save(delivery: Delivery): Promise<'saved' | 'changed-meanwhile'> {
    if (this.savesLeft === 0) throw new Error('the process ended');
    this.savesLeft -= 1;
    if (this.byId.get(delivery.id)?.version !== delivery.version - 1) return 'changed-meanwhile';
    this.byId.set(delivery.id, delivery);
    return 'saved';
  }

  async list(subscriptionId: string, { limit, after }: DeliveryPage) {
    const found = [...this.byId.values()]
      .filter((one) => one.subscriptionId === subscriptionId && (after === undefined || one.id < after))
      .sort((one, other) => (one.id > other.id ? -1 : 1));
    const items = found.slice(0, limit);
    return { items, next: found.length > limit ? items.at(-1)?.id : undefined };
  }
}

export class MemoryBreakers implements BreakerStore {
  readonly byId = new Map<string, Breaker>();

  async findMany(ids: readonly WebhookSubscriptionId[]): Promise<ReadonlyMap<string, Breaker>> {
    return new Map([...this.byId].filter(([id]) => ids.includes(id as WebhookSubscriptionId)));
  }

  async save(subscriptionId: WebhookSubscriptionId, breaker: Breaker): Promise<boolean> {
    if ((this.byId.get(subscriptionId)?.version ?? 0) !== breaker.version - 1) return false;
    this.byId.set(subscriptionId, breaker);
    return true;
  }
}
