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
        bearerToken: z
          .string()
          .max(500)
          .regex(
            /^[\x21-\x7e]+$/,
            'is made of visible ASCII signs without blanks: another never comes in a header',
          )
          .nullable()
          .optional(),
        basicUser: z.string().min(1).max(500).nullable().optional(),
        basicPassword: z.string().min(1).max(500).nullable().optional(),
      })
      .default({}),
  },
} as const;

/** Which secrets there are is the provider's: a mail by SMTP or SES needs none. */
export const emailSecretNames = {
  smtp: [],
  raw: ['bearerToken', 'basicUser', 'basicPassword'],
} as const satisfies Record<string, readonly string[]>;

interface Given {
  readonly settings: { readonly provider: keyof typeof emailSecretNames };
  readonly secrets: Readonly<Record<string, unknown>>;
}

export function refuseUnknownSecrets({ settings, secrets }: Given, context: z.core.$RefinementCtx): void {
  const known: readonly string[] = emailSecretNames[settings.provider];
  for (const name of Object.keys(secrets).filter((key) => !known.includes(key))) {
    context.addIssue({ code: 'custom', path: ['secrets', name], message: 'Unknown field' });
  }
}
