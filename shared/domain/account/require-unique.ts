import { foldText } from '../fold-text.ts';
import { Refusal } from '../refusal.ts';
import type { Template } from '../template/template.ts';
import type { Tag } from '../ticket/tag.ts';
import type { AnyConfigured, Configuration } from './configuration.ts';

/** Refuses with `invalid` what would be mistaken for another thing of its kind. */
export function requireUnique(one: AnyConfigured, configuration: Configuration): void {
  if (one.kind === 'tag') requireOwnName(one.thing, configuration.list('tag'));
  if (one.kind === 'template') requireOneForAccount(one.thing, configuration.list('template'));
}

function requireOwnName({ id, name }: Tag, tags: readonly Tag[]): void {
  const isTaken = tags.some((other) => other.id !== id && foldText(other.name) === foldText(name));
  if (isTaken) refuse('name', 'There is such a tag');
}

function requireOneForAccount(template: Template, templates: readonly Template[]): void {
  const { id, kind, forAccount } = template;
  const before = templates.find((other) => other.id === id);
  if (before !== undefined && before.kind !== kind) refuse('kind', 'Cannot be changed');
  const other = templates.find((one) => one.id !== id && one.kind === kind && one.forAccount);
  if (forAccount && other !== undefined) refuse('forAccount', `"${other.name}" is the account’s template`);
}

function refuse(path: string, message: string): never {
  throw new Refusal('invalid', 'The request has faults.', { errors: [{ path, message }] });
}
