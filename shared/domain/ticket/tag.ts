import * as z from 'zod';
import type { Kept } from '../account/kept.ts';
import type { TagId } from '../ids.ts';

/** A tag that agents are offered; tickets may have others too. Case and accents do not tell tags apart. */
export const TagInput = z.strictObject({
  name: z.string().trim().min(1).max(100),
  description: z.string().trim().max(500).nullable().default(null),
  color: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/, 'Expected a colour such as #33aa66')
    .nullable()
    .default(null),
});
export type TagInput = z.infer<typeof TagInput>;

export type Tag = Kept<TagId, TagInput>;
