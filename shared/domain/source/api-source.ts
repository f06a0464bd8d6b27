import * as z from 'zod';

/** A client of the API under its own name in reports. */
export const apiSource = {
  type: 'api',
  parts: {
    settings: z
      .strictObject({ senderName: z.string().trim().max(100).nullable().default(null) })
      .prefault({}),
    secrets: z.strictObject({}).default({}),
  },
} as const;
