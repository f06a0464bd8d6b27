import { toPlainLine } from './address.ts';

const maxLength = 800;
const replyPrefixes =
  /^(?:(?:re|aw|antw|sv|vs|odp|ynt|res|rif|ref|atb|回复|回覆|答复|返信|답장|отв)\s*(?:\[\d{1,3}\]|\(\d{1,3}\))?\s*[:：]\s*)+/iu;

/** `Re:` once for a reply, and the ticket's code, if it is about one, in brackets once. Line breaks become blanks. */
export function outgoingSubject(input: { subject: string; code: string | null; isReply: boolean }): string {
  const line = toPlainLine(input.subject).slice(0, maxLength);
  const bare = line.replace(replyPrefixes, '');
  const named = input.isReply ? `Re: ${bare}` : line;
  if (input.code === null) return named.trim();
  return named.toUpperCase().includes(input.code.toUpperCase())
    ? named.trim()
    : `${named.trim()} [${input.code}]`.trim();
}
