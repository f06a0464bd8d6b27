import * as z from 'zod';

/** A mail was accepted and lies in storage. FIFO group: its sender. */
export const InboundMail = z.strictObject({
  version: z.literal(1),
  kind: z.literal('mail'),
  bucket: z.string().min(1),
  key: z.string().min(1),
  receivedAt: z.iso.datetime(),
});
export type InboundMail = z.infer<typeof InboundMail>;
