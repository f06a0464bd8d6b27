const word = /=\?([^?\s]{1,60})\?([bq])\?([^?]*)\?=/i;
const words = /=\?[^?\s]{1,60}\?[bq]\?[^?]*\?=(?:[ \t]+=\?[^?\s]{1,60}\?[bq]\?[^?]*\?=)+/gi;

function toBytes(encoding: string, content: string): Buffer {
  if (encoding.toLowerCase() === 'b') return Buffer.from(content, 'base64');
  const text = content.replaceAll('_', ' ').replace(/=([0-9a-f]{2})/gi, (_, hex: string) => {
    return String.fromCharCode(Number.parseInt(hex, 16));
  });
  return Buffer.from(text, 'latin1');
}

function joinRun(run: string): string {
  const joined: { charset: string; bytes: Buffer[] }[] = [];
  for (const piece of run.split(/[ \t]+/)) {
    const [, charset = '', encoding = '', content = ''] = word.exec(piece) ?? [];
    const last = joined.at(-1);
    const bytes = toBytes(encoding, content);
    if (last?.charset.toLowerCase() === charset.toLowerCase()) last.bytes.push(bytes);
    else joined.push({ charset, bytes: [bytes] });
  }
  return joined
    .map(({ charset, bytes }) => `=?${charset}?B?${Buffer.concat(bytes).toString('base64')}?=`)
    .join(' ');
}

/**
 * Makes one encoded word of neighbours in the same charset: programs cut between the bytes of a character, and each
 * padded half alone decodes to nothing.
 */
export function joinEncodedWords(value: string): string {
  return value.replace(words, joinRun);
}
