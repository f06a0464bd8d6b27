import * as z from 'zod';

const keptFields = {
  id: z.string(),
  version: z.int(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
};

/** What an answer shows of a kept thing: what was said of it, with its id and version. */
export function keptBody<Shape extends z.ZodRawShape>(schema: z.ZodObject<Shape>) {
  return z.strictObject({ ...schema.shape, ...keptFields });
}
