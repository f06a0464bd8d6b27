import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** All that a run of the tests leaves in the system's temporary folder goes with it, also when tests fail. */
export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'smista-tests-'));
  process.env['TMPDIR'] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
