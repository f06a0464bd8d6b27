import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import type { ProviderAnswer } from '../../contracts.ts';
import { answerJson } from '../loopback-server.ts';
import { type CapturedMail, type Envelope, parseCapturedMail } from './captured-mail.ts';
import type { KeptOutbox } from './kept-outbox.ts';

interface Part {
  readonly Data?: string;
}

interface SendEmail {
  readonly FromEmailAddress?: string;
  readonly Destination?: {
    readonly ToAddresses?: readonly string[];
    readonly CcAddresses?: readonly string[];
    readonly BccAddresses?: readonly string[];
  };
  readonly ReplyToAddresses?: readonly string[];
  readonly Content?: {
    readonly Raw?: Part;
    readonly Simple?: {
      readonly Subject?: Part;
      readonly Body?: { readonly Text?: Part; readonly Html?: Part };
      readonly Headers?: readonly { readonly Name: string; readonly Value: string }[];
      readonly Attachments?: readonly {
        readonly FileName: string;
        readonly RawContent: string;
        readonly ContentType?: string;
        readonly ContentId?: string;
      }[];
    };
  };
}

/** `POST /v2/email/outbound-emails`: the mail is kept, whatever the answer is. */
export async function answerSendEmail(
  outbox: KeptOutbox,
  body: string,
  response: ServerResponse,
): Promise<void> {
  const captured = await capture(parseRequest(body));
  if (!captured) return refuse(response, emptyMail);
  const { mail, ticketId, messageId, recipients } = captured;
  const told = outbox.takeAnswer(recipients);
  outbox.add({ kind: 'mail', ticketId, messageId, status: told?.status ?? 200, mail });
  if (told) answerAsTold(response, told);
  else answerJson(response, { status: 200, headers: json, body: { MessageId: makeMessageId() } });
}

const emptyMail = {
  status: 400,
  code: 'BadRequestException',
  message: 'The mail has no content or no recipient.',
} as const;

async function capture(request: SendEmail): Promise<CapturedMail | undefined> {
  const raw = await toRawMail(request);
  const captured = raw && (await parseCapturedMail(raw, toEnvelope(request)));
  return captured && captured.recipients.length > 0 ? captured : undefined;
}

const json = { 'content-type': 'application/json' };

function parseRequest(body: string): SendEmail {
  try {
    return JSON.parse(body) as SendEmail;
  } catch {
    return {};
  }
}

function toEnvelope({ Destination }: SendEmail): Envelope {
  return {
    to: Destination?.ToAddresses ?? [],
    cc: Destination?.CcAddresses ?? [],
    bcc: Destination?.BccAddresses ?? [],
  };
}

async function toRawMail(request: SendEmail): Promise<Buffer | undefined> {
  const { Raw, Simple } = request.Content ?? {};
  if (Raw?.Data) return Buffer.from(Raw.Data, 'base64');
  if (!Simple) return undefined;
  const envelope = toEnvelope(request);
  const composer = new MailComposer({
    from: request.FromEmailAddress,
    to: [...envelope.to],
    cc: [...envelope.cc],
    replyTo: [...(request.ReplyToAddresses ?? [])],
    subject: Simple.Subject?.Data,
    text: Simple.Body?.Text?.Data,
    html: Simple.Body?.Html?.Data,
    headers: (Simple.Headers ?? []).map(({ Name, Value }) => ({ key: Name, value: Value })),
    attachments: (Simple.Attachments ?? []).map((attachment) => ({
      filename: attachment.FileName,
      content: Buffer.from(attachment.RawContent, 'base64'),
      contentType: attachment.ContentType,
      cid: attachment.ContentId,
    })),
  });
  return composer.compile().build();
}

/** The shape of the service's own ids. */
function makeMessageId(): string {
  return `0107${randomUUID().replaceAll('-', '').slice(0, 12)}-${randomUUID()}-000000`;
}

function answerAsTold(response: ServerResponse, told: ProviderAnswer): void {
  if (told.status === 0) {
    response.socket?.destroy();
    return;
  }
  if (told.body !== undefined || told.status < 400) {
    response.writeHead(told.status, { ...json, ...told.headers });
    response.end(told.body ?? JSON.stringify({ MessageId: makeMessageId() }));
    return;
  }
  const message = `Answered with ${told.status} as told.`;
  refuse(response, {
    status: told.status,
    code: toErrorCode(told.status),
    message,
    headers: told.headers ?? {},
  });
}

function toErrorCode(status: number): string {
  if (status === 429) return 'TooManyRequestsException';
  if (status === 404) return 'NotFoundException';
  return status >= 500 ? 'InternalServiceErrorException' : 'MessageRejected';
}

interface SesRefusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

function refuse(response: ServerResponse, { status, code, message, headers }: SesRefusal): void {
  answerJson(response, {
    status,
    headers: { ...json, 'x-amzn-errortype': code, ...headers },
    body: { __type: code, message },
  });
}
