import * as z from 'zod';
import type { Instant } from '#shared/domain/business-time/instant.ts';
import type { SlaLogFilter } from '#shared/domain/sla/sla-log.ts';
import { slaTargetKinds } from '#shared/domain/sla/target-kind.ts';
import { commaSeparated } from '#shared/lambda/list-query.ts';
import { rangeOf, timeRange } from '#shared/lambda/time-range.ts';

const name = z.string().min(1).max(100);

/** What narrows the log: spread into a query's schema. */
export const logParameters = {
  ...timeRange,
  departmentId: commaSeparated(name).optional().meta({ description: 'Where the ticket was at the end' }),
  levelId: commaSeparated(name).optional(),
  agentId: commaSeparated(name).optional().meta({ description: 'Responsible, or who finished it' }),
  kind: commaSeparated(z.enum(slaTargetKinds)).optional(),
  format: z.enum(['json', 'csv']).default('json').meta({ description: '`csv` gives the whole range' }),
};

const Asked = z.strictObject(logParameters);
type Asked = Omit<z.output<typeof Asked>, 'format'>;

/** By when a clock ended. Null: nothing can be in it. */
export function logFilterOf(
  { departmentId, levelId, agentId, kind, ...range }: Asked,
  time: { readonly openedAt: Instant; readonly now: Instant },
): SlaLogFilter | null {
  const within = rangeOf(range, time);
  if (within === null) return null;
  return {
    ...within,
    departmentIds: departmentId ?? null,
    levelIds: levelId ?? null,
    agentIds: agentId ?? null,
    kinds: kind ?? null,
  };
}
