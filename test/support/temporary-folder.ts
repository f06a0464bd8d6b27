import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** All that a run of the tests leaves in the system's temporary folder goes with it, also when tests fail. */
export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'smista-tests-'));
  process.env['TMPDIR'] = folder;
  // As `npm start` has it, for the processes that tests start.
  process.env['NODE_COMPILE_CACHE'] ??= fileURLToPath(new URL('../../.build/compiled', import.meta.url));
  return () => rmSync(folder, { recursive: true, force: true });
}
