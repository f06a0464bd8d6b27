import * as z from 'zod';
import { mostDryRun, type Trial } from '#shared/domain/rule/last-tickets.ts';
import { cursorsOf } from '#shared/lambda/cursor.ts';
import { paging } from '#shared/lambda/list-query.ts';
import type { TicketDesk } from './ticket-desk.ts';

const DryRunInput = z.strictObject({
  last: z
    .int()
    .min(1)
    .max(mostDryRun)
    .default(20)
    .meta({ description: 'How many tickets, the newest first; fewer where the rule is long' }),
  cursor: paging.cursor,
});
type DryRunInput = z.output<typeof DryRunInput>;

/** What every dry run says of a ticket. */
export const judged = {
  ticketId: z.string(),
  code: z.string(),
  isMatch: z.boolean(),
  group: z.int().nullable().meta({ description: 'The first group that holds' }),
  conditions: z.array(
    z.strictObject({ group: z.int(), field: z.string(), operator: z.string(), met: z.boolean() }),
  ),
};

/** Opens the cursor that the client gave, and seals where the next answer begins. */
export async function dryRunPage<Run>(
  desk: TicketDesk,
  { ruleId, last, cursor }: DryRunInput & { readonly ruleId: string },
  run: (trial: Trial) => Promise<{ readonly items: readonly Run[]; readonly next: string | undefined }>,
) {
  const cursors = cursorsOf(z.string(), `dryRun ${ruleId}`, desk.keys);
  const after = cursor === undefined ? undefined : await cursors.open(cursor);
  const { items, next } = await run({ last, after });
  return { items, nextCursor: next === undefined ? null : await cursors.seal(next) };
}

/** What the dry runs of all kinds of rules have in common. */
export const ofDryRuns = {
  method: 'POST',
  description: 'Of the tickets that one sees, as they are now. Nothing is saved and nothing is sent.',
  params: z.strictObject({ ruleId: z.string().max(100) }),
  body: DryRunInput,
} as const;
