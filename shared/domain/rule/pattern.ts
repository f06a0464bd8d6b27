import type { RE2JS } from 're2js';
import { withoutAccents } from '../fold-text.ts';

/** What a pattern reads of a text: time is linear in it, and no mail says so late what it is about. */
export const longestText = 100_000;
/** Stands where a text was cut, which is not its end: a character that no text has. */
const cut = '\u{FFFF}';
/** Steps for each letter of the text: with this many a whole text still takes well under a second. */
const mostInstructions = 1_500;
/** Patterns of one account, and of texts that were tried. */
const mostKept = 2_000;

/** A sixth of a megabyte, of which a function without patterns loads nothing. */
let engine: typeof RE2JS | undefined;
const compiledByPattern = new Map<string, RE2JS>();

/** Must have ended before patterns are judged or prepared. */
export async function loadPatterns(): Promise<void> {
  engine ??= (await import('re2js')).RE2JS;
}

function compile(pattern: string): RE2JS {
  if (engine === undefined) throw new Error('the engine of patterns was not loaded');
  const known = compiledByPattern.get(pattern);
  if (known !== undefined) return known;
  if (compiledByPattern.size >= mostKept) compiledByPattern.clear();
  const compiled = engine.compile(withoutAccents(pattern), engine.CASE_INSENSITIVE | engine.DOTALL);
  compiledByPattern.set(pattern, compiled);
  return compiled;
}

/** Why it is no pattern that we run; null when it is one. */
export function patternFault(pattern: string): string | null {
  try {
    const size = compile(pattern).programSize();
    return size <= mostInstructions ? null : 'is too large: repeat less often, or name fewer alternatives';
  } catch (error) {
    if (engine === undefined) throw error;
    return `is no pattern: ${error instanceof Error ? error.message.slice(0, 200) : 'it cannot be read'}`;
  }
}

/**
 * Whether it matches anywhere in a text; case and accents do not matter. Time is linear in the length of the text.
 * What is no pattern matches nothing: it was refused when its rule was written.
 */
export function preparePattern(pattern: string): (text: string) => boolean {
  if (patternFault(pattern) !== null) return () => false;
  const compiled = compile(pattern);
  return (text) => compiled.test(withoutAccents(toRead(text)));
}

const toRead = (text: string) => (text.length > longestText ? text.slice(0, longestText) + cut : text);
