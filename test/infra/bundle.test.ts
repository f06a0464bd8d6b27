import { execFile } from 'node:child_process';
import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { bundle } from '#infra/bundle.ts';

const greet = { name: 'greet', folder: 'test/infra/samples/greet' };
const react = { name: 'react', folder: 'test/infra/samples/react' };
const client = { name: 'client', folder: 'test/load/bare-client' };

/** Parts of Node that a new process has loaded when its function has asked AWS for the first time, in vain. */
async function partsLoadedBy(folder: string): Promise<string[]> {
  const file = pathToFileURL(join(folder, 'function.mjs')).href;
  const script = `const { handler } = await import('${file}');
    await handler().catch(({ code }) => console.log(code));
    console.log(JSON.stringify(process.moduleLoadList));`;
  const access = { AWS_REGION: 'eu-local-1', AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret' };
  const env = { ...access, AWS_ENDPOINT_URL: 'http://127.0.0.1:1', AWS_MAX_ATTEMPTS: '1' };
  const args = ['--input-type=module', '--eval', script];
  const [code, parts = ''] = (await promisify(execFile)(process.execPath, args, { env })).stdout.split('\n');
  expect(code).toBe('ECONNREFUSED');
  return JSON.parse(parts) as string[];
}

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

  it('asks AWS without the fetch that Node loads with `node:http`', async () => {
    const outputFolder = await mkdtemp(join(tmpdir(), 'smista-bundle-'));
    const folders = await bundle({ functions: [client], outputFolder });

    const parts = await partsLoadedBy(folders.get('client') ?? '');

    expect(parts).toContain('NativeModule http');
    expect(parts).not.toContain('NativeModule internal/deps/undici/undici');
  });

  it('adds source maps when asked', async () => {
    const folders = await bundleSamples(true);
    expect(await readdir(folders.get('react') ?? '')).toContain('react.mjs.map');
  });
});
