import { SESv2Client, type SESv2ClientConfig, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { SendOutcome } from '#shared/domain/outbound/outgoing-mail.ts';

export interface RawOutgoing {
  readonly bytes: Uint8Array;
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  /** Of the bytes. */
  readonly mailMessageId: string;
}

export type SendRawMail = (mail: RawOutgoing) => Promise<SendOutcome>;

/** Tries are counted and timed in the table, so the client makes one. */
const patience = {
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 15_000, throwOnRequestTimeout: true },
} satisfies SESv2ClientConfig;

/** SES takes the place of our Message-ID with one under its own domain, which differs for its oldest region. */
function replacedId(messageId: string, region: string): string {
  return `<${messageId}@${region === 'us-east-1' ? 'email' : region}.amazonses.com>`;
}

export function openProviderMail(settings: SESv2ClientConfig = {}): SendRawMail {
  const client = new SESv2Client({ ...patience, ...settings });
  return async ({ bytes, from, to, cc, mailMessageId }) => {
    try {
      const { MessageId: externalId = '' } = await client.send(
        new SendEmailCommand({
          FromEmailAddress: from,
          Destination: { ToAddresses: [...to], CcAddresses: [...cc] },
          Content: { Raw: { Data: bytes } },
        }),
      );
      const replaced = replacedId(externalId, await client.config.region());
      return { kind: 'sent', externalId, mailMessageIds: [mailMessageId, replaced] };
    } catch (error) {
      return outcomeOf(error as Fault);
    }
  };
}

interface Fault extends Error {
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
}

const passing = new Set([408, 425, 429]);
/** Under 400, and still only a matter of time. */
const passingNames = new Set(['LimitExceededException', 'ThrottlingException', 'SendingPausedException']);
const longestReason = 500;

/** No status: the connection broke or took too long. */
function outcomeOf(fault: Fault): SendOutcome {
  const status = fault.$metadata?.httpStatusCode;
  const reason = `${status ?? 'No answer'} ${fault.name}: ${fault.message}`.slice(0, longestReason);
  const isPassing =
    status === undefined || status >= 500 || passing.has(status) || passingNames.has(fault.name);
  return isPassing
    ? { kind: 'later', reason, retryAfterSeconds: retryAfterOf(fault.$response?.headers ?? {}) }
    : { kind: 'refused', code: fault.name, reason };
}

/** In seconds; a date says too little about whose clock it is by. */
function retryAfterOf(headers: Readonly<Record<string, string>>): number | null {
  const text = headers['retry-after'] ?? '';
  return /^\d{1,6}$/.test(text) ? Number(text) : null;
}
