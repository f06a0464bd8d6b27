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

const usable = /^[^\s@<>(),;:"[\]]+@(?:[^\s@<>(),;:"[\]]+|\[[\w.:]+\])$/u;

/** True for one plain address, the only kind that is ever written to. */
export function isUsableAddress(address: string): boolean {
  return address.length <= 254 && usable.test(address);
}

/** A text on one line, without control characters and marks that turn the direction of writing. */
export function toPlainLine(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/ {2,}/g, ' ')
    .trim();
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
