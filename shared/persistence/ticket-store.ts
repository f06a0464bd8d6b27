import type { Message } from '#shared/domain/ticket/message.ts';
import { type Begun, leftOf, mergeStretches } from '#shared/domain/ticket/read-conversation.ts';
import type { Stretch } from '#shared/domain/ticket/ticket.ts';
import type { TicketChange } from '#shared/domain/ticket/ticket-change.ts';
import type {
  Alongside,
  Listed,
  MailClaim,
  MessageOutline,
  ReadUpTo,
  SaveOutcome,
  TicketStore,
  Trace,
} from '#shared/domain/ticket/ticket-store.ts';
import type { ContentStore } from './content-store.ts';
import type { Range } from './key-condition.ts';
import * as keys from './keys.ts';
import { ConditionLost } from './lost-race.ts';
import type { Item, Table } from './table.ts';
import type { TableShards } from './table-shards.ts';
import { thingOf, toEntry, toMessage, toTicket } from './ticket-item.ts';
import { ticketWrites } from './ticket-writes.ts';

interface Page {
  readonly limit: number;
  readonly after: string | undefined;
}

export function openTicketStore(table: Table, contents: ContentStore, shards: TableShards): TicketStore {
  const readWhole = (item: Item): Promise<Message> => contents.restore(toMessage(item));
  return {
    find: async (id) => {
      const item = await table.get(keys.ticketById(id));
      return item === undefined ? undefined : toTicket(item);
    },
    save: (change, alongside = {}) => save({ table, contents, shards }, change, alongside),
    listMessages: async (id, page) => {
      const { items, next } = await list(table, keys.messagesOf(id), page);
      return { items: await Promise.all(items.map(readWhole)), next };
    },
    listStretches: async (stretches, page) => {
      const { items, next } = await listStretches(table, stretches, page);
      return { items: await Promise.all(items.map((message) => contents.restore(message))), next };
    },
    outline: async (stretches) => {
      const begun = await Promise.all(stretches.map((stretch) => outlineOf(table, stretch)));
      return mergeStretches(begun, { limit: Number.POSITIVE_INFINITY, readUpTo: {} }).items;
    },
    listTraces: async (id) => (await table.queryAll(keys.tracesOf(id))).map((item) => thingOf<Trace>(item)),
    listEntries: async (id, page) => {
      const { items, next } = await list(table, keys.timelineOf(id), page);
      return { items: items.map(toEntry), next };
    },
    findMessage: async (id, ticketVersion) => {
      const item = await table.get(keys.messageOf(id, ticketVersion));
      return item === undefined ? undefined : readWhole(item);
    },
    findMail: async (mailMessageIds) => {
      const items = await table.getMany(unique(mailMessageIds).map(keys.mailByMessageId));
      return items.map((item) => thingOf<MailClaim>(item));
    },
  };
}

const unique = (texts: readonly string[]) => [...new Set(texts)];

async function list(table: Table, range: Range, page: Page): Promise<Listed<Item>> {
  const found = await table.query(range, { limit: page.limit + 1, after: page.after });
  const items = found.slice(0, page.limit);
  return { items, next: found.length > page.limit ? items.at(-1)?.sk : undefined };
}

/** More than asked of each, so that it is known whether there is more; texts are fetched of those alone that are shown. */
async function listStretches(
  table: Table,
  stretches: readonly Stretch[],
  { limit, readUpTo }: { limit: number; readUpTo: ReadUpTo },
) {
  const begun = await Promise.all(
    leftOf(stretches, readUpTo).map(async (stretch): Promise<Begun<Message>> => {
      const { range, after } = keys.messagesWithin(stretch);
      const items = await table.query(range, { limit: limit + 1, after });
      return { stretch, items: items.map(toMessage), isEnd: items.length <= limit };
    }),
  );
  return mergeStretches(begun, { limit, readUpTo });
}

const outlinedAtOnce = 200;

async function outlineOf(table: Table, stretch: Stretch): Promise<Begun<MessageOutline>> {
  const outlines: MessageOutline[] = [];
  const { range, after: first } = keys.messagesWithin(stretch);
  let after: string | undefined = first;
  while (after !== undefined) {
    const items: Item[] = await table.query(range, { limit: outlinedAtOnce, after });
    outlines.push(...items.map(toOutline));
    after = items.length < outlinedAtOnce ? undefined : items.at(-1)?.sk;
  }
  return { stretch, items: outlines, isEnd: true };
}

function toOutline(item: Item): MessageOutline {
  const { id, ticketId, ticketVersion, type, author, automatic, createdAt } = toMessage(item);
  return { id, ticketId, ticketVersion, type, author, automatic, createdAt };
}

interface Store {
  readonly table: Table;
  readonly contents: ContentStore;
  readonly shards: TableShards;
}

async function shorten({ contents }: Store, change: TicketChange): Promise<TicketChange> {
  const messages = await Promise.all(change.messages.map((message) => contents.shorten(message)));
  return { ...change, messages };
}

/** Long texts go to object storage first: an object without its message harms nobody, the reverse would. */
async function save(store: Store, change: TicketChange, alongside: Alongside): Promise<SaveOutcome> {
  const others = await Promise.all((alongside.others ?? []).map((other) => shorten(store, other)));
  const writes = ticketWrites(await shorten(store, change), { ...alongside, others }, store.shards);
  try {
    await store.table.commit(writes.map(({ write }) => write));
    return 'saved';
  } catch (error) {
    if (!(error instanceof ConditionLost)) throw error;
    const [first = 0] = error.positions;
    return writes[first]?.otherwise ?? 'changed-meanwhile';
  }
}
