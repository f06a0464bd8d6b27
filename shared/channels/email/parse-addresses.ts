import { addressParser } from 'postal-mime';
import { type Address, type Author, isUsableAddress, toPlainLine } from './address.ts';
import { joinEncodedWords } from './join-encoded-words.ts';

/** More than a person writes to; the rest of a longer list is left out. */
const maxAddresses = 1000;
/** A header that is longer is cut before it is parsed, since the parser's time does not grow evenly. */
const maxHeaderLength = 200_000;

function toAuthor(name: string, address: string): Author {
  const plain = toPlainLine(address)
    .replace(/^mailto:/i, '')
    .replace(/\s+/g, '');
  const shown = toPlainLine(name).replace(/^'(.*)'$/, '$1');
  return {
    address: isUsableAddress(plain) ? plain : null,
    name: shown === '' || isUsableAddress(shown) ? null : shown,
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
