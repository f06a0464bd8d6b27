import * as z from 'zod';
import type { AuditFilter } from '#shared/domain/account/audit-log.ts';
import type { Instant } from '#shared/domain/business-time/instant.ts';
import { commaSeparated, paging } from '#shared/lambda/list-query.ts';
import { rangeOf, timeRange } from '#shared/lambda/time-range.ts';

const name = z.string().min(1).max(100);

export const AuditQuery = z.strictObject({
  ...timeRange,
  agentId: commaSeparated(name).optional().meta({ description: 'Who did it' }),
  action: commaSeparated(name)
    .optional()
    .meta({ description: 'Such as `source.changed`, or `source` for everything about sources' }),
  resource: commaSeparated(name).optional().meta({ description: 'Ids of what was changed' }),
  sort: z.enum(['-at']).default('-at').meta({ description: 'The newest first' }),
  format: z
    .enum(['json', 'csv'])
    .default('json')
    .meta({ description: '`csv` gives the whole range instead of a page' }),
  ...paging,
});
export type AuditQuery = z.output<typeof AuditQuery>;

/** What narrows a list: its cursors fit no other. */
export const narrowingOf = ({ from, to, agentId, action, resource }: AuditQuery) => ({
  from,
  to,
  agentId,
  action,
  resource,
});

/** Null: nothing can be in it. Refuses with `invalid` a range that ends before it begins. */
export function filterOf(
  query: AuditQuery,
  time: { readonly openedAt: Instant; readonly now: Instant },
): AuditFilter | null {
  const range = rangeOf(query, time);
  if (range === null) return null;
  return {
    ...range,
    agentIds: query.agentId ?? null,
    actions: query.action ?? null,
    resourceIds: query.resource ?? null,
  };
}
