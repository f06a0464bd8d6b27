import { createHash } from 'node:crypto';
import type { QueuedMessage } from '../../contracts.ts';

type Attributes = QueuedMessage['attributes'];

export function digestBody(body: string): string {
  return createHash('md5').update(body).digest('hex');
}

/** The digest that SDKs verify: each part with its length before it, in the order of the names. */
export function digestAttributes(attributes: Attributes): string | undefined {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return undefined;
  const hash = createHash('md5');
  const add = (part: Buffer): void => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(part.length);
    hash.update(length).update(part);
  };
  for (const name of names) {
    const attribute = attributes[name];
    if (!attribute) continue;
    const isBinary = attribute.type.startsWith('Binary');
    add(Buffer.from(name));
    add(Buffer.from(attribute.type));
    hash.update(Buffer.from([isBinary ? 2 : 1]));
    add(Buffer.from(attribute.value, isBinary ? 'base64' : 'utf8'));
  }
  return hash.digest('hex');
}
