import { execFile } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bundle } from '#infra/bundle.ts';
import type { FunctionDescription } from '#infra/function-description.ts';
import { median } from './statistics.ts';

type Bundled = Pick<FunctionDescription, 'name' | 'folder'>;

/** A function that has the table's client and nothing else. */
export const bareClient: Bundled = { name: 'bare-client', folder: 'test/load/bare-client' };

export interface ImportTime {
  readonly name: string;
  readonly kilobytes: number;
  readonly wallMs: number;
  readonly cpuMs: number;
}

const run = promisify(execFile);
/** As Lambda starts a function: a fresh process that imports the bundle. */
const importing = `
const [file] = process.argv.slice(1);
const cpu = process.cpuUsage();
const startedAt = performance.now();
await import(file);
const wallMs = performance.now() - startedAt;
const { user, system } = process.cpuUsage(cpu);
process.stdout.write(JSON.stringify({ wallMs, cpuMs: (user + system) / 1000 }));`;

async function importOnce(folder: string): Promise<{ wallMs: number; cpuMs: number }> {
  const file = join(folder, 'function.mjs');
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', importing, file]);
  return JSON.parse(stdout) as { wallMs: number; cpuMs: number };
}

/** Bundles as they are deployed, the bare client on its own; then imports each in turn, so many rounds. */
export async function measureImports(
  functions: readonly Bundled[],
  { outputFolder, rounds }: { outputFolder: string; rounds: number },
): Promise<ImportTime[]> {
  const folders = new Map([
    ...(await bundle({ functions: [bareClient], outputFolder: join(outputFolder, 'bare') })),
    ...(await bundle({ functions, outputFolder: join(outputFolder, 'own') })),
  ]);
  const times = new Map([...folders.keys()].map((name) => [name, [] as { wallMs: number; cpuMs: number }[]]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, folder] of folders) times.get(name)?.push(await importOnce(folder));
  }
  const measured = [...folders].map(async ([name, folder]) => ({
    name,
    kilobytes: (await bytesIn(folder)) / 1024,
    wallMs: median(times.get(name)?.map(({ wallMs }) => wallMs) ?? []),
    cpuMs: median(times.get(name)?.map(({ cpuMs }) => cpuMs) ?? []),
  }));
  return Promise.all(measured);
}

async function bytesIn(folder: string): Promise<number> {
  const files = await readdir(folder);
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(folder, file))).size));
  return sizes.reduce((total, size) => total + size, 0);
}
