import type { TicketId } from '../ids.ts';

/** 24 letters: no I and no O, which people mistake for digits. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

/**
 * A code `ABC-DEFGH-123` of 1.1e14 possible ones.
 * @param draw gives a whole number from 0 to below its argument.
 */
export function makeCode(draw: (below: number) => number): string {
  const letter = () => letters[draw(letters.length)] ?? 'A';
  const word = Array.from({ length: 8 }, letter).join('');
  const digits = String(draw(1000)).padStart(3, '0');
  return `${word.slice(0, 3)}-${word.slice(3)}-${digits}`;
}

/** A ticket's id is its code in other letters, so finding a ticket by code costs no extra item and no extra read. */
export function toTicketId(code: string): TicketId {
  return `tkt_${code.replaceAll('-', '').toLowerCase()}`;
}

/** Any spelling that people use (`abc-defgh-123`, spaces around); null when it cannot be a code. */
export function parseCode(text: string): string | null {
  const found = /^\s*([a-z]{3})-?([a-z]{5})-?(\d{3})\s*$/i.exec(text);
  return found ? `${found[1]}-${found[2]}-${found[3]}`.toUpperCase() : null;
}
