/** A structured value such as `text/plain; charset=utf-8`; names of parameters in lower case, the first of a name counts. */
export interface StructuredValue {
  readonly value: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** Splits at semicolons outside of quotes. */
function splitAtSemicolons(text: string): string[] {
  const pieces: string[] = [];
  let quoted = false;
  let start = 0;
  for (let index = 0; index < text.length; index += 1) {
    const letter = text[index];
    if (letter === '\\' && quoted) index += 1;
    else if (letter === '"') quoted = !quoted;
    else if (letter === ';' && !quoted) {
      pieces.push(text.slice(start, index));
      start = index + 1;
    }
  }
  pieces.push(text.slice(start));
  return pieces;
}

function unquote(text: string): string {
  const trimmed = text.trim();
  if (!trimmed.startsWith('"')) return trimmed;
  const end = trimmed.indexOf('"', 1);
  return trimmed.slice(1, end < 0 ? undefined : trimmed.lastIndexOf('"')).replace(/\\(.)/g, '$1');
}

/** Reads Content-Type and Content-Disposition for the steps around the parser; never refuses. */
export function parseParameters(text: string): StructuredValue {
  const [first = '', ...rest] = splitAtSemicolons(text);
  const parameters = new Map<string, string>();
  for (const piece of rest) {
    const equals = piece.indexOf('=');
    const name = piece.slice(0, Math.max(equals, 0)).trim().toLowerCase();
    if (name && !parameters.has(name)) parameters.set(name, unquote(piece.slice(equals + 1)));
  }
  return { value: first.replace(/\(.*/, '').trim().toLowerCase(), parameters };
}
