import type { IncomingMessage } from 'node:http';

/** The whole body, or null as soon as it is over the limit; the rest is then read and thrown away. */
export async function readBody(message: IncomingMessage, limitBytes: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= limitBytes) chunks.push(chunk);
    else chunks.length = 0;
  }
  return size > limitBytes ? null : Buffer.concat(chunks);
}
