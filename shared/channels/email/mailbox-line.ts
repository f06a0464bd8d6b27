/** Mailbox files begin a mail with `From somebody date`; it is no header. */
export function withoutMailboxLine(raw: Buffer): Buffer {
  const start = /^(?:\xef\xbb\xbf)?[\r\n]*/.exec(raw.toString('latin1', 0, 200))?.[0].length ?? 0;
  const isMailboxLine = /^>?From [^\r\n]*(?:\r?\n|$)/.exec(raw.toString('latin1', start, start + 1000));
  return raw.subarray(start + (isMailboxLine?.[0].length ?? 0));
}
