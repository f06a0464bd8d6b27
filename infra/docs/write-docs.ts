import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from '#infra/bundle.ts';
import { documents } from './documents.ts';

for (const [file, text] of Object.entries(await documents())) {
  await writeFile(join(projectFolder, file), text);
  process.stdout.write(`${file}\n`);
}
