import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile, type Plugin } from 'esbuild';
import type { FunctionDescription } from './function-description.ts';
import { writtenDocument } from './written-document.ts';

export const projectFolder = fileURLToPath(new URL('..', import.meta.url));

// Dependencies in CommonJS call `require` for Node's own modules, which an ES module does not have.
const requireForCommonJs =
  "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);";

/**
 * As an ES module, `node:http` reads each of its exports at once, and one of them loads all of `fetch`: some 40 ms of
 * the first request, for which the SDK imports it.
 */
const httpByRequire: Plugin = {
  name: 'http-by-require',
  setup: ({ onResolve, onLoad }) => {
    const namespace = 'by-require';
    onResolve({ filter: /^(?:node:)?http$/ }, ({ kind }) =>
      kind === 'require-call' ? null : { path: 'node:http', namespace },
    );
    onLoad({ filter: /.*/, namespace }, ({ path }) => ({ contents: `module.exports = require('${path}')` }));
  },
};

export interface BundleRequest {
  readonly functions: readonly Pick<FunctionDescription, 'name' | 'folder'>[];
  readonly outputFolder: string;
  readonly sourceMaps?: boolean;
}

interface Output {
  readonly fileName: string;
  readonly contents: Uint8Array;
}

/**
 * Bundles every function in one esbuild call, each with its own copy of the parts it imports, so that a folder is a whole deployment.
 * Returns each function's folder by its name; the handler in it is `function.handler`.
 */
export async function bundle(request: BundleRequest): Promise<ReadonlyMap<string, string>> {
  const result = await build({
    entryPoints: request.functions.map(({ name, folder }) => ({
      in: join(folder, 'function.ts'),
      out: name,
    })),
    absWorkingDir: projectFolder,
    outdir: request.outputFolder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    minify: true,
    keepNames: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    banner: { js: requireForCommonJs },
    sourcemap: request.sourceMaps ? 'linked' : false,
    loader: { '.css': 'text', '.html': 'text', '.svg': 'text' },
    plugins: [httpByRequire, writtenDocument],
    legalComments: 'none',
    metafile: true,
    write: false,
    logLevel: 'warning',
  });
  const outputByName = new Map(
    result.outputFiles.map(({ path, contents }) => [basename(path), { fileName: basename(path), contents }]),
  );
  const imports = importsByFile(result.metafile);
  const folders = request.functions.map(async ({ name }): Promise<[string, string]> => {
    const folder = join(request.outputFolder, name);
    await writeFunction(folder, filesOf(`${name}.mjs`, { imports, outputByName }));
    return [name, folder];
  });
  return new Map(await Promise.all(folders));
}

function importsByFile(metafile: Metafile): Map<string, string[]> {
  return new Map(
    Object.entries(metafile.outputs).map(([path, output]) => [
      basename(path),
      output.imports.filter(({ external }) => external !== true).map((imported) => basename(imported.path)),
    ]),
  );
}

/** The entry, everything it reaches statically or lazily, and their source maps. */
function filesOf(
  entry: string,
  outputs: { imports: Map<string, string[]>; outputByName: Map<string, Output> },
): Output[] {
  const reached = new Set([entry]);
  for (const fileName of reached) {
    for (const imported of outputs.imports.get(fileName) ?? []) reached.add(imported);
  }
  return [...reached]
    .flatMap((fileName) => [outputs.outputByName.get(fileName), outputs.outputByName.get(`${fileName}.map`)])
    .filter((output) => output !== undefined)
    .map((output) => (output.fileName === entry ? { ...output, fileName: 'function.mjs' } : output));
}

async function writeFunction(folder: string, files: readonly Output[]): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(dirname(join(folder, 'function.mjs')), { recursive: true });
  await Promise.all(files.map(({ fileName, contents }) => writeFile(join(folder, fileName), contents)));
}
