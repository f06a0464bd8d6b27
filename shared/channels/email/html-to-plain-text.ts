import { convert, type FormatCallback } from 'html-to-text';
import { limitNesting } from './limit-nesting.ts';

/** The HTML itself is kept whole; its text goes into an item of limited size anyway. */
const maxHtmlLength = 2_000_000;

/** Mail programs quote with a line at the left or a class; a block that is only moved to the right is the writer's own. */
function isQuotation(attributes: Readonly<Record<string, string>>): boolean {
  const style = (attributes['style'] ?? '').toLowerCase();
  return (
    attributes['type'] === 'cite' ||
    'class' in attributes ||
    style === '' ||
    /border(?:-left)?\s*:(?!\s*(?:none|0))/.test(style)
  );
}

const formatBlockquote: FormatCallback = (...[element, walk, builder, options]) => {
  const quoted = isQuotation(element.attribs ?? {});
  builder.openBlock({ leadingLineBreaks: options.leadingLineBreaks ?? 2, reservedLineLength: 2 });
  walk(element.children, builder);
  builder.closeBlock({
    trailingLineBreaks: options.trailingLineBreaks ?? 2,
    blockTransform: (text) =>
      quoted
        ? text
            .trim()
            .split('\n')
            .map((line) => (line.startsWith('>') ? `>${line}` : `> ${line}`.trimEnd()))
            .join('\n')
        : text,
  });
};

/** The text of an HTML mail; quoted blocks begin their lines with `>`. Over 2 million characters the rest is left out. */
export function htmlToPlainText(html: string): string {
  const text = convert(limitNesting(html.slice(0, maxHtmlLength)), {
    wordwrap: false,
    formatters: { quotedBlock: formatBlockquote },
    selectors: [
      { selector: 'blockquote', format: 'quotedBlock' },
      { selector: 'img', format: 'skip' },
      {
        selector: 'a',
        options: { hideLinkHrefIfSameAsText: true, noAnchorUrl: true, linkBrackets: ['<', '>'] },
      },
      { selector: 'p', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
        selector,
        options: { uppercase: false },
      })),
      { selector: 'hr', options: { length: 40 } },
    ],
  });
  return text.replace(/\u00a0/g, ' ').replace(/[\u200e\u200f]/g, '');
}
