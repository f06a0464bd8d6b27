import * as z from 'zod';

const Values = z.record(z.string(), z.unknown()).nullable();

/** What a rule changes, in the words of the timeline. */
export const RuleChange = z
  .strictObject({ kind: z.string(), before: Values, after: Values, reason: z.string().nullable() })
  .meta({ id: 'RuleChange' });
