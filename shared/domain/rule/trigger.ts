/** What sets a rule off: an event, by its name. Each is one file, and one line in `triggers.ts`. */
export interface Trigger {
  readonly name: string;
  readonly says: string;
  /** What it happens to. Only where that is a ticket can its rules change one. */
  readonly about: 'ticket' | 'agent' | 'customer' | 'department';
  /** No timeline keeps it by itself. */
  readonly isPassing?: true;
}
