import { leadingWroteWords, wroteWords } from './quote-words.ts';

/** An attribution is folded by mail programs at 76 characters, with the address on lines of its own. */
const maxLines = 6;
const maxLength = 500;

const fullDate = /\p{Nd}{1,2}[:.hH]\p{Nd}{2}|\p{Nd}{4}|\p{Nd}{1,2}[./-]\p{Nd}{1,2}[./-]\p{Nd}{2}/u;
const dayAndMonth = /\p{Nd}{1,2}\.?(?: de)? \p{L}{3,12}/u;
const wroteAtEnd = new RegExp(`(?:^|[\\s,>"'）)\\]>»\\p{Lo}\\p{Nd}])(?:${wroteWords})\\s*[:：]$`, 'iu');
const wroteInside = new RegExp(`\\s(?:${leadingWroteWords})\\s`, 'iu');
const startWords =
  /^(?:(?:on|at|am|le|il|el|em|op|den|dnia|w dniu|dne|в|на)\s.{0,30}\p{Nd}|\p{L}{2,12}[.,]? ?\p{Nd}|\p{Nd})/iu;
const mailboxAtEnd = /[@＠][^<>\s]+>+\s*[:：]$/u;
const mailbox = /[@＠][^<>\s]+>/u;
const invisible = /[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff*_]/g;

function clean(line: string): string {
  return line
    .slice(0, maxLength)
    .replace(invisible, '')
    .replace(/\u00a0/g, ' ')
    .trim();
}

/** True for `On Mon, 1 Jan 2024 at 10:00, Ada <ada@example.com> wrote:` in any of many languages. */
function isAttribution(text: string): boolean {
  if (!/[:：]$/.test(text) || !(fullDate.test(text) || dayAndMonth.test(text))) return false;
  return (
    wroteAtEnd.test(text) ||
    mailboxAtEnd.test(text) ||
    ((startWords.test(text) || mailbox.test(text)) && wroteInside.test(text))
  );
}

function isStart(line: string): boolean {
  return startWords.test(line) && fullDate.test(line);
}

/** True for `Ada wrote:`, which counts only right above a quote. */
export function isShortAttribution(line: string): boolean {
  return line.length < 150 && wroteAtEnd.test(clean(line));
}

/** The next line, if it may belong to the attribution: only an address may follow after a blank line. */
function continuation(lines: readonly string[], index: number): string | null {
  if (index >= lines.length) return null;
  const line = clean(lines[index] ?? '');
  const follows = line === '' || line.startsWith('<') || clean(lines[index - 1] ?? '') !== '';
  const quoted = line.startsWith('>') && !wroteAtEnd.test(line);
  return follows && !quoted && !isStart(line) ? line : null;
}

/** How many lines, from this one on, are an attribution; 0 when it is none. Looks at six lines at most. */
export function countAttributionLines(lines: readonly string[], start: number): number {
  let text = clean(lines[start] ?? '');
  if (isAttribution(text)) return 1;
  if (!fullDate.test(text)) return 0;
  for (let count = 2; count <= maxLines; count += 1) {
    const next = continuation(lines, start + count - 1);
    if (next === null) return 0;
    text = `${text} ${next}`.trim();
    if (text.length > maxLength) return 0;
    if (isAttribution(text)) return count;
  }
  return 0;
}
