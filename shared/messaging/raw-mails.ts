import type { RawMailStore } from '#shared/domain/inbound/inbound-desk.ts';
import type { MailEnvelope } from '#shared/domain/inbound/incoming-mail.ts';
import type { ObjectStore } from './object-store.ts';

export function openRawMails(objects: ObjectStore): RawMailStore {
  return {
    find: async ({ bucket, key }) => {
      const found = await objects.find({ bucket, key });
      return found && { bytes: found.bytes, envelope: toEnvelope(found.metadata) };
    },
  };
}

/** What the webhook knows beside the mail stands at the object, so that the mail stays as it came. */
export function envelopeMetadata(envelope: MailEnvelope): Record<string, string> {
  const named = Object.entries(envelope).filter((entry): entry is [string, string] => entry[1] !== null);
  return Object.fromEntries(named.map(([name, value]) => [name.toLowerCase(), value]));
}

function toEnvelope(metadata: Readonly<Record<string, string>>): MailEnvelope {
  return {
    sourceId: (metadata['sourceid'] as MailEnvelope['sourceId'] | undefined) ?? null,
    sender: metadata['sender'] ?? null,
    recipient: metadata['recipient'] ?? null,
  };
}
