import { createHash } from 'node:crypto';
import * as z from 'zod';
import { SourceId } from '#shared/domain/ids.ts';
import type { MailEnvelope } from '#shared/domain/inbound/incoming-mail.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import type { EmailSource } from '#shared/domain/source/source.ts';
import { answer } from '#shared/lambda/answer.ts';
import { type Operation, operation } from '#shared/lambda/operation.ts';
import { verifyCaller } from './verify-caller.ts';
import type { WebhookDesk } from './webhook-desk.ts';

const Address = z.string().trim().max(320).optional();

/** As base64 it has to fit into what a function receives (6 MB). */
const mostBytes = 4_000_000;

const takingIn = operation({
  method: 'POST',
  path: '/webhooks/raw/{sourceId}',
  name: 'receiveRawMail',
  summary: 'Take in a raw mail',
  description:
    'The bytes as they came by SMTP, with the envelope in the query; `Authorization` carries the secret of the source as bearer token or Basic. 202 means that the mail is durable.',
  access: 'public',
  accepts: ['message/rfc822'],
  params: z.strictObject({ sourceId: SourceId }),
  query: z.object({ sender: Address, recipient: Address }),
  answers: { 202: { description: 'The mail is stored and will become a message.' } },
  perform: async ({ params, query, headers, raw }, desk: WebhookDesk) => {
    const source = await findRawSource(desk, params.sourceId);
    verifyCaller(headers, await desk.findSecrets(source.id));
    const envelope = {
      sourceId: source.id,
      sender: query.sender ?? null,
      recipient: query.recipient ?? null,
    };
    await desk.storeMail(keyFor(raw, envelope), { bytes: raw, envelope });
    return answer(202);
  },
});

/** Told in the words of mail before the wrapper would say it of any body. */
export const receiveRawMail: Operation<WebhookDesk> = {
  ...takingIn,
  answer: async (request, desk) => {
    if (request.raw.byteLength > mostBytes) {
      throw new Refusal(
        'mail-too-large',
        `A mail by webhook has at most ${mostBytes} bytes; send it by SMTP.`,
      );
    }
    return takingIn.answer(request, desk);
  },
};

async function findRawSource({ accounts }: WebhookDesk, id: SourceId): Promise<EmailSource> {
  const source = (await accounts.load()).sourceById.get(id);
  if (source?.type === 'email' && source.active && source.settings.provider === 'raw') return source;
  throw new Refusal('not-found', 'There is no such webhook.');
}

/**
 * The bucket announces every object, so storing is enqueueing: one way in for all mails, and nothing that could be lost
 * between the two. The same mail sent again lies under the same key.
 */
function keyFor(raw: Uint8Array, envelope: MailEnvelope): string {
  const hash = createHash('sha256').update(JSON.stringify(envelope)).update(raw).digest('hex');
  return `webhooks/${envelope.sourceId}/${hash}`;
}
