import * as z from 'zod';
import { type Instant, toInstant } from '#shared/domain/business-time/instant.ts';
import { Refusal } from '#shared/domain/refusal.ts';

const instant = z.iso.datetime({ offset: true }).transform((text) => toInstant(Date.parse(text)));

/** The query parameters of what lies within a time: spread into its query's schema. */
export const timeRange = {
  from: z
    .union([z.iso.date().transform((day): Instant => `${day}T00:00:00.000Z`), instant])
    .optional()
    .meta({ description: 'A day of UTC or an instant, included; from the beginning unless told' }),
  to: z
    .union([z.iso.date().transform((day): Instant => `${day}T23:59:59.999Z`), instant])
    .optional()
    .meta({ description: 'A day of UTC or an instant, included; until now unless told' }),
};

interface Range {
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * Nothing was before the account, and nothing is after now: days outside are not looked into; null when nothing is left.
 * Refuses with `invalid` a range that ends before it begins.
 */
export function rangeOf(
  query: { readonly from?: Instant | undefined; readonly to?: Instant | undefined },
  { openedAt, now }: { readonly openedAt: Instant; readonly now: Instant },
): Range | null {
  const { from = openedAt, to = now } = query;
  if (query.from !== undefined && query.to !== undefined && from > to) {
    const errors = [{ path: 'to', message: 'Lies before `from`' }];
    throw new Refusal('invalid', 'The request has faults', { errors });
  }
  const range = { from: from < openedAt ? openedAt : from, to: to > now ? now : to };
  return range.from > range.to ? null : range;
}
