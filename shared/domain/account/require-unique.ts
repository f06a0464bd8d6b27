import type { Department } from '../department/department.ts';
import { foldText } from '../fold-text.ts';
import { type InputFault, Refusal } from '../refusal.ts';
import type { Template } from '../template/template.ts';
import type { Tag } from '../ticket/tag.ts';
import type { AnyConfigured, Configuration } from './configuration.ts';

/** Refuses with `invalid` what would be mistaken for another thing of its kind, and with `in-use` an address of another. */
export function requireUnique(one: AnyConfigured, configuration: Configuration): void {
  if (one.kind === 'tag') requireOwnName(one.thing, configuration.list('tag'));
  if (one.kind === 'department') requireOwnAddresses(one.thing, configuration.list('department'));
  if (one.kind === 'template') requireOneForAccount(one.thing, configuration.list('template'));
}

function requireOwnName({ id, name }: Tag, tags: readonly Tag[]): void {
  const isTaken = tags.some((other) => other.id !== id && foldText(other.name) === foldText(name));
  if (isTaken) refuse('name', 'There is such a tag');
}

/** What it had before stays: only new ones are asked about. */
function requireOwnAddresses({ id, supportAddresses }: Department, departments: readonly Department[]): void {
  const had = new Set(departments.find((one) => one.id === id)?.supportAddresses);
  const ofOthers = new Map(
    departments
      .filter((one) => one.id !== id)
      .flatMap((one) => one.supportAddresses.map((address) => [address, one.name] as const)),
  );
  const errors = supportAddresses.flatMap((address, position): InputFault[] =>
    had.has(address) || !ofOthers.has(address)
      ? []
      : [{ path: `supportAddresses.${position}`, message: `Belongs to "${ofOthers.get(address)}"` }],
  );
  if (errors.length > 0) throw new Refusal('in-use', 'Another department has this mail address.', { errors });
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
