import { glob, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { requireAppendOnly } from '#shared/persistence/append-only.ts';
import * as keys from '#shared/persistence/keys.ts';
import { mustExist, put, putNew, putOver, remove, update, type Write } from '#shared/persistence/write.ts';

const entry = keys.auditAt('2026-11-21T12:00:00.000Z', 'aud_1');
const agent = keys.agentById('agt_1');

const writes = (key: keys.Key): Record<string, Write> => ({
  replaces: put(key, 'audit', { data: {} }),
  'replaces one version': putOver(key, 'audit', { data: {}, version: 1 }),
  changes: update(key, { set: [[['data', 'agentId'], 'agt_2']] }),
  deletes: remove(key),
});

describe('the audit log', () => {
  it.each(Object.entries(writes(entry)))('lets no write pass that %s an entry', (_, write) => {
    expect(() => requireAppendOnly(write)).toThrow('only grows');
  });

  it('takes new entries, and may be looked at', () => {
    expect(() => requireAppendOnly(putNew(entry, 'audit', { data: {} }))).not.toThrow();
    expect(() => requireAppendOnly(mustExist(entry))).not.toThrow();
  });

  it.each(Object.entries(writes(agent)))('minds no write that %s something else', (_, write) => {
    expect(() => requireAppendOnly(write)).not.toThrow();
  });

  it('is guarded where every write of the system goes through', async () => {
    const files = await Array.fromAsync(glob(['functions/**/*.ts', 'shared/**/*.ts']));
    const writing =
      /\b(?:Put|Update|Delete|TransactWrite|BatchWrite|Execute\w*)(?:Item)?s?Command\b(?!Input)/;
    const sources = await Promise.all(
      files.map(async (file) => ({ file, text: await readFile(file, 'utf8') })),
    );

    const writers = sources.filter(
      ({ text }) => text.includes('lib-dynamodb') || text.includes('client-dynamodb'),
    );

    const found = writers.filter(({ text }) => writing.test(text)).map(({ file }) => file);
    expect(found).toEqual(['shared/persistence/table.ts']);
    const table = sources.find(({ file }) => file === 'shared/persistence/table.ts');
    expect(table?.text).toContain('writes.forEach(requireAppendOnly)');
  });
});
