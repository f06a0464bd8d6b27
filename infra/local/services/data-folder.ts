import { mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export interface DataFolder {
  readonly path: string;
  /** What is kept is synced to disk; what is thrown away at the end need not be. */
  readonly kept: boolean;
  discard(): void;
}

export function openDataFolder(name: string): DataFolder {
  if (name !== ':memory:') {
    const path = resolve(name);
    mkdirSync(path, { recursive: true, mode: 0o700 });
    return { path, kept: true, discard: () => undefined };
  }
  const path = mkdtempSync(join(findFleetingPlace(), 'smista-'));
  return { path, kept: false, discard: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}

const sharedMemory = '/dev/shm';
const roomBytes = 2 ** 30;

/** Shared memory spares the table engine the sync of each commit; in a container it may be too small. */
function findFleetingPlace(): string {
  try {
    const { bavail, bsize } = statfsSync(sharedMemory);
    return bavail * bsize > roomBytes ? sharedMemory : tmpdir();
  } catch {
    return tmpdir();
  }
}
