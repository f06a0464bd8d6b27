import * as z from 'zod';
import { toInstant } from '#shared/domain/business-time/instant.ts';
import { idsOf } from '#shared/domain/customer/find-now.ts';
import type { CustomerId } from '#shared/domain/ids.ts';
import { ticketStatuses } from '#shared/domain/ticket/status.ts';
import { channels, priorities } from '#shared/domain/ticket/ticket.ts';
import type { TicketFilter } from '#shared/domain/ticket/ticket-filter.ts';
import { commaSeparated, mostItems } from '#shared/lambda/list-query.ts';
import type { TicketDesk } from './ticket-desk.ts';

const instant = z.iso.datetime({ offset: true }).transform((text) => toInstant(Date.parse(text)));
const id = z.string().min(1).max(100);

type Several = <Item extends z.ZodType<unknown, string>>(item: Item) => z.ZodType<z.output<Item>[]>;

/** What narrows a list of tickets, wherever it is said. */
const filterFields = (several: Several) => ({
  q: z.string().max(200).optional().meta({
    description:
      'Words of the code, the customer’s name and address, the tags and the subject, of which the last may be only begun; case and accents do not matter',
  }),
  status: several(z.enum(ticketStatuses)).optional(),
  departmentId: several(id).optional(),
  assigneeId: several(id).optional().meta({ description: 'Agents, `none` or `me`' }),
  customerId: id.optional(),
  channel: several(z.enum(channels)).optional(),
  priority: several(z.enum(priorities)).optional(),
  customStatusId: several(id).optional(),
  tag: z.string().min(1).max(100).optional(),
  createdFrom: instant.optional(),
  createdTo: instant.optional(),
  updatedFrom: instant.optional(),
});
type FilterFields = z.output<z.ZodObject<ReturnType<typeof filterFields>>>;

export const filterParameters = filterFields(commaSeparated);

/** In a body several values may be a list too. */
export const FilterBody = z.strictObject(
  filterFields((item) => z.union([commaSeparated(item), z.array(item).min(1).max(mostItems)])),
);

/**
 * A customer's tickets are those of all his ids.
 * @param agentId who asks: `me`.
 */
export async function filterOf(
  { customers }: Pick<TicketDesk, 'customers'>,
  asked: FilterFields,
  agentId: string,
): Promise<TicketFilter> {
  const {
    status = null,
    departmentId = null,
    channel = null,
    priority = null,
    customStatusId = null,
  } = asked;
  const { customerId, tag = null, createdFrom = null, createdTo = null, updatedFrom = null } = asked;
  return {
    statuses: status,
    departmentIds: departmentId,
    assigneeIds: asked.assigneeId?.map((assignee) => (assignee === 'me' ? agentId : assignee)) ?? null,
    customerIds: customerId === undefined ? null : await idsOf(customers, customerId as CustomerId),
    channels: channel,
    priorities: priority,
    tag,
    customStatusIds: customStatusId,
    createdFrom,
    createdTo,
    updatedFrom,
  };
}
