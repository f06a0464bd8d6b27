import type { Presence } from '../agent/presence.ts';

/** What a condition may know of a customer beside what his ticket shows. */
export interface KnownCustomer {
  readonly group?: string | null | undefined;
  readonly country?: string | null | undefined;
  readonly fields?: Readonly<Record<string, string | number | boolean | null>> | undefined;
}

/** What does not stand in the ticket, and is read only when a condition asks for it. */
export interface Learned {
  readonly customer: KnownCustomer | null;
  readonly presence: Presence['state'] | null;
  /** Text of the message that the event brought, else of the ticket's first. */
  readonly body: string | null;
  /** Text of the latest message that is no note. */
  readonly lastMessage: string | null;
  /** Headers of the mail that the event brought, else of the ticket's first, by name in lower case. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  /** Addresses in To and Cc of that mail, each once. */
  readonly recipients: readonly string[];
}

export type Need = keyof Learned;
