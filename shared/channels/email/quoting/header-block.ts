import { headerKindByWord } from './quote-words.ts';

const maxLines = 24;
const maxFolded = 3;
/** `Sent` and `Date`, `Cc` and `Bcc`; a list of senders is no header block. */
const maxOfAKind = 2;
const label = /^[\s*|]{0,8}([\p{L}\p{M}'’.-]+(?: [\p{L}\p{M}'’.-]+){0,3}?)[\s*]{0,4}[:：]/u;

function headerKind(line: string): string | null {
  const found = label.exec(line.slice(0, 80).replace(/[\u00a0\u200e\u200f]/g, ' '))?.[1];
  return found ? (headerKindByWord.get(found.toLowerCase()) ?? null) : null;
}

/** A blank line ends the block, unless each header is a paragraph of its own. */
function isEndOfBlock(lines: readonly string[], index: number): boolean {
  return (lines[index] ?? '').trim() === '' && headerKind(lines[index + 1] ?? '') === null;
}

type Step = { readonly kind: string | null; readonly ends: boolean };

function look(lines: readonly string[], index: number, kinds: readonly string[]): Step {
  const kind = headerKind(lines[index] ?? '');
  if (kind === null) return { kind, ends: kinds.length === 0 || isEndOfBlock(lines, index) };
  return { kind, ends: kinds.filter((seen) => seen === kind).length >= maxOfAKind };
}

/**
 * How many lines, from this one on, are the header block with which Outlook and others begin what they quote: at least
 * three different headers with the sender among them. 0 when it is none.
 */
export function countHeaderLines(lines: readonly string[], start: number): number {
  const kinds: string[] = [];
  const end = Math.min(lines.length, start + maxLines);
  let count = 0;
  for (let index = start; index < end && index - start - count < maxFolded; index += 1) {
    const { kind, ends } = look(lines, index, kinds);
    if (ends) break;
    if (kind === null) continue;
    kinds.push(kind);
    count = index - start + 1;
  }
  return kinds.includes('from') && new Set(kinds).size >= 3 ? count : 0;
}
