import { readPlaceholders } from './read-placeholders.ts';
import { renderText, type TemplateFacts } from './render-template.ts';
import { everywhere } from './template-kind.ts';

const known: ReadonlySet<string> = new Set(everywhere);

/** What is wrong with the placeholders of a short text that is no template of its own. */
export function faultsOfText(text: string): string[] {
  const placeholders = readPlaceholders(text);
  if (typeof placeholders === 'string') return [placeholders];
  return placeholders
    .filter(({ name }) => !known.has(name))
    .map(({ name }) => `Unknown placeholder {{${name}}}; known are ${everywhere.join(', ')}`);
}

/** The text with its placeholders filled; without facts it stays as it was written. */
export function fillIn(text: string, facts: TemplateFacts | null): string {
  return facts === null ? text : renderText(text, facts);
}
