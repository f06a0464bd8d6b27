import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from '#infra/bundle.ts';
import { measureOperations } from '../measure/operation-costs.ts';
import { measuredPages } from './measured-pages.ts';

for (const [file, text] of Object.entries(measuredPages(await measureOperations()))) {
  await writeFile(join(projectFolder, file), text);
  process.stdout.write(`${file}\n`);
}
