import { Refusal } from '../refusal.ts';
import { stemFor, wholeIn, wordsIn } from './words.ts';

/** What somebody looks for: all of the words, and one that begins so. */
export interface SearchQuery {
  readonly words: readonly string[];
  readonly beginning: string;
}

const mostSought = 10;

/**
 * Case and accents do not matter, and the last word may be only begun. Refuses with `invalid` a text without words;
 * words beyond ten are left out.
 */
export function parseQuery(text: string): SearchQuery {
  const sought = soughtIn(text.trim()).slice(0, mostSought);
  const beginning = sought.at(-1);
  if (beginning === undefined) {
    const errors = [{ path: 'q', message: 'Expected a word to look for' }];
    throw new Refusal('invalid', 'The request has faults.', { errors });
  }
  return { words: [...new Set(sought.slice(0, -1))], beginning };
}

/** A number may be written with spaces, so the whole is looked at before its parts. */
function soughtIn(text: string): string[] {
  const number = text.startsWith('+') ? wholeIn(text) : null;
  if (number !== null) return [number];
  return text.split(/\s+/u).flatMap((chunk) => wholeIn(chunk) ?? wordsIn(chunk));
}

export function isFound({ words, beginning }: SearchQuery, among: readonly string[]): boolean {
  return words.every((word) => among.includes(word)) && among.some((word) => word.startsWith(beginning));
}

/** More are not compared to learn which word is the rarest. */
const mostStems = 3;

/** Where to look, the longest words first, because they are rare; none when all are too short. */
export function stemsFor({ words, beginning }: SearchQuery): string[] {
  const longest = [...words, beginning].toSorted((one, other) => other.length - one.length);
  return [...new Set(longest.flatMap((word) => stemFor(word) ?? []))].slice(0, mostStems);
}
