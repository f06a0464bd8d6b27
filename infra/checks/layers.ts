import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CruiseSummary, judgeLayers } from './judge-layers.ts';

const projectFolder = fileURLToPath(new URL('../..', import.meta.url));
const cruisedFolders = ['infra', 'functions', 'shared', 'events', 'test'];

function cruise(): CruiseSummary {
  const cruiser = join(projectFolder, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const answer = execFileSync(
    process.execPath,
    [cruiser, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...cruisedFolders],
    { cwd: projectFolder, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
  );
  const { modules, summary } = JSON.parse(answer) as {
    modules: { source: string }[];
    summary: { violations: CruiseSummary['violations'] };
  };
  return { sources: modules.map(({ source }) => source), violations: summary.violations };
}

function writtenFiles(): string[] {
  return cruisedFolders.flatMap((folder) =>
    readdirSync(join(projectFolder, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => `${folder}/${path}`),
  );
}

const faults = judgeLayers(cruise(), writtenFiles());
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
else console.log('Imports run one way.');
