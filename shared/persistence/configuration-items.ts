import * as keys from './keys.ts';
import type { Item, Table } from './table.ts';
import { thingOf } from './ticket-item.ts';
import { update, type Write } from './write.ts';

/** Everything that is configured, as the table holds it. */
export interface ConfigurationItems {
  readonly version: number;
  /** Null: nobody can tell what changed last. */
  readonly trail: Trail | null;
  /** In the order of their keys. */
  readonly items: readonly Item[];
}

/** What changed after version `from`: whoever knows that version, or a later one, reads these alone. */
interface Trail {
  /** The version up to which it tells: whoever raises the version in another way leaves it behind, and it is not believed. */
  readonly at: number;
  readonly from: number;
  readonly changes: readonly { readonly version: number; readonly sk: string }[];
}

/** It stands in the item that everyone reads first, and that should stay under the 4 KB of one read unit. */
const longestTrail = 16;

/**
 * Reads the version alone, and when it rose what changed since: neither an event nor a new rule among a thousand reads
 * them all. The first time, and where the trail is too short, it is one query. Items may be of a later moment than the
 * version; what made them so is read again next time.
 */
export function openConfigurationItems(table: Pick<Table, 'get' | 'queryAll'>) {
  let seen: ConfigurationItems | undefined;
  return async (): Promise<ConfigurationItems> => {
    seen = seen === undefined ? await readAll(table) : await readOn(table, seen);
    return seen;
  };
}

async function readAll(table: Pick<Table, 'queryAll'>): Promise<ConfigurationItems> {
  const items = await table.queryAll(keys.configuration);
  return { ...toVersion(items.find(({ sk }) => sk === keys.configurationVersion.sk)), items };
}

async function readOn(
  table: Pick<Table, 'get' | 'queryAll'>,
  seen: ConfigurationItems,
): Promise<ConfigurationItems> {
  const latest = toVersion(await table.get(keys.configurationVersion));
  if (latest.version === seen.version) return seen;
  const changed = changedSince(latest.trail, seen.version);
  if (changed === null) return readAll(table);
  const { pk } = keys.configurationVersion;
  const found = await Promise.all(changed.map((sk) => table.get({ pk, sk })));
  const others = seen.items.filter(({ sk }) => !changed.includes(sk));
  const items = [...others, ...found.filter((item) => item !== undefined)];
  return { ...latest, items: items.sort((one, other) => (one.sk < other.sk ? -1 : 1)) };
}

function toVersion(item: Item | undefined): Pick<ConfigurationItems, 'version' | 'trail'> {
  if (item === undefined) throw new Error('the account is not open yet: run bootstrap');
  const { version, trail } = thingOf<{ version: number; trail?: Trail }>(item);
  return { version, trail: trail?.at === version ? trail : null };
}

/** Null: it cannot tell. */
function changedSince(trail: Trail | null, version: number): string[] | null {
  if (trail === null || version < trail.from) return null;
  return [...new Set(trail.changes.filter((one) => one.version > version).map(({ sk }) => sk))];
}

/** The configuration as of which something was decided, and the keys of what becomes different. */
interface Step {
  readonly decidedOn: number;
  readonly changed: readonly string[];
}

/**
 * Whoever reads the configuration asks for its version first; a change decided on an older one is not saved.
 * @param known what was read last; when that was another version, the trail begins anew.
 */
export function nextVersion({ decidedOn, changed }: Step, known?: ConfigurationItems): Write {
  const version = ['data', 'version'];
  const trail = known?.version === decidedOn ? known.trail : null;
  return update(keys.configurationVersion, {
    set: [
      [version, decidedOn + 1],
      [['data', 'trail'], trailAfter(trail, { decidedOn, changed })],
    ],
    when: (names) => `${names.path(version)} = ${names.value(decidedOn)}`,
  });
}

function trailAfter(trail: Trail | null, { decidedOn, changed }: Step): Trail {
  const at = decidedOn + 1;
  const changes = [...(trail?.changes ?? []), ...changed.map((sk) => ({ version: at, sk }))];
  const forgotten = changes.slice(0, -longestTrail).at(-1)?.version;
  const from = forgotten ?? trail?.from ?? decidedOn;
  return { at, from, changes: changes.filter((one) => one.version > from) };
}
