const maxBytes = 200;
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

function cutToBytes(text: string, bytes: number): string {
  let cut = text;
  while (Buffer.byteLength(cut) > bytes)
    cut = [...cut].slice(0, -Math.ceil((Buffer.byteLength(cut) - bytes) / 4)).join('');
  return cut;
}

function shorten(name: string): string {
  if (Buffer.byteLength(name) <= maxBytes) return name;
  const extension = /\.[^.]{1,20}$/u.exec(name)?.[0] ?? '';
  const stem = name.slice(0, name.length - extension.length).slice(0, maxBytes);
  return cutToBytes(stem, maxBytes - Buffer.byteLength(extension)) + extension;
}

/**
 * A name that is safe as a file of any system and in a header: base name only, no control characters, no marks that
 * turn the direction of writing, no reserved names, at most 200 bytes with the extension kept. Empty when nothing is left.
 */
export function safeFileName(name: string): string {
  const base = name.slice(-2000).split(/[/\\]/).at(-1) ?? '';
  const clean = base
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, '')
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/^[.\s]+/, '')
    .replace(/[.\s]{1,2000}$/, '');
  return shorten(reserved.test(clean) ? `_${clean}` : clean);
}
