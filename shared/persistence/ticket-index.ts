import { foldText } from '#shared/domain/fold-text.ts';
import type { TicketId } from '#shared/domain/ids.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import type { IndexEntry, RangePage, TicketIndex, TicketRange } from '#shared/domain/ticket/ticket-index.ts';
import * as keys from './keys.ts';
import type { Item, Table } from './table.ts';
import { indexOf } from './table-definition.ts';
import { toTicket } from './ticket-item.ts';

/** Which index answers for a range; what is kept by creation only is so for either order. */
const indexNames: Readonly<Record<TicketRange['by'], Readonly<Record<RangePage['sort'], string>>>> = {
  department: { createdAt: 'department-created', updatedAt: 'department-updated' },
  departmentStatus: { createdAt: 'department-status-created', updatedAt: 'department-status-created' },
  assignee: { createdAt: 'assignee-created', updatedAt: 'assignee-updated' },
  customer: { createdAt: 'customer-created', updatedAt: 'customer-updated' },
  tag: { createdAt: 'tag-created', updatedAt: 'tag-created' },
};

export function openTicketIndex(table: Table): TicketIndex {
  return {
    list: async (range, page) => {
      const index = indexOf(indexNames[range.by][page.sort]);
      const pk = range.by === 'tag' ? `TAG#${foldText(range.value)}` : range.value;
      const items = await table.queryIndex(index, { pk, from: '' }, page);
      return items.map((item) => toEntry(item, index.range));
    },
    listWaiting: (forWhom, limit) => listByImportance(table, { index: 'waiting', pk: forWhom, limit }),
    listLastAnswered: (agentId, limit) =>
      listByImportance(table, { index: 'waiting-last-agent', pk: agentId, limit }),
    getMany: (ids) => getTickets(table, ids),
  };
}

async function listByImportance(
  table: Table,
  { index, pk, limit }: { index: string; pk: string; limit: number },
): Promise<IndexEntry[]> {
  const items = await table.queryIndex(indexOf(index), { pk, from: '' }, { limit });
  return items.map((item) => toEntry(item, 'importanceKey'));
}

function toEntry(item: Item, range: string): IndexEntry {
  const position = item[range] as string;
  const facts = item['status'] === undefined ? null : (item as unknown as IndexEntry['facts']);
  return { ticketId: item.pk as TicketId, position, facts };
}

async function getTickets(table: Table, ids: readonly TicketId[]): Promise<Map<TicketId, Ticket>> {
  const items = await table.getMany([...new Set(ids)].map(keys.ticketById));
  return new Map(items.map((item) => [toTicket(item).id, toTicket(item)]));
}
