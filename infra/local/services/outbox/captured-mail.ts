import PostalMime, { type Address, type Email } from 'postal-mime';
import type { OutboxItem } from '../../contracts.ts';

export interface Envelope {
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
}

export interface CapturedMail {
  readonly mail: NonNullable<OutboxItem['mail']>;
  readonly ticketId: string | null;
  readonly messageId: string | null;
  readonly recipients: readonly string[];
}

/** Recipients of the envelope that no header names are blind copies. */
export async function parseCapturedMail(raw: Uint8Array, envelope: Envelope): Promise<CapturedMail> {
  const parsed = await PostalMime.parse(raw);
  const to = toAddresses(parsed.to);
  const cc = toAddresses(parsed.cc);
  const named = new Set([...to, ...cc].map((address) => address.toLowerCase()));
  const addressed = [...envelope.to, ...envelope.cc].filter((address) => !named.has(address.toLowerCase()));
  const bcc = [...new Set([...toAddresses(parsed.bcc), ...envelope.bcc, ...addressed])];
  const headers = toHeaderRecord(parsed);
  return {
    mail: {
      from: parsed.from?.address ?? '',
      to,
      cc,
      bcc,
      subject: parsed.subject ?? '',
      headers,
      text: parsed.text ?? null,
      html: parsed.html ?? null,
      raw: Buffer.from(raw).toString('utf8'),
      automatic: (headers['auto-submitted'] ?? 'no').trim().toLowerCase() !== 'no',
    },
    ticketId: headers['x-smista-ticket'] ?? null,
    messageId: headers['x-smista-message'] ?? null,
    recipients: [...to, ...cc, ...bcc],
  };
}

function toAddresses(addresses: readonly Address[] | undefined): string[] {
  return (addresses ?? []).flatMap(({ address, group }) =>
    group ? group.flatMap((member) => member.address ?? []) : (address ?? []),
  );
}

/** A header that stands more than once keeps all its values, one a line. */
function toHeaderRecord({ headers }: Email): Record<string, string> {
  const record: Record<string, string> = {};
  for (const { key, value } of headers) {
    const before = record[key];
    record[key] = before === undefined ? value : `${before}\n${value}`;
  }
  return record;
}
