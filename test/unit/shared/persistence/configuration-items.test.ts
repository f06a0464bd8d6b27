import { describe, expect, it } from 'vitest';
import {
  type ConfigurationItems,
  nextVersion,
  openConfigurationItems,
} from '#shared/persistence/configuration-items.ts';
import { configurationVersion } from '#shared/persistence/keys.ts';
import { raiseVersion } from '#shared/persistence/member-writes.ts';
import type { Item } from '#shared/persistence/table.ts';
import type { Write } from '#shared/persistence/write.ts';

/** The partition of the configuration, and how often it was read. */
function aPartition() {
  const itemBySk = new Map<string, Item>([
    ['!VERSION', { ...configurationVersion, type: 'version', data: { version: 1 } }],
  ]);
  const reads = { all: 0, single: [] as string[] };
  const table = {
    get: async ({ sk }: { sk: string }) => {
      reads.single.push(sk);
      return structuredClone(itemBySk.get(sk));
    },
    queryAll: async () => {
      reads.all += 1;
      return structuredClone([...itemBySk.values()].sort((one, other) => (one.sk < other.sk ? -1 : 1)));
    },
  };
  return { itemBySk, reads, table, load: openConfigurationItems(table) };
}
type Partition = ReturnType<typeof aPartition>;

const versionIn = ({ itemBySk }: Partition) =>
  itemBySk.get('!VERSION')?.['data'] as { version: number; trail?: object };

/** What the table does with an update that sets or raises numbers. */
function apply(partition: Partition, { Update }: Write): void {
  const { UpdateExpression = '', ExpressionAttributeValues: values = {} } = Update ?? {};
  const data = versionIn(partition);
  const [version, trail] = Object.values(values);
  const isBlind = UpdateExpression.includes('+');
  const after = isBlind ? { ...data, version: data.version + 1 } : { version, trail };
  partition.itemBySk.set('!VERSION', { ...configurationVersion, type: 'version', data: after });
}

/** A change of things, decided on the version that the table has. */
function change(
  partition: Partition,
  texts: Readonly<Record<string, string | null>>,
  known?: ConfigurationItems,
) {
  for (const [sk, text] of Object.entries(texts)) {
    if (text === null) partition.itemBySk.delete(sk);
    else partition.itemBySk.set(sk, { pk: 'CONFIG', sk, data: { text } });
  }
  const { version: decidedOn } = versionIn(partition);
  apply(partition, nextVersion({ decidedOn, changed: Object.keys(texts) }, known));
}

const textsOf = ({ items }: ConfigurationItems) =>
  items.filter(({ sk }) => sk !== '!VERSION').map((item) => (item['data'] as { text: string }).text);

describe('openConfigurationItems', () => {
  it('reads all once, and the version alone while nothing changes', async () => {
    const partition = aPartition();
    change(partition, { 'RULE#1': 'one' });

    const first = await partition.load();
    const second = await partition.load();

    expect(textsOf(first)).toEqual(['one']);
    expect(second).toBe(first);
    expect(partition.reads).toEqual({ all: 1, single: ['!VERSION'] });
  });

  it('reads of what came, changed and went that alone', async () => {
    const partition = aPartition();
    change(partition, { 'RULE#1': 'one', 'RULE#2': 'two', 'RULE#4': 'four' });
    await partition.load();

    change(partition, { 'RULE#3': 'three' });
    change(partition, { 'RULE#1': 'uno', 'RULE#2': null }, await partition.load());

    expect(textsOf(await partition.load())).toEqual(['uno', 'three', 'four']);
    expect(partition.reads.all).toBe(1);
    expect(partition.reads.single).toEqual(['!VERSION', 'RULE#3', '!VERSION', 'RULE#1', 'RULE#2']);
  });

  it('catches up with what several others changed', async () => {
    const partition = aPartition();
    const other = openConfigurationItems(partition.table);
    await partition.load();

    for (let turn = 1; turn <= 5; turn++) change(partition, { [`RULE#${turn}`]: `${turn}` }, await other());
    partition.reads.all = 0;

    expect(textsOf(await partition.load())).toEqual(['1', '2', '3', '4', '5']);
    expect(partition.reads.all).toBe(0);
  });

  it.each([
    ['the version was raised by who tells nothing', (partition: Partition) => apply(partition, raiseVersion)],
    [
      'who changed it decided without having read it, long after',
      (partition: Partition) => {
        change(partition, { 'RULE#2': 'hidden' });
        change(partition, { 'RULE#3': 'three' });
      },
    ],
    [
      'more changed than a trail holds',
      async (partition: Partition) => {
        const other = openConfigurationItems(partition.table);
        for (let turn = 0; turn < 17; turn++) {
          change(partition, { [`RULE#x${turn}`]: `${turn}` }, await other());
        }
      },
    ],
    [
      'more changed at once than a trail holds',
      (partition: Partition) =>
        change(
          partition,
          Object.fromEntries(Array.from({ length: 17 }, (_, at) => [`RULE#${at + 2}`, `${at}`])),
        ),
    ],
  ])('reads all anew when %s', async (_, happens) => {
    const partition = aPartition();
    change(partition, { 'RULE#1': 'one' });
    await partition.load();
    partition.itemBySk.set('RULE#z', { pk: 'CONFIG', sk: 'RULE#z', data: { text: 'unnoticed' } });

    await happens(partition);
    partition.reads.all = 0;
    const after = await partition.load();

    expect(partition.reads.all).toBe(1);
    expect(textsOf(after)).toContain('unnoticed');
    expect(after.version).toBe(versionIn(partition).version);
  });

  it('keeps what everyone reads first under one read unit', async () => {
    const partition = aPartition();
    for (let turn = 0; turn < 40; turn++) {
      const id = `CLOSEDDEPARTMENT#dep_${'0'.repeat(24)}${String(turn).padStart(2, '0')}`;
      change(partition, { [id]: `${turn}` }, await partition.load());
    }

    expect(JSON.stringify(partition.itemBySk.get('!VERSION')).length).toBeLessThan(4_000);
  });

  it('says that the account is not open yet', async () => {
    const partition = aPartition();
    partition.itemBySk.clear();

    await expect(partition.load()).rejects.toThrow('bootstrap');
  });
});
