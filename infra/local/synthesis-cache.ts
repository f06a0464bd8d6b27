import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FunctionDescription } from '#infra/function-description.ts';
import { type SynthesizedApp, toTemplate } from './template/template.ts';

const projectFolder = fileURLToPath(new URL('../..', import.meta.url));
const sourceFolders = ['infra', 'functions', 'shared', 'events'];
const dayMs = 86_400_000;

interface Kept {
  readonly templates: readonly { readonly stackName: string; readonly template: unknown }[];
  readonly assetFolders: Readonly<Record<string, string>>;
}

export interface SynthesisRequest {
  /** Other functions than the app's own, for measurements. */
  readonly functions?: readonly FunctionDescription[];
}

/**
 * The synthesized app, kept under `.build/` by the content of all sources: a warm start then needs neither the CDK
 * nor the bundler. It is synthesized without a public address, so that it holds for any port.
 */
export async function synthesizeLocally(request: SynthesisRequest = {}): Promise<SynthesizedApp> {
  const cacheFolder = join(projectFolder, '.build', 'local');
  const folder = join(cacheFolder, await hashSources(request));
  if (!existsSync(join(folder, 'synthesis.json'))) {
    await build(request, { cacheFolder, folder });
    await dropOld(cacheFolder);
  }
  const kept = JSON.parse(await readFile(join(folder, 'synthesis.json'), 'utf8')) as Kept;
  return {
    templates: kept.templates.map(({ stackName, template }) => toTemplate(stackName, template)),
    assetFolders: Object.fromEntries(
      Object.entries(kept.assetFolders).map(([hash, path]) => [hash, join(folder, path)]),
    ),
  };
}

async function build(request: SynthesisRequest, to: { cacheFolder: string; folder: string }): Promise<void> {
  const { synthesize } = await import('#infra/synthesize.ts');
  const draft = join(to.cacheFolder, `draft-${randomUUID()}`);
  await mkdir(draft, { recursive: true });
  const { templates, assetFolders } = await synthesize({
    stage: 'local',
    outputFolder: draft,
    settings: { publicUrl: null },
    ...request,
  });
  const kept: Kept = {
    templates,
    assetFolders: Object.fromEntries(
      Object.entries(assetFolders).map(([hash, path]) => [hash, relative(draft, path)]),
    ),
  };
  await writeFile(join(draft, 'synthesis.json'), JSON.stringify(kept));
  // Somebody else may have built the same meanwhile: his is as good.
  await rename(draft, to.folder).catch(() => rm(draft, { recursive: true, force: true }));
}

async function hashSources(request: SynthesisRequest): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(request));
  const folders = [...sourceFolders, ...(request.functions ?? []).map(({ folder }) => folder)];
  const files = new Set((await Promise.all(folders.map(listFiles))).flat().sort());
  for (const file of [...files, 'package-lock.json']) {
    hash.update(`\n${file}\n`).update(await readFile(join(projectFolder, file)));
  }
  return hash.digest('hex').slice(0, 32);
}

/** The local platform itself is not part of what it runs. */
async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(join(projectFolder, folder), { recursive: true, withFileTypes: true }).catch(
    () => [],
  );
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(projectFolder, join(entry.parentPath, entry.name)))
    .filter((file) => !file.startsWith(join('infra', 'local')));
}

/** A platform that still runs may load from an older build, so only what is a day old goes. */
async function dropOld(cacheFolder: string): Promise<void> {
  for (const name of await readdir(cacheFolder)) {
    const folder = join(cacheFolder, name);
    const { mtimeMs } = await stat(folder);
    if (Date.now() - mtimeMs > dayMs) await rm(folder, { recursive: true, force: true });
  }
}
