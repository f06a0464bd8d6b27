import * as z from 'zod';

/** Something has become due at a thing of the table; whoever receives it reads the thing and decides. */
export const DueMoment = z.strictObject({
  version: z.literal(1),
  pk: z.string().min(1),
  sk: z.string().min(1),
  dueAt: z.iso.datetime(),
});
export type DueMoment = z.infer<typeof DueMoment>;
