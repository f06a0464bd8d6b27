import type { AuditEntry } from '#shared/domain/account/audit-entry.ts';
import type { KeptAnswer } from '#shared/domain/account/kept-answer.ts';
import type { Presence } from '#shared/domain/agent/presence.ts';
import { sharedFileId } from '#shared/domain/attachment/file-id.ts';
import type { FilePlace, Upload } from '#shared/domain/attachment/upload.ts';
import { addressesOf } from '#shared/domain/customer/address.ts';
import type { Customer } from '#shared/domain/customer/customer.ts';
import type { Unsent } from '#shared/domain/outbound/unsent.ts';
import type { Rating } from '#shared/domain/rating/rating.ts';
import type { Errand } from '#shared/domain/rule/errand.ts';
import type { Ruled } from '#shared/domain/rule/rule-desk.ts';
import { isWithin } from '#shared/domain/ticket/conversation.ts';
import type { Entry } from '#shared/domain/ticket/entry.ts';
import type { Message } from '#shared/domain/ticket/message.ts';
import { leftOf, mergeStretches } from '#shared/domain/ticket/read-conversation.ts';
import type { Stretch, Ticket } from '#shared/domain/ticket/ticket.ts';
import { loadChanges, type TicketChange } from '#shared/domain/ticket/ticket-change.ts';
import type {
  Alongside,
  JobMark,
  MailClaim,
  MessageOutline,
  ReadUpTo,
  SaveOutcome,
  TicketStore,
  Trace,
} from '#shared/domain/ticket/ticket-store.ts';
import { MemoryDeliveries } from './memory-deliveries.ts';
import { pageOf } from './page-of.ts';

/** All that a ticket store keeps, laid open for tests. */
export class MemoryTickets implements TicketStore {
  readonly ticketById = new Map<string, Ticket>();
  readonly entries: Entry[] = [];
  readonly errandById = new Map<string, Errand>();
  readonly messages: Message[] = [];
  readonly ratingById = new Map<string, Rating>();
  /** What goes to other systems. */
  readonly deliveries = new MemoryDeliveries();
  readonly unsentByPlace = new Map<string, Unsent>();
  readonly claimByMail = new Map<string, MailClaim>();
  readonly answerByKey = new Map<string, KeptAnswer>();
  readonly customerById = new Map<string, Customer>();
  readonly customerIdByAddress = new Map<string, string>();
  readonly fileById = new Map<string, Partial<Upload> & { place: FilePlace | null }>();
  /** What jobs did, by round and ticket. */
  readonly marks = new Set<string>();
  readonly presenceById = new Map<string, Presence>();
  readonly traces: Trace[] = [];
  readonly audited: AuditEntry[] = [];

  async find(id: Ticket['id']): Promise<Ticket | undefined> {
    return this.ticketById.get(id);
  }

  async save(change: TicketChange, alongside: Alongside = {}): Promise<SaveOutcome> {
    const outcome = this.#outcomeOf(change, alongside);
    if (outcome === 'saved') this.#write(change, alongside);
    return outcome;
  }

  async listMessages(id: Ticket['id'], page: { limit: number; after: string | undefined }) {
    const all = this.messages.filter((message) => message.ticketId === id);
    return pageOf(all, page, (message) => `MSG#${padded(message.ticketVersion)}`);
  }

  async listStretches(
    stretches: readonly Stretch[],
    { limit, readUpTo }: { limit: number; readUpTo: ReadUpTo },
  ) {
    const begun = leftOf(stretches, readUpTo).map((stretch) => {
      const all = this.#within(stretch);
      return { stretch, items: all.slice(0, limit + 1), isEnd: all.length <= limit };
    });
    return mergeStretches(begun, { limit, readUpTo });
  }

  async outline(stretches: readonly Stretch[]): Promise<MessageOutline[]> {
    const begun = stretches.map((stretch) => ({ stretch, items: this.#within(stretch), isEnd: true }));
    return mergeStretches(begun, { limit: Number.POSITIVE_INFINITY, readUpTo: {} }).items;
  }

  async listTraces(id: Ticket['id']): Promise<Trace[]> {
    return this.traces.filter(({ ticketId }) => ticketId === id);
  }

  #within(stretch: Stretch): Message[] {
    return this.messages
      .filter((message) => isWithin(stretch, message))
      .toSorted((one, other) => one.ticketVersion - other.ticketVersion);
  }

  async listEntries(id: Ticket['id'], page: { limit: number; after: string | undefined }) {
    const all = this.entries.filter((entry) => entry.ticketId === id);
    return pageOf(
      all,
      page,
      (entry) => `ENTRY#${padded(entry.ticketVersion)}#${String(entry.position).padStart(3, '0')}`,
    );
  }

  async findMessage(id: Ticket['id'], ticketVersion: number): Promise<Message | undefined> {
    return this.messages.find((one) => one.ticketId === id && one.ticketVersion === ticketVersion);
  }

  async findMail(mailMessageIds: readonly string[]): Promise<MailClaim[]> {
    return [...new Set(mailMessageIds)].flatMap((id) => this.claimByMail.get(id) ?? []);
  }

  /** In the order in which the table tells them: what tells a repeat comes first. */
  #outcomeOf(change: TicketChange, alongside: Alongside): SaveOutcome {
    const {
      claims = [],
      keep,
      sent,
      newCustomer,
      slot,
      uploads,
      once,
      ruled,
      called,
      others = [],
    } = alongside;
    const addresses = newCustomer === undefined ? [] : addressesOf(newCustomer);
    const refusals: (readonly [boolean, SaveOutcome])[] = [
      [claims.some((claim) => this.claimByMail.has(claim.mailMessageId)), 'claimed-already'],
      [keep !== undefined && this.answerByKey.has(keyOf(keep)), 'kept-already'],
      [ruled !== undefined && this.isRuled(ruled), 'done-already'],
      [called !== undefined && !this.deliveries.isNext(called), 'done-already'],
      [once !== undefined && this.marks.has(markOf(once, change.after)), 'done-already'],
      [sent !== undefined && !this.unsentByPlace.has(placeOf(sent)), 'claimed-already'],
      [
        addresses.some(({ kind, value }) => this.customerIdByAddress.has(`${kind} ${value}`)),
        'customer-exists',
      ],
      [![change, ...others].every((one) => this.#isAsRead(one)), 'changed-meanwhile'],
      [slot !== undefined && !this.#hasSlot(slot), 'no-slot'],
      [!(uploads?.ids ?? []).every((id) => this.#isFree(id, uploads?.uploaderId)), 'upload-taken'],
    ];
    return refusals.find(([isRefused]) => isRefused)?.[1] ?? 'saved';
  }

  #isAsRead({ before, after }: TicketChange): boolean {
    return this.ticketById.get(after.id)?.version === before?.version;
  }

  #hasSlot({ agentId, maxLoad }: NonNullable<Alongside['slot']>): boolean {
    const presence = this.presenceById.get(agentId);
    return presence?.state === 'online' && presence.ticketLoad < maxLoad;
  }

  #isFree(id: string, uploaderId: string | undefined): boolean {
    const upload = this.fileById.get(id);
    return upload !== undefined && upload.place === null && upload.uploaderId === uploaderId;
  }

  #writeOne({ after, entries, messages, unsent, ratings }: TicketChange): void {
    this.ticketById.set(after.id, after);
    this.entries.push(...entries);
    this.messages.push(...messages);
    for (const { attachments, ticketId, ticketVersion } of messages) {
      for (const id of attachments.map((one) => sharedFileId(one.id))) {
        this.fileById.set(id, { ...this.fileById.get(id), place: { ticketId, ticketVersion } });
      }
    }
    for (const one of unsent) this.unsentByPlace.set(placeOf(one), one);
    for (const one of ratings) this.ratingById.set(one.id, one);
  }

  #write(change: TicketChange, alongside: Alongside): void {
    const changes = [change, ...(alongside.others ?? [])];
    for (const one of changes) this.#writeOne(one);
    for (const [agentId, by] of loadChanges(...changes)) this.#occupy(agentId, by, alongside.slot);
    if (alongside.once !== undefined) this.marks.add(markOf(alongside.once, change.after));
    if (alongside.ruled !== undefined) this.rule(alongside.ruled);
    if (alongside.called !== undefined) this.deliveries.put(alongside.called);
    this.#writeAlongside(alongside);
  }

  isRuled({ mark, done, deliveries }: Ruled): boolean {
    if (deliveries.some((one) => !this.deliveries.isNext(one))) return true;
    const isMarked = mark !== null && this.marks.has(mark.eventId);
    return isMarked || (done !== null && !this.errandById.has(done.id));
  }

  rule({ mark, done, errands, deliveries }: Ruled): void {
    for (const one of deliveries) this.deliveries.put(one);
    if (mark !== null) this.marks.add(mark.eventId);
    if (done !== null) this.errandById.delete(done.id);
    for (const errand of errands) this.errandById.set(errand.id, errand);
  }

  #writeAlongside(alongside: Alongside): void {
    const { claims = [], keep, audit, sent, newCustomer, acquainted, delivery, trace } = alongside;
    if (audit !== undefined) this.audited.push(audit);
    if (trace !== undefined) this.traces.push(trace);
    for (const claim of claims) this.claimByMail.set(claim.mailMessageId, claim);
    if (keep !== undefined) this.answerByKey.set(keyOf(keep), keep);
    if (sent !== undefined) this.unsentByPlace.delete(placeOf(sent));
    if (newCustomer !== undefined) this.addCustomer(newCustomer);
    if (acquainted !== undefined) {
      const customer = this.customerById.get(acquainted.customerId);
      if (customer !== undefined) this.addCustomer({ ...customer, lastAgentId: acquainted.agentId });
    }
    if (delivery !== undefined) this.#deliver(delivery);
  }

  addCustomer(customer: Customer): void {
    this.customerById.set(customer.id, customer);
    for (const { kind, value } of addressesOf(customer)) {
      this.customerIdByAddress.set(`${kind} ${value}`, customer.id);
    }
  }

  #occupy(agentId: string, by: number, slot: Alongside['slot']): void {
    const presence = this.presenceById.get(agentId);
    if (presence === undefined) throw new Error(`${agentId} has no presence`);
    const given = slot?.agentId === agentId ? { [slot.departmentId]: slot.at } : {};
    this.presenceById.set(agentId, {
      ...presence,
      ticketLoad: presence.ticketLoad + by,
      lastAssignedAt: { ...presence.lastAssignedAt, ...given },
    });
  }

  #deliver({ ticketId, ticketVersion, changes }: NonNullable<Alongside['delivery']>): void {
    const at = this.messages.findIndex(
      (one) => one.ticketId === ticketId && one.ticketVersion === ticketVersion,
    );
    const message = this.messages[at];
    if (message === undefined || message.delivery === null) throw new Error('there is no such delivery');
    this.messages[at] = { ...message, delivery: { ...message.delivery, ...changes } };
  }
}

export const markOf = ({ jobId, round }: JobMark, { id }: Pick<Ticket, 'id'>) => `${jobId} ${round} ${id}`;
const padded = (version: number) => String(version).padStart(10, '0');
const keyOf = ({ who, key }: KeptAnswer) => `${who}\n${key}`;
const placeOf = ({ lane, order }: Unsent) => `${lane}\n${order}`;
