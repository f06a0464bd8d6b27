import { foldText } from '../fold-text.ts';
import { parseCode } from '../ticket/code.ts';
import type { Ticket } from '../ticket/ticket.ts';

/** What a ticket is found by beyond that is cut: its rows are written with every change of its words. */
export const mostWords = 60;
const longestWord = 40;

const letters = /[\p{L}\p{N}]+/gu;

/** The words of a text, without case and accents; what stands between letters and digits parts them. */
export const wordsIn = (text: string): string[] => (foldText(text).match(letters) ?? []).map(cut);

const cut = (word: string) => Array.from(word).slice(0, longestWord).join('');

/**
 * What keeps its signs because it is looked up as a whole, where that is one: a mail address, a ticket's code, a
 * telephone number that begins with its country. Null for any other text.
 */
export function wholeIn(text: string): string | null {
  const folded = foldText(text).replace(/^[^\p{L}\p{N}+]+|[^\p{L}\p{N}]+$/gu, '');
  const code = parseCode(folded);
  if (code !== null && folded.includes('-')) return code.toLowerCase();
  if (/^\+[\d\s().\-/]+$/.test(folded)) return folded.replaceAll(/\D/g, '');
  return folded.includes('@') ? cut(folded) : null;
}

/** Whole things and words of a text; a whole thing is found by its words too. */
const namesIn = (text: string): string[] =>
  text.split(/\s+/u).flatMap((chunk) => [wholeIn(chunk) ?? [], wordsIn(chunk)].flat());

/**
 * What a ticket is found by: its code, its customer's name and addresses, its tags and the words of its subject
 * (behaviour.md section 1). Each once, folded; the subject comes last, because it is what may be too long.
 */
export function wordsOf({ code, customer, tags, subject }: Ticket): string[] {
  const texts = [code, customer.email, customer.name, ...tags, subject];
  const phone = customer.phone === null ? [] : [wholeIn(customer.phone) ?? []].flat();
  const words = [...phone, ...texts.flatMap((text) => (text === null ? [] : namesIn(text)))];
  return [...new Set(words)].slice(0, mostWords);
}

/**
 * Beginnings of words under which tickets are kept: few, so that a change writes little, and longer ones beside, so that
 * a long word is not sought among all that begin alike.
 */
const stemLengths = [12, 6, 3] as const;
export const shortestStem = 3;

/** All beginnings under which words are kept, each once. Shorter words are only found beside others. */
export function stemsOf(words: readonly string[]): string[] {
  return [
    ...new Set(words.flatMap((word) => stemLengths.flatMap((length) => beginning(word, length) ?? []))),
  ];
}

/** The longest beginning under which a word, or all words that begin with it, are kept; null for short ones. */
export function stemFor(word: string): string | null {
  return stemLengths.map((length) => beginning(word, length)).find((stem) => stem !== null) ?? null;
}

function beginning(word: string, length: number): string | null {
  const signs = Array.from(word);
  return signs.length < length ? null : signs.slice(0, length).join('');
}
