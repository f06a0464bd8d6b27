import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { bundle } from '#infra/bundle.ts';

const greet = { name: 'greet', folder: 'test/infra/samples/greet' };
const react = { name: 'react', folder: 'test/infra/samples/react' };

async function bundleSamples(sourceMaps = false) {
  const outputFolder = await mkdtemp(join(tmpdir(), 'smista-bundle-'));
  return bundle({ functions: [greet, react], outputFolder, sourceMaps });
}

describe('bundle', () => {
  it('makes a folder for each function that runs by itself, lazy parts included', async () => {
    const folders = await bundleSamples();
    const { handler } = await import(pathToFileURL(join(folders.get('greet') ?? '', 'function.mjs')).href);
    expect(await handler()).toEqual({ statusCode: 200, body: 'See you' });
  });

  it('keeps a lazy part in a file of its own, and only where it is used', async () => {
    const folders = await bundleSamples();
    const hasLazyPart = async (name: string) => {
      const files = await readdir(folders.get(name) ?? '');
      return files.some((file) => file.startsWith('farewell-'));
    };
    expect([await hasLazyPart('greet'), await hasLazyPart('react')]).toEqual([true, false]);
  });

  it('adds source maps when asked', async () => {
    const folders = await bundleSamples(true);
    expect(await readdir(folders.get('react') ?? '')).toContain('react.mjs.map');
  });
});
