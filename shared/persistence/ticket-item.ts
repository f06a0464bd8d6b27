import type { Entry } from '#shared/domain/ticket/entry.ts';
import type { Message } from '#shared/domain/ticket/message.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import type { Item } from './table.ts';

/** The thing that was put, without what the table needs beside it. */
export const thingOf = <Thing>(item: Item): Thing => item['data'] as Thing;

export const toTicket = (item: Item): Ticket => thingOf<Ticket>(item);
export const toMessage = (item: Item): Message => thingOf<Message>(item);
export const toEntry = (item: Item): Entry => thingOf<Entry>(item);
