import type { TicketId } from '#shared/domain/ids.ts';
import type { ViewerStore, Viewers } from '#shared/domain/ticket/viewers.ts';

/** Who has which ticket before him, laid open for tests. */
export class MemoryViewers implements ViewerStore {
  readonly viewersById = new Map<TicketId, Viewers>();

  async find(ticketId: TicketId): Promise<Viewers | undefined> {
    return this.viewersById.get(ticketId);
  }

  async findMany(ticketIds: readonly TicketId[]): Promise<Map<TicketId, Viewers>> {
    return new Map([...this.viewersById].filter(([ticketId]) => ticketIds.includes(ticketId)));
  }

  async save(after: Viewers, before: Viewers | undefined): Promise<boolean> {
    if (this.viewersById.get(after.ticketId)?.version !== before?.version) return false;
    this.viewersById.set(after.ticketId, after);
    return true;
  }
}
