import type { RoutingWake } from '#events/contracts/routing-wake.ts';
import type { AccountStore } from '#shared/domain/account/account-store.ts';
import { toInstant } from '#shared/domain/business-time/instant.ts';
import type { SendMessages } from '#shared/messaging/queue-messages.ts';

export interface WakeDesk {
  readonly accounts: AccountStore;
  readonly now: () => number;
  readonly toRouting: SendMessages;
}

/**
 * Asks routing to look at every department that pushes its tickets. Wakes come with each ticket and each free slot;
 * this one is for a ticket whose wake came before the index showed it and while nobody was free.
 */
export async function wakeDepartments(desk: WakeDesk): Promise<void> {
  const account = await desk.accounts.load();
  const minute = toInstant(desk.now()).slice(0, 16);
  const pushing = [...account.departmentById.values()].filter(
    (department) => department.distribution.ticket.method !== 'none',
  );
  await desk.toRouting(
    pushing.map(({ id }) => {
      const body: RoutingWake = { version: 1, departmentId: id, ticketIds: [] };
      return { body, groupId: id, deduplicationId: `${id} ${minute}` };
    }),
  );
}
