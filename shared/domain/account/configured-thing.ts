import { type Instant, toInstant } from '../business-time/instant.ts';
import type { Ids } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import type { ChangeRequest } from './audit-entry.ts';
import { type ConfigurationDesk, changeConfiguration } from './change-configuration.ts';
import {
  type Configuration,
  type ConfiguredKind,
  type ConfiguredThings,
  configuredNouns,
} from './configuration.ts';
import type { Kept } from './kept.ts';
import type { KeptAnswer } from './kept-answer.ts';

/** What was said of a thing, without what we keep beside. */
export type InputOf<Kind extends ConfiguredKind> = Omit<
  ConfiguredThings[Kind],
  'id' | 'version' | 'createdAt' | 'updatedAt'
>;

export function newlyKept<Id extends string, Input extends object>(
  id: Id,
  input: Input,
  at: Instant,
): Kept<Id, Input> {
  return { ...input, id, version: 1, createdAt: at, updatedAt: at };
}

/** The next version of a thing. */
export function withInput<Thing extends Kept<string, object>>(
  { id, version, createdAt }: Thing,
  input: object,
  at: Instant,
): Thing {
  return { ...input, id, version: version + 1, createdAt, updatedAt: at } as Thing;
}

/** An id of a kind of thing, rising with time. */
export function nextId<Kind extends ConfiguredKind>(kind: Kind, ids: Ids): ConfiguredThings[Kind]['id'] {
  return ids.next(configuredNouns[kind].prefix) as ConfiguredThings[Kind]['id'];
}

/** Refuses with `not-found`, and with `version-is-stale` when the client saw another version. */
export function getConfigured<Kind extends ConfiguredKind>(
  configuration: Configuration,
  { kind, id }: { kind: Kind; id: string },
  { ifMatch }: Pick<ChangeRequest, 'ifMatch'>,
): ConfiguredThings[Kind] {
  const thing = configuration.find(kind, id) ?? refuseUnknown(kind);
  requireVersion(thing.version, ifMatch);
  return thing;
}

export function refuseUnknown(kind: ConfiguredKind): never {
  throw new Refusal('not-found', `There is no such ${configuredNouns[kind].word}.`);
}

export function requireVersion(version: number, ifMatch: number | null): void {
  if (ifMatch === null || ifMatch === version) return;
  throw new Refusal('version-is-stale', `It is at version ${version}.`);
}

/** Refuses what the one who asks may not, as the configuration is that it is decided on. */
type Judge<Kind extends ConfiguredKind> = (
  change: { readonly before: ConfiguredThings[Kind] | null; readonly after: ConfiguredThings[Kind] },
  configuration: Configuration,
) => void | Promise<void>;

export interface Creation<Kind extends ConfiguredKind> {
  readonly request: ChangeRequest;
  readonly input: InputOf<Kind>;
  readonly keep: (thing: ConfiguredThings[Kind]) => KeptAnswer | undefined;
  readonly judge?: Judge<Kind>;
}

/** Refuses with `invalid` what refers to something unknown. */
export async function createConfigured<Kind extends ConfiguredKind>(
  desk: ConfigurationDesk,
  kind: Kind,
  { request, input, keep, judge }: Creation<Kind>,
): Promise<ConfiguredThings[Kind]> {
  const kept = newlyKept(nextId(kind, desk.ids), input, toInstant(desk.now()));
  const thing = kept as unknown as ConfiguredThings[Kind];
  const decide = async (configuration: Configuration) => {
    await judge?.({ before: null, after: thing }, configuration);
    return { before: null, after: thing, keep: keep(thing) };
  };
  await changeConfiguration(desk, kind, { request, decide });
  return thing;
}

export interface Edit<Kind extends ConfiguredKind> {
  readonly id: string;
  readonly request: ChangeRequest;
  /** What shall be said of it, given what was. */
  readonly edit: (before: ConfiguredThings[Kind]) => InputOf<Kind>;
  readonly keep?: (thing: ConfiguredThings[Kind]) => KeptAnswer | undefined;
  readonly judge?: Judge<Kind>;
}

export async function editConfigured<Kind extends ConfiguredKind>(
  desk: ConfigurationDesk,
  kind: Kind,
  { id, request, edit, keep, judge }: Edit<Kind>,
): Promise<ConfiguredThings[Kind]> {
  const decide = async (configuration: Configuration) => {
    const before = getConfigured(configuration, { kind, id }, request);
    const after = withInput(before, edit(before), toInstant(desk.now()));
    await judge?.({ before, after }, configuration);
    return { before, after, keep: keep?.(after) };
  };
  const after = await changeConfiguration(desk, kind, { request, decide });
  return after ?? refuseUnknown(kind);
}

/** Refuses with `in-use` while something refers to it. */
export async function removeConfigured<Kind extends ConfiguredKind>(
  desk: ConfigurationDesk,
  kind: Kind,
  { id, request }: { id: string; request: ChangeRequest },
): Promise<void> {
  const decide = (configuration: Configuration) => ({
    before: getConfigured(configuration, { kind, id }, request),
    after: null,
  });
  await changeConfiguration(desk, kind, { request, decide });
}
