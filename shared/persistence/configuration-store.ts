import {
  type AnyConfigured,
  Configuration,
  type ConfiguredKind,
  type ConfiguredThings,
  configuredNouns,
} from '#shared/domain/account/configuration.ts';
import type {
  ConfigurationChange,
  ConfigurationStore,
  SaveTogether,
} from '#shared/domain/account/configuration-store.ts';
import type { Listed } from '#shared/domain/ticket/ticket-store.ts';
import { auditWrite } from './audit-writes.ts';
import { type ConfigurationItems, nextVersion, openConfigurationItems } from './configuration-items.ts';
import { newJobWrite } from './job-writes.ts';
import { keptAnswerWrite } from './kept-answers.ts';
import * as keys from './keys.ts';
import { listPartition } from './list-partition.ts';
import { ConditionLost } from './lost-race.ts';
import { commitNamed, expecting } from './named-write.ts';
import type { Item, Table } from './table.ts';
import { thingOf } from './ticket-item.ts';
import { put, putNew, putOver, remove, removeOver, type Write } from './write.ts';

/** @param dueShards shards of the due index, in which work that follows from a change waits to be looked after. */
export function openConfigurationStore(table: Table, dueShards: number): ConfigurationStore {
  const loadItems = openConfigurationItems(table);
  let known: ConfigurationItems | undefined;
  return {
    load: async () => {
      known = await loadItems();
      return toConfiguration(known);
    },
    find: async <Kind extends ConfiguredKind>(kind: Kind, id: string) => {
      const item = await table.get(keyOf(kind, id));
      return item === undefined ? undefined : thingOf<ConfiguredThings[Kind]>(item);
    },
    list: <Kind extends ConfiguredKind>(
      kind: Kind,
      page: { limit: number; after: string | undefined },
    ): Promise<Listed<ConfiguredThings[Kind]>> =>
      listPartition(table, keys.configuredOf(kind.toUpperCase()), { ...page, backward: true }),
    save: (change) => save(table, change, { dueShards, known }),
    findSealed: async (sourceId) => {
      const item = await table.get(keys.secretsOf(sourceId));
      return item === undefined ? {} : thingOf<Readonly<Record<string, string>>>(item);
    },
  };
}

const keyOf = (kind: ConfiguredKind, id: string) => keys.configured(kind.toUpperCase(), id);

const isConfigured = (item: Item) => String(item['type']) in configuredNouns;

function toConfiguration({ version, items }: ConfigurationItems): Configuration {
  const all = items
    .filter(isConfigured)
    .map((item) => ({ kind: item['type'], thing: thingOf(item) }) as AnyConfigured);
  return new Configuration(version, all);
}

interface Around {
  readonly dueShards: number;
  /** What the change was decided on, if nothing was read since. */
  readonly known: ConfigurationItems | undefined;
}

async function save(
  table: Table,
  change: ConfigurationChange,
  { dueShards, known }: Around,
): Promise<'saved' | 'changed-meanwhile' | 'kept-already'> {
  const keep = change.keep === undefined ? [] : [keptAnswerWrite(change.keep)];
  const writes = [
    ...keep,
    thingWrite(change),
    ...secretWrites(change),
    nextVersion({ decidedOn: change.decidedOn, changed: [skOf(change)] }, known),
    auditWrite(change.audit),
    ...(change.work === undefined
      ? []
      : [newJobWrite(change.work.job, dueShards), auditWrite(change.work.audit)]),
  ];
  try {
    await table.commit(writes);
    return 'saved';
  } catch (error) {
    if (!(error instanceof ConditionLost)) throw error;
    return error.positions.some((position) => position < keep.length) ? 'kept-already' : 'changed-meanwhile';
  }
}

/** @param dueShards as of the store. */
export function saveTogetherIn(table: Table, dueShards: number): SaveTogether {
  return ({ changes, decidedOn, audits, job }) => {
    const things = changes.map(({ before, after }) => ({
      kind: (after ?? before)?.kind ?? 'settings',
      before: before?.thing ?? null,
      after: after?.thing ?? null,
    }));
    const writes = [
      ...things.map(thingWrite),
      nextVersion({ decidedOn, changed: things.map(skOf) }),
      ...audits.map(auditWrite),
      ...(job === null ? [] : [newJobWrite(job, dueShards)]),
    ];
    return commitNamed<'saved' | 'changed-meanwhile'>(table, expecting(writes, 'changed-meanwhile'), 'saved');
  };
}

type ThingChange = Pick<ConfigurationChange, 'kind' | 'before' | 'after'>;

const skOf = ({ kind, before, after }: ThingChange) => keyOf(kind, (after ?? before)?.id ?? '').sk;

function thingWrite({ kind, before, after }: ThingChange): Write {
  if (after === null) return removeOver(keyOf(kind, before?.id ?? ''), before?.version ?? 0);
  const key = keyOf(kind, after.id);
  return before === null
    ? putNew(key, kind, { data: after })
    : putOver(key, kind, { data: after, version: before.version });
}

/** Things with secrets, which stand beside them. */
const keepsSecrets: ReadonlySet<ConfiguredKind> = new Set([
  'source',
  'rule',
  'timeRule',
  'webhookSubscription',
]);

function secretWrites({ kind, before, after, sealed }: ConfigurationChange): Write[] {
  if (!keepsSecrets.has(kind)) return [];
  if (after === null) return [remove(keys.secretsOf(before?.id ?? ''))];
  return sealed === undefined ? [] : [put(keys.secretsOf(after.id), 'secrets', { data: sealed })];
}
