import { createHash } from 'node:crypto';
import { Html, html, type Part } from '#shared/lambda/html.ts';
import { stylesheet } from './stylesheet.ts';

export const pageType = 'text/html; charset=utf-8';

/** The page loads nothing, runs nothing, stands in no frame, and sends its form only to where it came from. */
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(stylesheet).digest('base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const pageHeaders = { 'content-security-policy': policy, 'x-robots-tag': 'noindex' };

/** For customers, who may have any browser and no scripts. */
export function page(title: string, content: Part): string {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>${new Html(stylesheet)}</style></head>
<body><main>${content}</main></body></html>
`.text;
}
