import Mustache from 'mustache';
import { comeAsHtml } from './template-kind.ts';

/** What a template is filled with; null where there is nothing to say. */
export interface TemplateFacts {
  readonly ticket: { readonly code: string; readonly subject: string };
  readonly customer: { readonly name: string | null; readonly email: string | null };
  readonly department: { readonly name: string };
  readonly agent: { readonly name: string | null };
  /** The page on which the customer rates the ticket. */
  readonly rating: { readonly link: string | null };
  readonly signature: Both | null;
  readonly message: Both | null;
}

/** The same as text and as safe HTML. */
export interface Both {
  readonly text: string;
  readonly html: string;
}

/** Nothing is escaped: it is read as it stands. */
export function renderText(template: string, facts: TemplateFacts): string {
  const view = { ...facts, message: facts.message?.text, signature: facts.signature?.text };
  return new Mustache.Writer().render(template, view, undefined, { escape: String });
}

/** Everything is escaped but what is HTML already. */
export function renderHtml(template: string, facts: TemplateFacts): string {
  const view = { ...facts, message: facts.message?.html, signature: facts.signature?.html };
  return new Mustache.Writer().render(unescaping(template), view);
}

/** As HTML, for who wrote a template without it. */
export function renderTextAsHtml(template: string, facts: TemplateFacts): string {
  return renderHtml(textToHtml(template), facts);
}

/** `{{message}}` means the same as `{{{message}}}`. */
function unescaping(template: string): string {
  return template.replaceAll(/(?<!\{)\{\{\s*(\w+)\s*\}\}(?!\})/g, (tag, name: string) =>
    comeAsHtml.has(name) ? `{{{${name}}}}` : tag,
  );
}

export function textToHtml(text: string): string {
  return text.replaceAll(/[<>&"]/g, (sign) => `&#${sign.charCodeAt(0)};`).replaceAll(/\r?\n/g, '<br>');
}
