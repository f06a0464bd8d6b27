import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
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
  const path = mkdtempSync(join(tmpdir(), 'smista-'));
  return { path, kept: false, discard: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}
