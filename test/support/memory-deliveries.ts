import type { Breaker } from '#shared/domain/webhook/breaker.ts';
import type { Delivery } from '#shared/domain/webhook/delivery.ts';
import type { BreakerStore, DeliveryPage, DeliveryStore } from '#shared/domain/webhook/delivery-store.ts';
import { type EndpointName, ownerOf } from '#shared/domain/webhook/endpoint.ts';

/** Deliveries as the table keeps them; a test may end the process before a save. */
export class MemoryDeliveries implements DeliveryStore {
  readonly byId = new Map<string, Delivery>();
  savesLeft = Number.POSITIVE_INFINITY;

  async find(_ownerId: string, deliveryId: string): Promise<Delivery | undefined> {
    return this.byId.get(deliveryId);
  }

  /** New, or the version after the one that is kept. */
  isNext({ id, version }: Delivery): boolean {
    return (this.byId.get(id)?.version ?? 0) === version - 1;
  }

  put(delivery: Delivery): void {
    this.byId.set(delivery.id, delivery);
  }

  async add(delivery: Delivery): Promise<'added' | 'exists'> {
    if (this.byId.has(delivery.id)) return 'exists';
    this.byId.set(delivery.id, delivery);
    return 'added';
  }

  async save(delivery: Delivery): Promise<'saved' | 'changed-meanwhile'> {
    if (this.savesLeft === 0) throw new Error('the process ended');
    this.savesLeft -= 1;
    if (!this.isNext(delivery)) return 'changed-meanwhile';
    this.put(delivery);
    return 'saved';
  }

  async list(ownerId: string, { limit, after }: DeliveryPage) {
    const found = [...this.byId.values()]
      .filter((one) => ownerOf(one) === ownerId && (after === undefined || one.id < after))
      .sort((one, other) => (one.id > other.id ? -1 : 1));
    const items = found.slice(0, limit);
    return { items, next: found.length > limit ? items.at(-1)?.id : undefined };
  }
}

export class MemoryBreakers implements BreakerStore {
  readonly byEndpoint = new Map<string, Breaker>();

  of(endpoint: EndpointName): Breaker | undefined {
    return this.byEndpoint.get(keyOf(endpoint));
  }

  async findMany(endpoints: readonly EndpointName[]): Promise<readonly (Breaker | undefined)[]> {
    return endpoints.map((endpoint) => this.of(endpoint));
  }

  async save(endpoint: EndpointName, breaker: Breaker): Promise<boolean> {
    if ((this.of(endpoint)?.version ?? 0) !== breaker.version - 1) return false;
    this.byEndpoint.set(keyOf(endpoint), breaker);
    return true;
  }
}

const keyOf = ({ ownerId, url }: EndpointName) => `${ownerId} ${url ?? ''}`;
