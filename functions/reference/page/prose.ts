import { html, type Part } from '#shared/lambda/html.ts';

/** Text with `code` in backquotes. */
export function withCode(text: string): Part {
  return text.split('`').map((piece, at) => (at % 2 === 1 ? html`<code>${piece}</code>` : piece));
}

/** Paragraphs by blank lines. */
export function paragraphs(text: string): Part {
  return text.split(/\n{2,}/).map((paragraph) => html`<p>${withCode(paragraph)}</p>`);
}
