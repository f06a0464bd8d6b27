import type { AccountStore } from './account/account-store.ts';
import type { AgentStore } from './agent/agent-store.ts';
import type { CustomerStore } from './customer/customer-store.ts';
import type { Ids } from './ids.ts';
import type { TicketIndex } from './ticket/ticket-index.ts';
import type { TicketStore } from './ticket/ticket-store.ts';
import type { ViewerStore } from './ticket/viewers.ts';

/** What a verb about tickets works with. */
export interface Desk {
  readonly tickets: TicketStore;
  readonly index: TicketIndex;
  readonly accounts: AccountStore;
  readonly agents: AgentStore;
  readonly customers: CustomerStore;
  readonly viewers: ViewerStore;
  readonly ids: Ids;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** A whole number from 0 to below its argument, uniformly. */
  readonly draw: (below: number) => number;
}
