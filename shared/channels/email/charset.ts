import { isAscii, isUtf8 } from 'node:buffer';

/** The label when the runtime can decode it, else null. Some programs write the name of the parameter into its value. */
export function knownCharset(label: string | null | undefined): string | null {
  const name = (label ?? '')
    .trim()
    .toLowerCase()
    .replace(/^charset=/, '')
    .replace(/^["']|["']$/g, '')
    .replace(/^cp-?(125\d|866|874)$/, 'windows-$1');
  if (!name || name === 'replacement') return null;
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return null;
  }
}

/** True when the parser reads this label as that charset without our help. */
export function isLabelOf(label: string | null, charset: string): boolean {
  const name = (label ?? '').trim().toLowerCase();
  return /^[\w.:-]+$/.test(name) && !name.startsWith('cp') && knownCharset(name) === charset;
}

/** A few broken characters in a text that is otherwise UTF-8: cut in transit, not another charset. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes);
  const broken = text.match(/\uFFFD/g)?.length ?? 0;
  const foreign = text.match(/[^\0-\x7f]/g)?.length ?? 0;
  return broken * 4 < foreign;
}

function decodes(bytes: Uint8Array, charset: string): boolean {
  try {
    new TextDecoder(charset, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

const japaneseEscape = Buffer.from('\x1b$', 'latin1');

function chooseUndeclared(bytes: Uint8Array, hints: readonly (string | null)[]): string {
  if (isUtf8(bytes) || isMostlyUtf8(bytes)) return 'utf-8';
  const fitting = hints
    .map(knownCharset)
    .find((hint) => hint !== null && hint !== 'utf-8' && decodes(bytes, hint));
  return fitting ?? 'windows-1252';
}

function chooseForAscii(bytes: Buffer, known: string | null): string {
  return bytes.includes(japaneseEscape) ? 'iso-2022-jp' : (known ?? 'utf-8');
}

/**
 * Chooses the charset of a text: the declared one unless it is unknown or the bytes contradict it; then UTF-8 when
 * they are that, then the first hint (charset of another part, of the HTML) that fits, then windows-1252.
 */
export function chooseCharset(
  bytes: Buffer,
  declared: string | null,
  hints: readonly (string | null)[],
): string {
  const known = knownCharset(declared);
  const western = known === 'windows-1252';
  if (known && known !== 'utf-8' && !western) return known;
  if (isAscii(bytes)) return chooseForAscii(bytes, known);
  if (western && !/ascii/i.test(declared ?? '')) return isUtf8(bytes) ? 'utf-8' : known;
  return chooseUndeclared(bytes, hints);
}

/** The charset that an HTML document names in its first kilobyte; null when none. */
export function charsetOfHtml(bytes: Buffer): string | null {
  return (
    /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{2,40})/i.exec(bytes.toString('latin1', 0, 1024))?.[1] ?? null
  );
}
