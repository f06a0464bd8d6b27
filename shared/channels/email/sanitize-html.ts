import sanitize from 'sanitize-html';
import { limitNesting } from './limit-nesting.ts';
import { toSafeStyle } from './safe-style.ts';

/** Signatures carry small logos as data; a large picture belongs to the attachments. */
const maxDataUrlLength = 100_000;
/** Text of a mail that is longer than this is not read in a page; the raw mail has it. */
const maxLength = 1_000_000;
const largeDataUrl = /data:[^"'\s<>)]{100001,}/gi;
const smallImage = /^data:image\/(?:png|jpe?g|gif|webp);base64,[a-z0-9+/=\s]*$/i;

const tags =
  'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ol p pre q rp rt ruby s samp section small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr'.split(
    ' ',
  );
const layout = 'align valign width height bgcolor dir lang title style color border'.split(' ');

function withSafeStyle(attributes: sanitize.Attributes): sanitize.Attributes {
  const { style, ...others } = attributes;
  const safe = toSafeStyle(style ?? '');
  return safe === '' ? others : { ...others, style: safe };
}

function withSafeSource(attributes: sanitize.Attributes): sanitize.Attributes {
  const { src, alt, referrerpolicy: _policy, loading: _loading, ...others } = withSafeStyle(attributes);
  const isData = /^[\s\0-\x20]*data:/i.test(src ?? '');
  const refused = isData && ((src ?? '').length > maxDataUrlLength || !smallImage.test(src ?? ''));
  return {
    ...(src && !refused ? { src } : {}),
    ...(alt ? { alt } : {}),
    ...others,
    referrerpolicy: 'no-referrer',
    loading: 'lazy',
  };
}

const options: sanitize.IOptions = {
  allowedTags: tags,
  allowedAttributes: {
    '*': layout,
    a: ['href', 'name', 'rel', 'target'],
    img: ['src', 'alt', 'referrerpolicy', 'loading'],
    font: ['face', 'size'],
    table: ['cellpadding', 'cellspacing'],
    td: ['colspan', 'rowspan'],
    th: ['colspan', 'rowspan'],
    ol: ['start', 'type'],
    blockquote: ['type'],
  },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowedSchemesByTag: { img: ['http', 'https', 'cid', 'data'] },
  allowedSchemesAppliedToAttributes: ['href', 'src', 'cite'],
  allowProtocolRelative: false,
  parseStyleAttributes: false,
  enforceHtmlBoundary: false,
  nonTextTags:
    'script style textarea option noscript title xmp noembed noframes template svg math iframe object plaintext'.split(
      ' ',
    ),
  transformTags: {
    '*': (tagName, attribs) => ({ tagName, attribs: withSafeStyle(attribs) }),
    a: (tagName, attribs) => ({
      tagName,
      attribs: { ...withSafeStyle(attribs), rel: 'noopener noreferrer nofollow', target: '_blank' },
    }),
    img: (tagName, attribs) => ({ tagName, attribs: withSafeSource(attribs) }),
  },
};

/**
 * The HTML of a mail, safe to show inside a page: no scripts, forms, frames, style sheets or styles that leave their
 * place; `cid:` pictures stay as they are; links open apart from us. Refuses `javascript:` and all but small data pictures.
 * Over a million characters the rest is left out.
 */
export function sanitizeHtml(html: string): string {
  const bounded = html.replace(largeDataUrl, '').slice(0, maxLength);
  return sanitize(limitNesting(bounded), options).trim();
}
