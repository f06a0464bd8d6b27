import type { AuditEntry } from '../account/audit-entry.ts';
import type { KeptAnswer } from '../account/kept-answer.ts';
import type { Instant } from '../business-time/instant.ts';
import type { Customer } from '../customer/customer.ts';
import type { AgentId, AttachmentId, CustomerId, DepartmentId, JobId, TicketId } from '../ids.ts';
import type { Unsent } from '../outbound/unsent.ts';
import type { Ruled } from '../rule/rule-desk.ts';
import type { Delivery as CallOfEndpoint } from '../webhook/delivery.ts';
import type { Entry } from './entry.ts';
import type { Delivery, Message } from './message.ts';
import type { Stretch, Ticket } from './ticket.ts';
import type { TicketChange } from './ticket-change.ts';

/** A mail that was accepted: its Message-ID belongs to this message for good. */
export interface MailClaim {
  readonly mailMessageId: string;
  /** Of its content, to tell a copy from another mail under the same id; null for our own. */
  readonly digest: string | null;
  readonly ticketId: TicketId;
  readonly messageId: string;
  /** The version that the message came with; null for a notice, which is no message of the ticket. */
  readonly ticketVersion: number | null;
}

/** What became of a message that goes out; what is left out stays as it is. */
export interface DeliveryNews {
  readonly ticketId: TicketId;
  readonly ticketVersion: number;
  readonly changes: Partial<Delivery>;
  /** The Message-ID under which its recipients have it. */
  readonly mailMessageId?: string;
}

/** Routing gives a ticket only to somebody who is online with a free slot at the moment of saving. */
export interface SlotGuard {
  readonly agentId: AgentId;
  readonly departmentId: DepartmentId;
  readonly maxLoad: number;
  readonly at: Instant;
}

/** Stands beside what a job did to a ticket. */
export interface JobMark {
  readonly jobId: JobId;
  readonly round: number;
}

/** The last version that was read of each ticket: a page goes on there, whatever was merged in between. */
export type ReadUpTo = Readonly<Record<string, number>>;

/** What leads from a ticket to the one that was given some of its messages; it outlives both. */
export interface Trace {
  /** Who gave them away, and the version with which it did. */
  readonly ticketId: TicketId;
  readonly ticketVersion: number;
  readonly to: TicketId;
  readonly given: readonly Stretch[];
}

/** A message without its texts. */
export type MessageOutline = Pick<
  Message,
  'id' | 'ticketId' | 'ticketVersion' | 'type' | 'author' | 'automatic' | 'createdAt'
>;

/** What a change saves in the same transaction beside the ticket. */
export interface Alongside {
  readonly claims?: readonly MailClaim[];
  readonly newCustomer?: Customer | undefined;
  readonly keep?: KeptAnswer | undefined;
  readonly slot?: SlotGuard;
  /** An agent answered: he is remembered at the customer. */
  readonly acquainted?: { readonly customerId: CustomerId; readonly agentId: AgentId } | undefined;
  /** What is no longer on its way. */
  readonly sent?: Unsent;
  readonly delivery?: DeliveryNews;
  /** What a rule could not tell another system, over the version before it alone. */
  readonly called?: CallOfEndpoint;
  /** Changes of other tickets that hold only together with this one, each ticket once. */
  readonly others?: readonly TicketChange[];
  /** For a job, which does its work to each ticket once a round. */
  readonly once?: JobMark;
  /** What the audit log is told of it. */
  readonly audit?: AuditEntry | undefined;
  /** Where messages went that were given away. */
  readonly trace?: Trace;
  /** For rules, which run once for an event. */
  readonly ruled?: Ruled;
  /** Uploads that the message takes; each is taken once, by who brought it. */
  readonly uploads?: { readonly ids: readonly AttachmentId[]; readonly uploaderId: AgentId };
}

/** Why a save did not happen; nothing was written then. */
export type SaveOutcome =
  | 'saved'
  | 'changed-meanwhile'
  | 'claimed-already'
  | 'kept-already'
  | 'done-already'
  | 'no-slot'
  | 'customer-exists'
  | 'upload-taken';

export interface TicketStore {
  /** Consistent. */
  find(id: TicketId): Promise<Ticket | undefined>;
  /** One transaction: everything or nothing, and never over a state that it was not decided on. */
  save(change: TicketChange, alongside?: Alongside): Promise<SaveOutcome>;
  /** In order of writing. */
  listMessages(id: TicketId, page: { limit: number; after: string | undefined }): Promise<Listed<Message>>;
  /** One page of several stretches, in order of time; all of them are asked at once. */
  listStretches(
    stretches: readonly Stretch[],
    page: { limit: number; readUpTo: ReadUpTo },
  ): Promise<{ items: readonly Message[]; next: ReadUpTo | undefined }>;
  /** All messages of these stretches in order of time, read page by page. */
  outline(stretches: readonly Stretch[]): Promise<MessageOutline[]>;
  /** In the order in which messages were given away. */
  listTraces(id: TicketId): Promise<Trace[]>;
  listEntries(id: TicketId, page: { limit: number; after: string | undefined }): Promise<Listed<Entry>>;
  findMessage(id: TicketId, ticketVersion: number): Promise<Message | undefined>;
  findMail(mailMessageIds: readonly string[]): Promise<MailClaim[]>;
}

/** A page; `next` continues it, undefined at the end. */
export interface Listed<Item> {
  readonly items: readonly Item[];
  readonly next: string | undefined;
}
