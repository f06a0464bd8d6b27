import { htmlToPlainText } from './html-to-plain-text.ts';
import { classifyLines, type LineKind } from './quoting/quote-lines.ts';

/** A mail without and with what it quotes; `elided` is empty when nothing is folded away. */
export interface Folded {
  readonly visibleText: string;
  readonly elided: string;
}

const maxSignatureLines = 15;
const swallowing: ReadonlySet<LineKind> = new Set(['original', 'forward', 'header']);
const markers: ReadonlySet<LineKind> = new Set(['original', 'forward', 'header', 'attribution']);
const signatureRule = /^\s*(?:-{2,}|—|_{3,})\s*$/;

function skip(kinds: readonly LineKind[], from: number, passed: readonly LineKind[]): number {
  let index = from;
  while (index < kinds.length && passed.includes(kinds[index] ?? 'text')) index += 1;
  return index;
}

/** An attribution without quote marks below it: everything below is quoted. With marks, answers may stand between them. */
function isAboveUnmarkedQuote(kinds: readonly LineKind[], index: number): boolean {
  return kinds[skip(kinds, index, ['attribution', 'empty'])] !== 'quote';
}

/** Where the rest of the mail is a quote: the first such marker that has text above it. */
function findCut(kinds: readonly LineKind[]): number {
  const firstText = kinds.indexOf('text');
  if (firstText < 0) return kinds.length;
  for (let index = firstText; index < kinds.length; index += 1) {
    const kind = kinds[index] ?? 'text';
    if (swallowing.has(kind)) return index;
    const starts = kind === 'attribution' && kinds[index - 1] !== 'attribution';
    if (starts && isAboveUnmarkedQuote(kinds, index)) return index;
  }
  return kinds.length;
}

/** Takes blank lines, rules, quotes and their markers off the end; a line of a mobile program only above such. */
function trimEnd(kinds: readonly LineKind[], cut: number): number {
  let end = cut;
  let quoted = cut < kinds.length;
  while (end > 0) {
    const kind = kinds[end - 1] ?? 'text';
    if (kind === 'text' || (kind === 'mobile' && !quoted)) break;
    quoted ||= kind === 'quote' || markers.has(kind);
    end -= 1;
  }
  return end;
}

/** A signature right below a quote belongs to the quote's end, not to the answer. */
function findSignature(lines: readonly string[], kinds: readonly LineKind[], end: number): number {
  const lowest = Math.max(0, end - maxSignatureLines);
  const sinceQuote = Math.max(lowest, kinds.lastIndexOf('quote', end - 1) + 1);
  const found = lines.findLastIndex((line, at) => at >= sinceQuote && at < end && signatureRule.test(line));
  if (found < 0) return end;
  const above = kinds.findLastIndex((kind, at) => at < found && kind !== 'empty');
  return kinds[above] === 'quote' && kinds.indexOf('text') < above ? found : end;
}

/** Attribution and quote at the top with one answer below them. */
function isAnswerBelow(kinds: readonly LineKind[]): boolean {
  const start = skip(kinds, 0, ['empty']);
  const answer = skip(kinds, start, ['attribution', 'quote', 'empty']);
  return (
    kinds[start] === 'attribution' &&
    !kinds.includes('quote', answer) &&
    !kinds.includes('attribution', answer)
  );
}

function withoutBlankEdges(lines: readonly string[]): string {
  const first = lines.findIndex((line) => line.trim() !== '');
  return first < 0 ? '' : lines.slice(first).join('\n').trimEnd();
}

/** Folds a plain text; time grows with its length. */
export function foldText(text: string): Folded {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const kinds = classifyLines(lines);
  if (!kinds.includes('text')) return { visibleText: withoutBlankEdges(lines), elided: '' };
  const trimmed = trimEnd(kinds, findCut(kinds));
  const end = trimEnd(kinds, findSignature(lines, kinds, trimmed));
  const shown = kinds.slice(0, end);
  const answerBelow = isAnswerBelow(shown);
  const isElided = (index: number): boolean => {
    const kind = kinds[index] ?? 'text';
    return index >= end || markers.has(kind) || (answerBelow && kind === 'quote');
  };
  return {
    visibleText: withoutBlankEdges(lines.filter((_, index) => !isElided(index))),
    elided: withoutBlankEdges(lines.filter((_, index) => isElided(index))),
  };
}

/**
 * Separates what a person wrote from what the mail quotes. The plain text decides; the HTML is asked when there is no
 * text or nothing to fold in it. Never leaves the visible text empty while the mail has any.
 */
export function foldQuoted(mail: { readonly text: string | null; readonly html: string | null }): Folded {
  const fromText = foldText(mail.text ?? '');
  if (fromText.elided !== '' || !mail.html) return fromText;
  const fromHtml = foldText(htmlToPlainText(mail.html));
  return fromText.visibleText === '' || fromHtml.elided !== '' ? fromHtml : fromText;
}
