const allowed = new Set(
  (
    'color background-color font font-family font-size font-style font-weight font-variant letter-spacing line-height ' +
    'text-align text-decoration text-transform text-indent white-space word-break overflow-wrap vertical-align ' +
    'width height min-width max-width min-height max-height margin margin-top margin-right margin-bottom margin-left ' +
    'padding padding-top padding-right padding-bottom padding-left border border-top border-right border-bottom ' +
    'border-left border-color border-style border-width border-radius border-collapse border-spacing ' +
    'list-style-type direction float clear display'
  ).split(' '),
);
/** No escapes, comments, addresses or calculations: only words, numbers, colours and quoted font names. */
const safeValue = /^(?:[\w\s#.,%'"!-]|rgba?\([\d\s.,%]{1,40}\))+$/i;
/** Would pull text out of its frame or over other text. */
const negative = /(?:^|[\s,])-[\d.]/;

function safeDeclaration(declaration: string): string | null {
  const colon = declaration.indexOf(':');
  const property = declaration.slice(0, Math.max(colon, 0)).trim().toLowerCase();
  const value = declaration.slice(colon + 1).trim();
  if (!allowed.has(property) || value.length > 200) return null;
  return safeValue.test(value) && !negative.test(value) ? `${property}:${value}` : null;
}

/** The declarations of a style attribute that only change how their own text looks; empty when there are none. */
export function toSafeStyle(style: string): string {
  return style
    .slice(0, 10_000)
    .split(';')
    .map(safeDeclaration)
    .filter((declaration) => declaration !== null)
    .join(';');
}
