import * as z from 'zod';
import type { AuditFilter } from '#shared/domain/account/audit-log.ts';
import { type Instant, toInstant } from '#shared/domain/business-time/instant.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import { commaSeparated, paging } from '#shared/lambda/list-query.ts';

const instant = z.iso.datetime({ offset: true }).transform((text) => toInstant(Date.parse(text)));
const name = z.string().min(1).max(100);

export const AuditQuery = z.strictObject({
  from: z
    .union([z.iso.date().transform((day): Instant => `${day}T00:00:00.000Z`), instant])
    .optional()
    .meta({ description: 'A day of UTC or an instant, included; from the beginning unless told' }),
  to: z
    .union([z.iso.date().transform((day): Instant => `${day}T23:59:59.999Z`), instant])
    .optional()
    .meta({ description: 'A day of UTC or an instant, included; until now unless told' }),
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

/**
 * Nothing was before the account, and nothing is after now: days outside are not looked into.
 * Refuses with `invalid` a range that ends before it begins.
 */
export function filterOf(
  query: AuditQuery,
  { openedAt, now }: { readonly openedAt: Instant; readonly now: Instant },
): AuditFilter | null {
  const { from = openedAt, to = now } = query;
  if (query.from !== undefined && query.to !== undefined && from > to) {
    const errors = [{ path: 'to', message: 'Lies before `from`' }];
    throw new Refusal('invalid', 'The request has faults', { errors });
  }
  const range = { from: from < openedAt ? openedAt : from, to: to > now ? now : to };
  if (range.from > range.to) return null;
  return {
    ...range,
    agentIds: query.agentId ?? null,
    actions: query.action ?? null,
    resourceIds: query.resource ?? null,
  };
}
