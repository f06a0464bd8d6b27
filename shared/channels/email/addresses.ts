import { addressParser } from 'postal-mime';
import { joinEncodedWords } from './join-encoded-words.ts';

/** A mailbox as the mail writes it, without changing upper and lower case. */
export interface Address {
  readonly address: string;
  readonly name: string | null;
}

/** An author may have a name and no usable address. */
export interface Author {
  readonly address: string | null;
  readonly name: string | null;
}

/** More than a person writes to; the rest of a longer list is left out. */
const maxAddresses = 1000;
/** A header that is longer is cut before it is parsed, since the parser's time does not grow evenly. */
const maxHeaderLength = 200_000;

const usable = /^[^\s@<>(),;:"[\]]+@(?:[^\s@<>(),;:"[\]]+|\[[\w.:]+\])$/u;

/** A text on one line, without control characters and marks that turn the direction of writing. */
export function toPlainLine(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/ {2,}/g, ' ')
    .trim();
}

function toAuthor(name: string, address: string): Author {
  const plain = toPlainLine(address)
    .replace(/^mailto:/i, '')
    .replace(/\s+/g, '');
  const shown = toPlainLine(name).replace(/^'(.*)'$/, '$1');
  return {
    address: usable.test(plain) ? plain : null,
    name: shown === '' || usable.test(shown) ? null : shown,
  };
}

/** All authors of one header value; groups are taken apart. Never refuses. */
export function parseAuthors(value: string): Author[] {
  const parsed = addressParser(joinEncodedWords(value.slice(0, maxHeaderLength)), { flatten: true });
  return parsed.slice(0, maxAddresses).map((one) => toAuthor(one.name, one.address ?? ''));
}

/** Only those with an address, each once. */
export function parseAddresses(values: readonly string[]): Address[] {
  const byAddress = new Map<string, Address>();
  for (const { address, name } of values.flatMap(parseAuthors)) {
    const key = address?.toLowerCase();
    if (address && key && !byAddress.has(key)) byAddress.set(key, { address, name });
  }
  return [...byAddress.values()].slice(0, maxAddresses);
}

/** The address in lower case without its plus part: `Help+ABC@x.org` is `help@x.org`. */
export function toMailbox(address: string): string {
  const lower = address.trim().toLowerCase();
  const at = lower.lastIndexOf('@');
  return at < 0 ? lower : `${lower.slice(0, at).replace(/\+.*$/, '')}${lower.slice(at)}`;
}

/** True when the mailbox is one of ours, with or without a plus part. */
export function isOwnAddress(address: string, ownAddresses: readonly string[]): boolean {
  return ownAddresses.some((own) => toMailbox(own) === toMailbox(address));
}
