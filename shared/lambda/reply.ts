import { Refusal } from '#shared/domain/refusal.ts';
import type { Answer, AnswerShape } from './answer.ts';

/** An answer in the form that an HTTP API takes from a function (payload format 2). */
export interface Reply {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly isBase64Encoded?: boolean;
}

/** What Lambda lets a function answer, counted over the serialized reply. */
const mostReplyBytes = 6_291_556;

export const csvType = 'text/csv; charset=utf-8; header=present';

function entityTag(body: unknown): Record<string, string> {
  const version = typeof body === 'object' && body !== null && 'version' in body ? body.version : null;
  return typeof version === 'number' ? { etag: `"${version}"` } : {};
}

function toReply({ status, body, headers }: Answer, shape: AnswerShape | undefined): Reply {
  if (body === null || body === undefined) {
    return { statusCode: status, headers, body: '' };
  }
  if (body instanceof Uint8Array) {
    const base64 = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('base64');
    const type = shape?.type ?? (shape?.csv ? csvType : 'application/octet-stream');
    const typed = { 'content-type': type, ...headers };
    return { statusCode: status, headers: typed, body: base64, isBase64Encoded: true };
  }
  const textType = shape?.type ?? (shape?.csv ? csvType : undefined);
  if (textType !== undefined && typeof body === 'string') {
    return { statusCode: status, headers: { 'content-type': textType, ...headers }, body };
  }
  const typed = { 'content-type': 'application/json', ...entityTag(body), ...headers };
  return { statusCode: status, headers: typed, body: JSON.stringify(body) };
}

/** A third of the limit is far from it even where every character is escaped; above, the exact size is counted. */
function isTooLarge(reply: Reply): boolean {
  return reply.body.length > mostReplyBytes / 3 && Buffer.byteLength(JSON.stringify(reply)) > mostReplyBytes;
}

/** Whether Lambda lets a function answer so. */
export const isAnswerable = (answer: Answer, shape: AnswerShape): boolean =>
  !isTooLarge(toReply(answer, shape));

/** Refuses with `too-large` what Lambda would turn into a gateway's 502. */
export function replyWith(answer: Answer, shape: AnswerShape | undefined): Reply {
  const reply = toReply(answer, shape);
  if (isTooLarge(reply)) {
    throw new Refusal('too-large', 'The answer would be too large; ask for less at once (limit, filters)');
  }
  return reply;
}
