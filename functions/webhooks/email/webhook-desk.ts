import type { AccountStore } from '#shared/domain/account/account-store.ts';
import type { MailEnvelope } from '#shared/domain/inbound/incoming-mail.ts';

/** What the webhooks of mail providers work with. */
export interface WebhookDesk {
  readonly accounts: AccountStore;
  /** In the clear, by name; empty when none is set. */
  readonly findSecrets: (sourceId: string) => Promise<Readonly<Record<string, string>>>;
  /** Durable when it returns. */
  readonly storeMail: (key: string, mail: { bytes: Uint8Array; envelope: MailEnvelope }) => Promise<void>;
}
