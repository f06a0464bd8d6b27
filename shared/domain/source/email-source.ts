import * as z from 'zod';
import { MailAddress } from '../customer/mail-address.ts';

/** A mailbox (sources.md, Email). `smtp` and `ses` mails arrive through storage, `raw` ones by webhook. */
export const emailSource = {
  type: 'email',
  parts: {
    settings: z.strictObject({
      provider: z.enum(['smtp', 'raw']).default('smtp'),
      address: MailAddress,
      aliases: z.array(MailAddress).max(50).default([]),
      plusAddressing: z.boolean().default(true),
      maxAttachmentMegabytes: z.int().min(1).max(40).default(25),
      senderName: z.string().trim().max(100).nullable().default(null),
    }),
    secrets: z
      .strictObject({
        bearerToken: z.string().min(1).max(500).nullable().optional(),
        basicUser: z.string().min(1).max(500).nullable().optional(),
        basicPassword: z.string().min(1).max(500).nullable().optional(),
      })
      .default({}),
  },
} as const;
