import * as z from 'zod';

export const defaultLimit = 25;
export const mostItems = 100;

const tooLong = 4_000;

/** The query parameters of every list: spread into its query's schema. */
export const paging = {
  limit: z
    .string()
    .regex(/^\d{1,4}$/, 'Expected a whole number')
    .transform(Number)
    .pipe(z.int().min(1).max(mostItems))
    .default(defaultLimit)
    .meta({ description: `At most so many items, 1 to ${mostItems}` }),
  cursor: z.string().max(tooLong).optional().meta({ description: '`nextCursor` of the page before' }),
};

/** Several values in one parameter, by comma: `status=new,open`. */
export function commaSeparated<Item extends z.ZodType<unknown, string>>(item: Item) {
  return z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(item).min(1).max(mostItems));
}

/** The body of every list. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() });
}
