import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '#infra/bundle.ts';
import { functions } from '#infra/functions.ts';

const reached = functions.filter(({ touches }) => touches.knows?.includes('issuer'));
/** A text that only the library for tokens has. */
const mark = 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED';
let folders: ReadonlyMap<string, string>;

beforeAll(async () => {
  const outputFolder = await mkdtemp(join(tmpdir(), 'smista-lazy-'));
  folders = await bundle({ functions: reached, outputFolder });
});

/** The files that are loaded before the first request. */
async function loadedAtStart(folder: string): Promise<string[]> {
  const names = new Set(['function.mjs']);
  const texts: string[] = [];
  for (const name of names) {
    const text = await readFile(join(folder, name), 'utf8');
    texts.push(text);
    for (const [, file = ''] of text.matchAll(/(?:from|import)\s*"\.\/([\w.-]+\.mjs)"/g)) names.add(file);
  }
  return texts;
}

describe('a function that agents reach', () => {
  it.each(reached.map(({ name }) => name))(
    '%s loads what checks tokens with the first token',
    async (name) => {
      const folder = folders.get(name) ?? '';
      const files = (await readdir(folder)).filter((file) => file.endsWith('.mjs'));
      const all = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));

      const atStart = await loadedAtStart(folder);

      expect(all.filter((text) => text.includes(mark))).not.toHaveLength(0);
      expect(atStart.length).toBeGreaterThan(1);
      expect(atStart.filter((text) => text.includes(mark))).toEqual([]);
    },
  );
});
