import type { Instant } from '../business-time/instant.ts';
import type { Desk } from '../desk.ts';
import type { RuleId } from '../ids.ts';
import type { Unsent } from '../outbound/unsent.ts';
import type { Reader } from '../ticket/conversation.ts';
import type { Message } from '../ticket/message.ts';
import type { Errand } from './errand.ts';
import type { Learned } from './learned.ts';

/** That rules ran for an event: put once, in the transaction of what they did. */
export interface RuleMark {
  readonly eventId: string;
  readonly ruleIds: readonly RuleId[];
  readonly at: Instant;
}

/** What stands beside a change that rules made. */
export interface Ruled {
  /** Of the event that is worked off; null for an errand, which is its own mark. */
  readonly mark: RuleMark | null;
  readonly done: Errand | null;
  readonly errands: readonly Errand[];
}

export interface RuleStore {
  findErrand(errand: Pick<Errand, 'id' | 'ticketId'>): Promise<Errand | undefined>;
  /** What rules did for an event that is about no ticket: all or nothing, and once. */
  save(ruled: Ruled, unsent: readonly Unsent[]): Promise<'saved' | 'done-already'>;
  /** An errand whose ticket is gone. */
  drop(errand: Errand): Promise<void>;
  /** The latest message that is no note, if it is among the last of the conversation. */
  findLastMessage(ticket: Reader): Promise<Message | undefined>;
}

/** What the headers of a mail say, as it came. */
export type ReadHeaders = (
  raw: NonNullable<Message['raw']>,
) => Promise<Pick<Learned, 'headers' | 'recipients'>>;

/** What rules work with. */
export interface RuleDesk
  extends Pick<Desk, 'tickets' | 'accounts' | 'agents' | 'customers' | 'ids' | 'now'> {
  readonly rules: RuleStore;
  readonly readHeaders: ReadHeaders;
}
