import * as z from 'zod';
import type { Kept } from '../account/kept.ts';
import type { TemplateId } from '../ids.ts';
import { readPlaceholders } from './read-placeholders.ts';
import { comeAsHtml, mustSay, placeholdersOf, type TemplateKind, templateKinds } from './template-kind.ts';

/** What a mail says around what is said in it. Texts with placeholders in double braces, and no code. */
export const TemplateInput = z
  .strictObject({
    name: z.string().trim().min(1).max(100),
    kind: z.enum(templateKinds),
    /** Null: the ticket's subject, as always for answers. */
    subject: z.string().trim().min(1).max(500).nullable().default(null),
    text: z.string().min(1).max(20_000),
    html: z.string().min(1).max(50_000).nullable().default(null),
    /** Where a department names none of its own; one of each kind. */
    forAccount: z.boolean().default(false),
  })
  .superRefine((template, context) => {
    for (const { field, message } of faultsOf(template)) {
      context.addIssue({ code: 'custom', path: [field], message });
    }
  });
export type TemplateInput = z.infer<typeof TemplateInput>;

export type Template = Kept<TemplateId, TemplateInput>;

type Texts = Pick<TemplateInput, 'kind' | 'subject' | 'text' | 'html'>;

interface Fault {
  readonly field: 'subject' | 'text' | 'html';
  readonly message: string;
}

const fields = ['subject', 'text', 'html'] as const;

function faultsOf(template: Texts): Fault[] {
  const found = fields.flatMap((field) => {
    const text = template[field];
    const messages = text === null ? [] : faultsIn(text, { kind: template.kind, field });
    return messages.map((message) => ({ field, message }));
  });
  const hasSubject = template.kind === 'answer' && template.subject !== null;
  return hasSubject
    ? [...found, { field: 'subject', message: 'An answer keeps the subject of its ticket' }]
    : found;
}

function faultsIn(text: string, { kind, field }: { kind: TemplateKind; field: Fault['field'] }): string[] {
  const placeholders = readPlaceholders(text);
  if (typeof placeholders === 'string') return [placeholders];
  const known = placeholdersOf[kind];
  const unknown = placeholders.filter(({ name }) => !known.has(name));
  const unsafe = placeholders.filter(
    ({ name, use }) => field === 'html' && use === 'plain' && !comeAsHtml.has(name),
  );
  const needed = field === 'subject' ? undefined : mustSay[kind];
  const isSaid = placeholders.some(({ name, use }) => name === needed && use !== 'section');
  return [
    ...unknown.map(({ name }) => `Unknown placeholder {{${name}}}; known are ${[...known].join(', ')}`),
    ...unsafe.map(({ name }) => `{{${name}}} stands in double braces only, which makes it safe`),
    ...(needed === undefined || isSaid ? [] : [`Has no placeholder {{${needed}}}`]),
  ];
}
