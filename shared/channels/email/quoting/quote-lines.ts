import { countAttributionLines, isShortAttribution } from './attribution.ts';
import { countHeaderLines } from './header-block.ts';
import { forwardLines, forwardWords, originalWords } from './quote-words.ts';

/**
 * What a line of a mail is: `attribution` (On … wrote:), `original` and `forward` (-----Original Message-----),
 * `header` (a quoted header block), `rule` (only dashes and the like), `mobile` (Sent from my phone).
 */
export type LineKind =
  | 'empty'
  | 'text'
  | 'quote'
  | 'attribution'
  | 'original'
  | 'forward'
  | 'header'
  | 'rule'
  | 'mobile';

/** Longer lines are text, whatever they contain. */
const maxLineLength = 1000;

const quote = /^\s{0,3}(?:[A-Z]{1,3})?>/;
const rule = /^\s*(?:[-_=*#+~–—]{2,}|ᐧ|—)\s*$/u;
const original = new RegExp(`^[\\s*_]*[-–—_=]{2,}\\s*(?:${originalWords})\\s*[-–—_=]{2,}`, 'iu');
const forward = new RegExp(
  `^[\\s*_]*(?:[-–—_=]{2,}\\s*(?:${forwardWords})[^-]{0,80}[-–—_=]{2,}|(?:${forwardLines})\\s*[:：])`,
  'iu',
);
const mobile =
  /^\s*(?:(?:sent (?:from|via|with|using)|get outlook|gesendet (?:von|mit)|von meinem .{1,40}gesendet|diese nachricht wurde von mein|envoyé (?:de|depuis|à partir)|télécharger outlook|enviado (?:desde|do|de|a partir)|obtener outlook|inviato da|verzonden (?:vanaf|met|via)|verstuurd vanaf|skickat från|sendt fra|lähetetty|wysłane z|odesláno z|отправлено (?:с|из)|надіслано з|trimis de pe|στάλθηκε από|发自|從我的|傳送自).{0,100}|.{1,40}(?:から送信|에서 보냄|gönderildi))\s*$/iu;

function kindOfLine(line: string): LineKind {
  if (line.length > maxLineLength) return quote.test(line.slice(0, 10)) ? 'quote' : 'text';
  if (line.trim() === '') return 'empty';
  if (quote.test(line)) return 'quote';
  if (rule.test(line)) return 'rule';
  if (line.length < 4) return 'text';
  if (original.test(line)) return 'original';
  if (forward.test(line)) return 'forward';
  return mobile.test(line) ? 'mobile' : 'text';
}

/** A short `Ada wrote:` is an attribution when a quote follows. */
function isAboveQuote(lines: readonly string[], index: number): boolean {
  const next = lines[index + 1]?.trim() === '' ? lines[index + 2] : lines[index + 1];
  return quote.test((next ?? '').slice(0, 10)) && isShortAttribution(lines[index] ?? '');
}

function kindOfBlock(lines: readonly string[], index: number): { kind: LineKind; count: number } {
  const headers = countHeaderLines(lines, index);
  if (headers > 0) return { kind: 'header', count: headers };
  const attribution = countAttributionLines(lines, index);
  if (attribution > 0) return { kind: 'attribution', count: attribution };
  return { kind: isAboveQuote(lines, index) ? 'attribution' : 'text', count: 1 };
}

/** The kind of each line. Time grows with the length of the text: a line looks at few lines after it. */
export function classifyLines(lines: readonly string[]): LineKind[] {
  const kinds: LineKind[] = [];
  while (kinds.length < lines.length) {
    const index = kinds.length;
    const line = lines[index] ?? '';
    const kind = kindOfLine(line);
    const isBlockStart =
      (kind === 'text' || kind === 'mobile') && line.length >= 4 && line.length <= maxLineLength;
    const block = isBlockStart ? kindOfBlock(lines, index) : { kind, count: 1 };
    const found = block.kind === 'text' ? kind : block.kind;
    for (let count = 0; count < block.count; count += 1) kinds.push(found);
  }
  return kinds;
}
