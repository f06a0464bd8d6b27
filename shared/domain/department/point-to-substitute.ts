import type { AnyConfigured, Configuration } from '../account/configuration.ts';
import { withInput } from '../account/configured-thing.ts';
import { referencesOf } from '../account/references.ts';
import type { Instant } from '../business-time/instant.ts';
import type { DepartmentId } from '../ids.ts';

/** Who goes, and who takes over. */
export interface Substitution {
  readonly departmentId: DepartmentId;
  readonly substituteId: DepartmentId;
}

export interface Pointed {
  readonly before: AnyConfigured;
  readonly after: AnyConfigured;
}

/** Everything that names a department, as it is when it names the substitute instead. */
export function pointToSubstitute(
  configuration: Configuration,
  substitution: Substitution,
  at: Instant,
): Pointed[] {
  return configuration.all.flatMap((before) => {
    if (before.kind === 'department' && before.thing.id === substitution.departmentId) return [];
    const pointed = referencesPointed(before, substitution);
    if (pointed === before.thing) return [];
    const {
      id: _id,
      version: _version,
      createdAt: _createdAt,
      updatedAt: _updatedAt,
      ...input
    } = withoutDoubles(pointed);
    return [
      { before, after: { kind: before.kind, thing: withInput(before.thing, input, at) } as AnyConfigured },
    ];
  });
}

type Thing = AnyConfigured['thing'];

function referencesPointed(one: AnyConfigured, { departmentId, substituteId }: Substitution): Thing {
  const paths = referencesOf(one)
    .filter(({ to, id }) => to === 'department' && id === departmentId)
    .map(({ path }) => path.split('.'));
  // Whoever would escalate to himself escalates to nobody.
  const isSelf = one.kind === 'department' && one.thing.id === substituteId;
  return paths.reduce<Thing>(
    (thing, path) => withValue(thing, path, isSelf ? null : substituteId) as Thing,
    one.thing,
  );
}

function withValue(thing: unknown, [name, ...rest]: readonly string[], value: unknown): unknown {
  if (name === undefined) return value;
  const change = (inner: unknown) => withValue(inner, rest, value);
  if (Array.isArray(thing)) return thing.map((item, place) => (String(place) === name ? change(item) : item));
  return { ...(thing as object), [name]: change((thing as Readonly<Record<string, unknown>>)[name]) };
}

/** Conditions of rules that name both ask for the substitute once. */
function withoutDoubles(thing: Thing): Thing {
  if (!('groups' in thing)) return thing;
  const groups = thing.groups.map((group) => ({
    ...group,
    conditions: group.conditions.map((condition) =>
      condition.field === 'departmentId' && Array.isArray(condition.value)
        ? { ...condition, value: [...new Set(condition.value)] }
        : condition,
    ),
  }));
  return { ...thing, groups } as Thing;
}
