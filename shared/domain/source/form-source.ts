import * as z from 'zod';

const FormField = z.strictObject({
  name: z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,49}$/),
  label: z.string().trim().min(1).max(200),
  type: z.enum(['text', 'number', 'date', 'choice']).default('text'),
  required: z.boolean().default(false),
});

/** A contact form (sources.md, Forms). */
export const formSource = {
  type: 'form',
  parts: {
    settings: z
      .strictObject({
        fields: z.array(FormField).max(50).default([]),
        subject: z.string().trim().max(200).nullable().default(null),
        honeypotField: z
          .string()
          .regex(/^[A-Za-z][A-Za-z0-9_]{0,49}$/)
          .default('website'),
        allowedOrigins: z.array(z.url().max(200)).max(50).default([]),
        perAddressPerHour: z.int().min(1).max(10_000).default(20),
        senderName: z.string().trim().max(100).nullable().default(null),
      })
      .prefault({}),
    secrets: z.strictObject({}).default({}),
  },
} as const;
