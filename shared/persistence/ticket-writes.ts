import { sharedFileId } from '#shared/domain/attachment/file-id.ts';
import type { FilePlace } from '#shared/domain/attachment/upload.ts';
import { foldText } from '#shared/domain/fold-text.ts';
import type { AgentId, AttachmentId } from '#shared/domain/ids.ts';
import type { Entry } from '#shared/domain/ticket/entry.ts';
import type { Message } from '#shared/domain/ticket/message.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { loadChanges, type TicketChange } from '#shared/domain/ticket/ticket-change.ts';
import type {
  Alongside,
  DeliveryNews,
  SaveOutcome,
  SlotGuard,
  Trace,
} from '#shared/domain/ticket/ticket-store.ts';
import { auditWrite } from './audit-writes.ts';
import { customerWrites } from './customer-writes.ts';
import { webhookDeliveryWrite } from './delivery-writes.ts';
import { doneWrite } from './job-writes.ts';
import { keptAnswerWrite } from './kept-answers.ts';
import * as keys from './keys.ts';
import { ruledWrites } from './rule-writes.ts';
import type { TableShards } from './table-shards.ts';
import { unsentThing } from './unsent-thing.ts';
import { put, putNew, putOver, remove, removeExisting, update, type Write } from './write.ts';

interface NamedWrite {
  readonly write: Write;
  /** What it means when the condition of this write does not hold. */
  readonly otherwise: SaveOutcome;
}

const plain = (write: Write): NamedWrite => ({ write, otherwise: 'changed-meanwhile' });

/** The one transaction of a ticket's change. What tells a repeat stands first, because the first lost condition is told. */
export function ticketWrites(change: TicketChange, alongside: Alongside, shards: TableShards): NamedWrite[] {
  const changes = [change, ...(alongside.others ?? [])];
  return [
    ...repeatWrites(alongside, change.after.customer.id),
    ...onceWrites(change, alongside),
    ...calledWrites(alongside, shards),
    ...(alongside.ruled === undefined ? [] : ruledWrites(alongside.ruled, shards.due)),
    ...customerOf(alongside),
    ...changes.flatMap((one) => ownWrites(one, shards)).map(plain),
    ...loadWrites(changes, alongside.slot),
    ...changes.flatMap(({ messages }) => messages.flatMap((one) => fileWrites(one, alongside.uploads))),
    ...(alongside.delivery === undefined ? [] : [plain(deliveryWrite(alongside.delivery))]),
    ...(alongside.audit === undefined ? [] : [plain(auditWrite(alongside.audit))]),
    ...(alongside.trace === undefined ? [] : [plain(traceWrite(alongside.trace))]),
  ];
}

/** What one ticket's change writes of its own. */
function ownWrites(change: TicketChange, shards: TableShards): Write[] {
  return [
    ticketWrite(change, shards),
    ...change.messages.map((message) =>
      putNew(keys.messageOf(message.ticketId, message.ticketVersion), 'message', { data: message }),
    ),
    ...change.entries.map((entry) => entryWrite(entry, shards)),
    ...change.unsent.map((unsent) =>
      put(keys.unsentAt(unsent.lane, unsent.order), 'unsent', unsentThing(unsent, shards.due)),
    ),
    ...change.ratings.map((rating) =>
      put(keys.ratingOf(rating.ticketId, rating.id), 'rating', { data: rating }),
    ),
    ...tagWrites(change),
  ];
}

export function entryWrite(entry: Entry, shards: TableShards): Write {
  return putNew(keys.entryOf(entry.ticketId, entry.ticketVersion, entry.position), 'entry', {
    data: entry,
    beside: keys.dayKeys(entry, shards.day),
  });
}

export const traceWrite = (trace: Trace): Write =>
  putNew(keys.traceOf(trace.ticketId, trace.ticketVersion), 'trace', { data: trace });

/** Every file leads to its message: those of a mail together, an upload from the item that it has already. */
function fileWrites(message: Message, uploads: Alongside['uploads']): NamedWrite[] {
  const { ticketId, ticketVersion } = message;
  const place: FilePlace = { ticketId, ticketVersion };
  const ids = new Set(message.attachments.map(({ id }) => sharedFileId(id)));
  return [...ids].map((id) =>
    uploads?.ids.includes(id) === true
      ? { write: takeUpload(id, place, uploads.uploaderId), otherwise: 'upload-taken' }
      : plain(putNew(keys.fileById(id), 'file', { data: { id, place } })),
  );
}

function takeUpload(id: AttachmentId, place: FilePlace, uploaderId: AgentId): Write {
  const placePath = ['data', 'place'];
  return update(keys.fileById(id), {
    set: [[placePath, place]],
    remove: [['expiresAt']],
    when: (names) =>
      `${names.path(placePath)} = ${names.value(null)} AND ${names.path(['data', 'uploaderId'])} = ${names.value(uploaderId)}`,
  });
}

/** The message alone changes: what became of it is no new version of its ticket. */
export function deliveryWrite({ ticketId, ticketVersion, changes, mailMessageId }: DeliveryNews): Write {
  const told = Object.entries(changes).map(([name, value]) => [['data', 'delivery', name], value] as const);
  return update(keys.messageOf(ticketId, ticketVersion), {
    set: mailMessageId === undefined ? told : [...told, [['data', 'mailMessageId'], mailMessageId]],
    when: (names) => `attribute_exists(${names.path(['pk'])})`,
  });
}

function repeatWrites(
  { claims = [], keep, sent }: Alongside,
  customerId: Ticket['customer']['id'],
): NamedWrite[] {
  return [
    ...claims.map((claim) => ({
      write: putNew(keys.mailByMessageId(claim.mailMessageId), 'mail', { data: claim }),
      otherwise: 'claimed-already' as const,
    })),
    ...(keep === undefined
      ? []
      : [{ write: keptAnswerWrite(keep, customerId), otherwise: 'kept-already' as const }]),
    ...(sent === undefined
      ? []
      : [
          {
            write: removeExisting(keys.unsentAt(sent.lane, sent.order)),
            otherwise: 'claimed-already' as const,
          },
        ]),
  ];
}

function onceWrites({ after }: TicketChange, { once }: Alongside): NamedWrite[] {
  return once === undefined ? [] : [{ write: doneWrite(once, after), otherwise: 'done-already' }];
}

/** Somebody else ended it, or took its moment. */
function calledWrites({ called }: Alongside, shards: TableShards): NamedWrite[] {
  if (called === undefined) return [];
  return [{ write: webhookDeliveryWrite(called, shards.due), otherwise: 'done-already' }];
}

function customerOf({ newCustomer, acquainted }: Alongside): NamedWrite[] {
  const made = newCustomer === undefined ? [] : customerWrites(newCustomer);
  const remembered =
    acquainted === undefined
      ? []
      : [
          update(keys.customerById(acquainted.customerId), {
            set: [[['data', 'lastAgentId'], acquainted.agentId]],
          }),
        ];
  return [
    ...made.map((write) => ({ write, otherwise: 'customer-exists' as const })),
    ...remembered.map(plain),
  ];
}

function ticketWrite({ before, after }: TicketChange, shards: TableShards): Write {
  const key = keys.ticketById(after.id);
  const thing = {
    data: after,
    beside: { ...listedFacts(after), ...keys.ticketIndexKeys(after, shards.due) },
  };
  return before === null
    ? putNew(key, 'ticket', thing)
    : putOver(key, 'ticket', { ...thing, version: before.version });
}

/** What the indexes carry, so that a list can filter and ask for access before it reads the tickets. */
const listedFacts = (ticket: Ticket) => ({
  status: ticket.status,
  departmentId: ticket.departmentId,
  assigneeId: ticket.assigneeId,
  customerId: ticket.customer.id,
  channel: ticket.channel,
  priority: ticket.priority,
  tags: ticket.tags,
  customStatusId: ticket.customStatusId,
});

function loadWrites(changes: readonly TicketChange[], slot: SlotGuard | undefined): NamedWrite[] {
  return [...loadChanges(...changes)].map(([agentId, by]) =>
    slot?.agentId === agentId
      ? { write: slotWrite(slot, by), otherwise: 'no-slot' as const }
      : plain(loadWrite(agentId, by)),
  );
}

function loadWrite(agentId: string, by: number): Write {
  return update(keys.presenceOf(agentId), { add: [[['data', 'ticketLoad'], by]] });
}

/** Presence and free slot are checked by the very write that takes the slot, so no two routers can overfill an agent. */
function slotWrite(slot: SlotGuard, by: number): Write {
  return update(keys.presenceOf(slot.agentId), {
    add: [[['data', 'ticketLoad'], by]],
    set: [[['data', 'lastAssignedAt', slot.departmentId], slot.at]],
    when: (names) =>
      `${names.path(['data', 'state'])} = ${names.value('online')} AND ${names.path(['data', 'ticketLoad'])} < ${names.value(slot.maxLoad)}`,
  });
}

/**
 * Tags are found through rows of their own, which change only when the tags do. Spellings that are found alike share a
 * row: a list that met its ticket twice in one place could not go on from there.
 */
function tagWrites({ before, after }: TicketChange): Write[] {
  const had = new Set(before?.tags.map(foldText));
  const has = new Set(after.tags.map(foldText));
  return [
    ...[...had.difference(has)].map((tag) => remove(keys.tagOf(after.id, tag))),
    ...[...has.difference(had)].map((tag) => put(keys.tagOf(after.id, tag), 'tag', tagRow(after, tag))),
  ];
}

const tagRow = (ticket: Ticket, tag: string) => ({
  data: { ticketId: ticket.id, tag },
  beside: { tagKey: `TAG#${tag}`, createdKey: `${ticket.createdAt}#${ticket.id}` },
});
