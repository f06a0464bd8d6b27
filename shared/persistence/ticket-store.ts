import type { Message } from '#shared/domain/ticket/message.ts';
import type { TicketChange } from '#shared/domain/ticket/ticket-change.ts';
import type {
  Alongside,
  Listed,
  MailClaim,
  SaveOutcome,
  TicketStore,
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
