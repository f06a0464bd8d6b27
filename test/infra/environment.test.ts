import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { functions } from '#infra/functions.ts';
import { doorVariables } from '#shared/persistence/open-door.ts';
import { synthesizeSample } from '#test/infra/samples/synthesized.ts';

/** What every function gets, whether its own code reads it or the libraries around it. */
const always = new Set(['STAGE', 'LOG_LEVEL', 'NODE_OPTIONS', 'POWERTOOLS_SERVICE_NAME']);

const written = functions.filter(({ folder }) => existsSync(`${folder}/function.ts`));
const { templates, functionIds } = await synthesizeSample({ stage: 'local', settings: {} });
const service = templates.find(({ stackName }) => stackName.endsWith('-service'));

const toVariable = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

/** The function's own file, and those of ours beside it that it imports. */
async function readSources(folder: string): Promise<string> {
  const own = await readFile(`${folder}/function.ts`, 'utf8');
  const imported = [...own.matchAll(/from '(\.[^']+)'/g)].map(([, path = '']) => join(folder, path));
  const others = await Promise.all(imported.map((path) => readFile(path, 'utf8')));
  return [own, ...others].join('\n');
}

/** The names between the brackets of `readEnvironment(...)`, those that every door needs by their list's name. */
async function readNames(folder: string): Promise<string[]> {
  const source = await readSources(folder);
  const lists = [...source.matchAll(/readEnvironment\(([^)]*)\)/g)].map(([, list = '']) => list);
  const names = lists.flatMap((list) => [
    ...(list.includes('doorVariables') ? doorVariables : []),
    ...[...list.matchAll(/'(\w+)'/g)].map(([, name = '']) => name),
  ]);
  return names.map(toVariable);
}

function givenNames(name: string): string[] {
  const environment = service?.template.Resources[functionIds[name] ?? '']?.Properties?.['Environment'] ?? {};
  return Object.keys(Object.values(environment)[0] ?? {});
}

describe('the environment of a function', () => {
  it.each(written)('$name is told what it reads', async ({ name, folder }) => {
    const missing = (await readNames(folder)).filter((variable) => !givenNames(name).includes(variable));
    expect(missing).toEqual([]);
  });

  it.each(written)('$name reads what it is told', async ({ name, folder }) => {
    const read = await readNames(folder);
    const idle = givenNames(name).filter((variable) => !always.has(variable) && !read.includes(variable));
    expect(idle).toEqual([]);
  });
});
