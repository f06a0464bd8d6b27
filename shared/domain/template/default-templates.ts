import type { Template } from './template.ts';
import type { TemplateKind } from './template-kind.ts';

export type TemplateTexts = Pick<Template, 'subject' | 'text' | 'html'>;

const resolvedText = `Hello,

your request {{ticket.code}} is resolved. If something is still open, just answer this mail.

How did we do? It takes a moment to tell us:
{{rating.link}}{{#signature}}

-- 
{{signature}}{{/signature}}`;

const resolvedHtml = `<p>Hello,</p>
<p>your request {{ticket.code}} is resolved. If something is still open, just answer this mail.</p>
<p>How did we do?
<a href="{{rating.link}}?rating=good">Good</a> ·
<a href="{{rating.link}}?rating=neutral">Neutral</a> ·
<a href="{{rating.link}}?rating=bad">Bad</a></p>
{{#signature}}<p>-- <br>{{signature}}</p>{{/signature}}`;

/** What is said where neither department nor account has a template. Nothing that a customer wrote stands in it. */
export const defaultTemplates: Readonly<Partial<Record<TemplateKind, TemplateTexts>>> = {
  resolved: { subject: null, text: resolvedText, html: resolvedHtml },
};
